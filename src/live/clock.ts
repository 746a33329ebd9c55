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

/** A machine that slept, or whose time was set forward, may have moved by this much before the anchor is taken anew. */
const DRIFT_MS = 1_000;

/** performance.now has the resolution latencies need; Date.now is what the rest of the world calls the time. */
export function systemClock(): Clock {
  let anchor = Date.now() - performance.now();
  return {
    now() {
      const wall = Date.now();
      // Only ever forward: a clock that was set back would stand still until it caught up, and every timer with it.
      if (wall - (anchor + performance.now()) > DRIFT_MS) anchor = wall - performance.now();
      return anchor + performance.now();
    },
    after(ms, task) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
  };
}
