/**
 * Who leads, kept exact as coins come in. Coins only rise, so a gift moves one viewer up and nobody else: the cost does
 * not depend on how many viewers there are. Knows no session and no screen.
 */

/** Places kept exact. */
export const LEADERS = 100;

interface Ranked {
  readonly userId: string;
  readonly coins: number;
  /** ms */
  readonly lastAt: number;
}
type Rows = ReadonlyMap<string, Ranked>;

const coinsAt = (leaders: readonly string[], rows: Rows, place: number): number =>
  rows.get(leaders[place] ?? '')?.coins ?? 0;

/**
 * Moves `row` to its place after its coins rose; equal coins: who had them first stays ahead. Mutates `leaders`,
 * userIds best first.
 */
export function promote(leaders: string[], rows: Rows, row: Ranked): void {
  const full = leaders.length >= LEADERS;
  // Most gifts of small givers end here. The last leader's own coins equal the bar, yet may lift them.
  if (full && leaders.at(-1) !== row.userId && row.coins <= coinsAt(leaders, rows, leaders.length - 1)) return;
  let place = leaders.lastIndexOf(row.userId);
  if (place < 0) {
    if (full) leaders.pop();
    place = leaders.push(row.userId) - 1;
  }
  for (; place > 0 && coinsAt(leaders, rows, place - 1) < row.coins; place -= 1) {
    leaders[place] = leaders[place - 1] ?? '';
    leaders[place - 1] = row.userId;
  }
}

/** The leaders of stored rows. Who reached equal coins first is no longer known: the earlier last event goes first. */
export function leadersOf(rows: readonly Ranked[]): string[] {
  return rows
    .filter((row) => row.coins > 0)
    .sort((a, b) => b.coins - a.coins || a.lastAt - b.lastAt)
    .slice(0, LEADERS)
    .map((row) => row.userId);
}
