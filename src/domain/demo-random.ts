/**
 * Seeded chance for the demo LIVE: the same seed gives the same numbers on every machine.
 * Knows nothing of what they are used for. Not for secrets.
 */
export interface Random {
  /** Evenly spread, 0 ≤ x < 1. */
  unit(): number;
  /** A whole number, from ≤ n ≤ to. */
  whole(from: number, to: number): number;
  /** ms until the next of a stream of independent events (exponential gaps of a Poisson process). */
  gapMs(perSecond: number): number;
  /** One of `items`, which must not be empty. */
  pick<T>(items: readonly T[]): T;
}

/**
 * Marsaglia's 32-bit xorshift (13, 17, 5) over a seed spread by Knuth's multiplicative hash, so that seeds 1 and 2
 * do not start alike. Source: G. Marsaglia, "Xorshift RNGs", J. Stat. Software 8 (2003).
 */
export function createRandom(seed: number): Random {
  // Zero is the one state xorshift never leaves.
  let state = Math.imul(seed | 0, 2_654_435_761) >>> 0 || 0x9e3779b9;
  const unit = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 8; i++) unit();
  return {
    unit,
    whole: (from, to) => from + Math.floor(unit() * (to - from + 1)),
    gapMs: (perSecond) => (-Math.log(1 - unit()) / perSecond) * 1000,
    pick: <T>(items: readonly T[]) => items[Math.floor(unit() * items.length)] as T,
  };
}
