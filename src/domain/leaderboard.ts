/** The leaderboard as people read it: rank, name, coins, share. Knows no screen; leaders.ts keeps the order. */
import type { LiveSession } from './session.ts';

export interface LeaderRow {
  /** 1, 2, 3 …; equal coins: who had them first comes first. */
  readonly rank: number;
  readonly userId: string;
  readonly uniqueId: string;
  readonly nickname: string;
  readonly gifts: number;
  readonly coins: number;
  readonly estimatedCoins: number;
  /** 0–1 of the session's coins */
  readonly share: number;
}

/** The first `limit` rows, at most LEADERS of leaders.ts. Coins of viewers nobody could name are in no row, but in the whole. */
export function leaderRows(live: LiveSession, limit: number): LeaderRow[] {
  const total = live.session.totals.coins;
  const rows: LeaderRow[] = [];
  for (const userId of live.leaders.slice(0, Math.max(0, limit))) {
    const row = live.contributions.get(userId);
    if (!row) continue;
    const { uniqueId, nickname, gifts, coins, estimatedCoins } = row;
    const share = total > 0 ? coins / total : 0;
    rows.push({ rank: rows.length + 1, userId, uniqueId, nickname, gifts, coins, estimatedCoins, share });
  }
  return rows;
}
