/** The sheet Leaderboard: everybody who gave something, in the order of the Live screen. */
import type { Contribution, Session } from '#domain/session.ts';
import { PERCENT_FORMAT, dateCell, numberCell, textCell } from './cells.ts';
import type { Column } from './table.ts';
import type { WorkbookWords } from './words.ts';
import type { Zone } from './zone.ts';

export interface RankedRow extends Contribution {
  /** 1, 2, 3 … */
  readonly rank: number;
  /** 0–1 of the session's coins */
  readonly share: number;
}

/** Order as domain/leaders.ts gives stored rows, here without its limit: most coins, then the earlier last event. */
export function rank(contributions: readonly Contribution[], session: Session): RankedRow[] {
  const total = session.totals.coins;
  return contributions
    .filter((row) => row.coins > 0)
    .sort((a, b) => b.coins - a.coins || a.lastAt - b.lastAt)
    .map((row, index) => ({ ...row, rank: index + 1, share: total > 0 ? row.coins / total : 0 }));
}

export function leaderColumns(words: WorkbookWords, zone: Zone): readonly Column<RankedRow>[] {
  const { leaderboard: heading } = words;
  return [
    { heading: heading.rank, width: 7, cell: (row) => numberCell(row.rank) },
    { heading: heading.name, width: 26, cell: (row) => textCell(row.nickname || row.uniqueId) },
    { heading: heading.userId, width: 21, cell: (row) => textCell(row.userId) },
    { heading: heading.gifts, width: 9, cell: (row) => numberCell(row.gifts) },
    { heading: heading.coins, width: 10, cell: (row) => numberCell(row.coins) },
    { heading: heading.share, width: 9, cell: (row) => numberCell(row.share, PERCENT_FORMAT) },
    { heading: heading.estimatedCoins, width: 15, cell: (row) => numberCell(row.estimatedCoins) },
    { heading: heading.username, width: 22, cell: (row) => textCell(row.uniqueId) },
    { heading: heading.chats, width: 11, cell: (row) => numberCell(row.chats) },
    { heading: heading.likes, width: 9, cell: (row) => numberCell(row.likes) },
    { heading: heading.shares, width: 9, cell: (row) => numberCell(row.shares) },
    { heading: heading.followed, width: 10, cell: (row) => textCell(row.followed ? words.yes : words.no) },
    { heading: heading.lastAt, width: 19, cell: (row) => dateCell(row.lastAt, zone) },
  ];
}
