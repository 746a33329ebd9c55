/** A clock that moves only when told, firing what falls due in order. */
import type { Clock } from '#live/clock.ts';

export interface FakeClock extends Clock {
  /** Moves on by `ms`, running every task that falls due on the way at its own time. */
  advance(ms: number): void;
}

export function fakeClock(start = 1_700_000_000_000): FakeClock {
  let now = start;
  let order = 0;
  const tasks = new Map<number, { due: number; task: () => void }>();
  return {
    now: () => now,
    after(ms, task) {
      const key = order++;
      tasks.set(key, { due: now + Math.max(0, ms), task });
      return () => void tasks.delete(key);
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        let next: [number, { due: number; task: () => void }] | null = null;
        for (const entry of tasks) {
          if (entry[1].due <= end && (!next || entry[1].due < next[1].due)) next = entry;
        }
        if (!next) break;
        tasks.delete(next[0]);
        now = Math.max(now, next[1].due);
        next[1].task();
      }
      now = end;
    },
  };
}
