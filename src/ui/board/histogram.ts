/** Where on a row of equally wide bars a latency stands. Pure; knows no component. */

/** Bars: below each bound, and one more for the rest. */
export interface Bar {
  /** 0–1 of the tallest. */
  readonly height: number;
  readonly count: number;
  /** ms; null where the bar has no upper end. */
  readonly below: number | null;
}

export function barsOf(counts: readonly number[], bounds: readonly number[]): Bar[] {
  const most = Math.max(1, ...counts);
  return Array.from({ length: bounds.length + 1 }, (_, i) => ({
    count: counts[i] ?? 0,
    height: (counts[i] ?? 0) / most,
    below: bounds[i] ?? null,
  }));
}

/** 0–1 of the row's width: within its bar in proportion to the bar's bounds; in the last, unbounded one at its middle. */
export function placeOf(ms: number, bounds: readonly number[]): number {
  const bar = bounds.findIndex((bound) => ms < bound);
  if (bar < 0) return (bounds.length + 0.5) / (bounds.length + 1);
  const from = bounds[bar - 1] ?? 0;
  const to = bounds[bar] ?? ms;
  return (bar + (ms - from) / (to - from)) / (bounds.length + 1);
}
