/** Notices when none of the pending writes gets on. Knows no port. */
import { alarm } from './board-alarm.ts';
import type { Clock } from './clock.ts';

/** Chromium lets about 20 kB pile up before a write waits at all: 2 s at 115200. A wait beyond this means nobody takes the bytes. */
const STALL_MS = 5_000;

export function stallWatch(clock: Clock, onStall: () => void) {
  let pending = 0;
  let generation = 0;
  const limit = alarm(clock, onStall);
  return {
    /** A write began. Call what is returned when it has ended. */
    started(): () => void {
      const mine = generation;
      if (pending++ === 0) limit.set(clock.now() + STALL_MS);
      return () => {
        if (mine !== generation) return;
        if (--pending) limit.set(clock.now() + STALL_MS);
        else limit.clear();
      };
    },
    clear(): void {
      generation++;
      pending = 0;
      limit.clear();
    },
  };
}
