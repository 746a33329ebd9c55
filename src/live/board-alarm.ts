/**
 * A deadline that moves. Moving it later costs nothing: the timer that is running looks again when it fires.
 * Knows nothing of what is waited for.
 */
import type { Clock } from './clock.ts';

export interface Alarm {
  /** Rings once at `at` (ms of the clock), unless moved or cleared before. */
  set(at: number): void;
  /** Rings at `at` unless it would ring sooner anyway. */
  atLatest(at: number): void;
  clear(): void;
}

export function alarm(clock: Clock, ring: () => void): Alarm {
  let due = Infinity;
  let armedFor = Infinity;
  let cancel: (() => void) | null = null;

  function arm(): void {
    cancel?.();
    armedFor = due;
    cancel = clock.after(Math.max(0, due - clock.now()), () => {
      cancel = null;
      armedFor = Infinity;
      if (due === Infinity) return;
      // Timers may fire a fraction early; a fraction of a millisecond is not worth another one.
      if (clock.now() < due - 0.5) return arm();
      due = Infinity;
      ring();
    });
  }
  return {
    set(at) {
      due = at;
      if (at < armedFor) arm();
    },
    atLatest(at) {
      if (at >= due) return;
      due = at;
      if (at < armedFor) arm();
    },
    clear() {
      due = Infinity;
    },
  };
}
