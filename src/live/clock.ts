/**
 * The live worker's only notion of time. Everything in live/ takes one, so tests run on a fake.
 * Knows nothing of what is timed.
 */
export interface Clock {
  /** ms since 1970 with fractions, never running backwards. */
  now(): number;
  /** Runs `task` once, `ms` from now. The returned function cancels it. */
  after(ms: number, task: () => void): () => void;
}

/** A machine that slept, or whose time was set, may have moved by this much before the anchor is taken anew. */
const DRIFT_MS = 1_000;

/** performance.now has the resolution latencies need; Date.now is what the rest of the world calls the time. */
export function systemClock(): Clock {
  let anchor = Date.now() - performance.now();
  let last = 0;
  return {
    now() {
      const wall = Date.now();
      if (Math.abs(anchor + performance.now() - wall) > DRIFT_MS) anchor = wall - performance.now();
      return (last = Math.max(last, anchor + performance.now()));
    },
    after(ms, task) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
  };
}
