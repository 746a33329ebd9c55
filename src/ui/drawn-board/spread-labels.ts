/**
 * Boundary labelling: names along one edge of a board, in rows (tiers) of words, each tied to its pin by a line that
 * crosses no other line and no word. Pure geometry; knows no pins and no board.
 *
 * Lines keep the order of their pins, so straight ones cannot cross; a word of a near tier keeps clear of the lines that
 * pass it on their way to a farther one. Both are differences between neighbours' positions ("x_j − x_i ≥ d"), so the
 * left-most and the right-most placement follow from one pass each, and any mean of two placements is one as well.
 */

export interface Wish {
  /** Where the line leaves the board; wishes come in ascending order. */
  readonly x: number;
  readonly width: number;
}
export interface Spread {
  /** Where each line ends, below its word. */
  readonly at: readonly number[];
  /** The middle of each word. */
  readonly middles: readonly number[];
  /** 0 is nearest to the board. */
  readonly tiers: readonly number[];
}

const BETWEEN_WORDS = 7;
const WORD_TO_LINE = 3.5;
const BETWEEN_LINES = 4;
/** Trying every distribution over the tiers is worth it up to so many of them. */
const MOST_TRIES = 1_100;
/** How much moving a word one tier out counts against moving it sideways, px. */
const TIER_COST = 7;
/** A line ends at least so far inside its word. */
const INSIDE = 5;

/** A word's reach to both sides of its line's end, and its tier. */
interface Word {
  readonly x: number;
  readonly left: number;
  readonly right: number;
  readonly tier: number;
}

/** The least distance of the line ends of a left and a right neighbour, any number of places apart. */
function apart(a: Word, b: Word): number {
  if (a.tier === b.tier) return a.right + b.left + BETWEEN_WORDS;
  return Math.max(BETWEEN_LINES, (a.tier < b.tier ? a.right : b.left) + WORD_TO_LINE);
}

/** Line ends of words between `from` and `to`, each as near to its wish as its neighbours let it; null = no room. */
function place(words: readonly Word[], from: number, to: number): number[] | null {
  const n = words.length;
  /** Pushes each position to the right (sign 1) or left (−1) until it keeps its distance from all before it. */
  const push = (start: readonly number[], sign: 1 | -1): number[] => {
    const at = [...start];
    for (let step = 0; step < n; step++) {
      const i = sign > 0 ? step : n - 1 - step;
      for (let back = 0; back < step; back++) {
        const j = sign > 0 ? back : n - 1 - back;
        const least = sign > 0 ? apart(words[j]!, words[i]!) : apart(words[i]!, words[j]!);
        at[i] = sign > 0 ? Math.max(at[i]!, at[j]! + least) : Math.min(at[i]!, at[j]! - least);
      }
    }
    return at;
  };
  const leftmost = push(
    words.map(({ left }) => from + left),
    1,
  );
  const rightmost = push(
    words.map(({ right }) => to - right),
    -1,
  );
  if (leftmost.some((x, i) => x > rightmost[i]!)) return null;
  const wanted = words.map(({ x }, i) => Math.min(rightmost[i]!, Math.max(leftmost[i]!, x)));
  const right = push(wanted, 1);
  const left = push(wanted, -1);
  return right.map((x, i) => (x + left[i]!) / 2);
}

/** Line ends, each as far left as those before it let it. */
function pack(words: readonly Word[], from: number): number[] {
  const at: number[] = [];
  words.forEach((word, i) => {
    at.push(Math.max(from + word.left, ...words.slice(0, i).map((before, j) => at[j]! + apart(before, word))));
  });
  return at;
}

/** How far right the next word would have to stand, summed over the tiers it could take: small = packed well. */
function used(words: readonly Word[], at: readonly number[], count: number): number {
  let sum = 0;
  for (let tier = 0; tier < count; tier++) {
    const next = { x: 0, left: 0, right: 0, tier };
    sum += Math.max(0, ...words.map((word, i) => at[i]! + apart(word, next)));
  }
  return sum;
}

const BEAM = 24;

/** Ways to share words over `count` tiers: all of them where they are few, else those that pack well from the left on (a beam search). */
function distributions(words: readonly Omit<Word, 'tier'>[], count: number, from: number): number[][] {
  const n = words.length;
  const all = count ** n;
  const tiers = Array.from({ length: count }, (_, tier) => tier);
  if (all <= MOST_TRIES)
    return Array.from({ length: all }, (_, code) => words.map((_word, i) => Math.floor(code / count ** i) % count));
  let beam: number[][] = [[]];
  for (let i = 0; i < n; i++) {
    beam = beam
      .flatMap((begun) => tiers.map((tier) => [...begun, tier]))
      .map((begun) => {
        const placed = begun.map((tier, j) => ({ ...words[j]!, tier }));
        return { begun, cost: used(placed, pack(placed, from), count) };
      })
      .sort((a, b) => a.cost - b.cost)
      .slice(0, BEAM)
      .map(({ begun }) => begun);
  }
  return beam;
}

/**
 * The best placement over `count` tiers; null where the words do not fit. Words stand centred over their lines; where that
 * is too wide, they lean inwards, the more the nearer they are to an end.
 */
export function spread(wishes: readonly Wish[], count: number, from: number, to: number): Spread | null {
  const last = Math.max(1, wishes.length - 1);
  for (const lean of [() => 0.5, (i: number) => i / last]) {
    const words = wishes.map(({ x, width }, i) => {
      const left = INSIDE + (width - 2 * INSIDE) * lean(i);
      return { x, left, right: width - left };
    });
    let best: Spread | null = null;
    let least = Infinity;
    for (const tiers of distributions(words, count, from)) {
      const at = place(
        words.map((word, i) => ({ ...word, tier: tiers[i]! })),
        from,
        to,
      );
      if (!at) continue;
      const cost = at.reduce((sum, x, i) => sum + Math.abs(x - words[i]!.x) + TIER_COST * tiers[i]!, 0);
      const middles = at.map((x, i) => x + (words[i]!.right - words[i]!.left) / 2);
      if (cost < least) [best, least] = [{ at, middles, tiers }, cost];
    }
    if (best) return best;
  }
  return null;
}
