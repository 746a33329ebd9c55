/** One measured figure and the arithmetic behind it. Knows no benchmark. */

/** A row of `npm run bench -- --json FILE`. `ratio` = value / baseline, null without a baseline. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly baseline: number | null;
  readonly ratio: number | null;
  readonly conditions: string;
}

const round = (value: number): number => Number(value.toPrecision(4));

export function figure(
  name: string,
  unit: string,
  value: number,
  conditions: string,
  baseline: number | null = null,
): Figure {
  return {
    name,
    unit,
    value: round(value),
    baseline: baseline === null ? null : round(baseline),
    ratio: baseline === null ? null : round(value / baseline),
    conditions,
  };
}

/** Nearest-rank percentile; `part` 0–1. NaN of nothing. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
