/** How long to wait before the next attempt. Knows neither what is attempted nor a clock; chance arrives as an argument. */

export interface BackoffTable {
  /** ms before the first repetition */
  readonly first: number;
  /** ms that no wait exceeds */
  readonly cap: number;
}

/** A relay on this machine or next to it is back soon. */
const USUAL: BackoffTable = { first: 500, cap: 30_000 };

/**
 * ms to wait after failed attempt number `attempt` (0, 1, 2 …); `random` is 0 ≤ x < 1.
 *
 *   d = min(cap, first · 2^attempt);  wait = d/2 + random · d/2
 *
 * "Equal jitter": half is certain, so that a server is never hammered, and half is spread, so that many clients do not
 * come back together. Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog (2015).
 */
export function backoffMs(attempt: number, random: number, table: BackoffTable = USUAL): number {
  const longest = Math.min(table.cap, table.first * 2 ** Math.max(0, attempt));
  return longest / 2 + random * (longest / 2);
}
