/**
 * Gift streaks: turns the growing `repeatCount` of a streak's frames into the units each frame adds, so that N gifts
 * are N units whatever order the frames came in. Knows no rule and no clock: `now` is an argument.
 *
 * Only giftType 1 streaks. Frames of one streak share userId, giftId and groupId; the last carries `repeatEnd`, adds
 * nothing by itself, but counts what it carries beyond the highest count seen. History frames move the counter like any
 * other, so a streak that began in history brings only its live growth once it is live; that history never fires is
 * decided by whoever fires.
 */
import type { GiftEvent } from './event.ts';
import type { ReportFault } from './fault.ts';

/** `repeatEnd` can be missing: a streak is over when no frame of it came for this long, ms. */
export const FORGET_MS = 5 * 60_000;
/** More units or coins than this in one frame is a fault of the source, not a fact. */
const MAX_UNITS = 10_000;
export const MAX_COINS = 1e7;
/** Streaks kept at most per generation: far beyond any room, it only bounds what hostile frames can make us hold. */
const MAX_STREAKS = 100_000;
/** An ended streak is kept in what is saved for this long, ms: late frames come within seconds. */
const SAVE_ENDED_MS = 10_000;

interface Streak {
  /** Highest repeatCount counted. */
  count: number;
  /** When its last frame came, ms. */
  at: number;
  ended: boolean;
}

/** One open streak as plain data: key, highest count, ms of its last frame, whether its end was seen. */
export type SavedStreak = readonly [key: string, count: number, at: number, ended: boolean];

export interface Streaks {
  /** The same gift with `units` filled in. `now`: ms, never running backwards. */
  fold(gift: GiftEvent, now: number): GiftEvent;
  /** The streaks that may still grow. */
  save(): SavedStreak[];
}

/** Streaks with what an earlier worker saved. Reports 'number-implausible' for increments nobody can have sent. */
export function createStreaks(report: ReportFault, saved: readonly SavedStreak[] = []): Streaks {
  // Two generations instead of a sweep: each lasts FORGET_MS, so dropping the older one forgets only what is over.
  let young = new Map<string, Streak>();
  let old = new Map<string, Streak>();
  let turnedAt = -Infinity;
  let lastNow = -Infinity;
  for (const [key, count, at, ended] of saved) young.set(key, { count, at, ended });

  function turn(now: number): void {
    if (now - turnedAt < FORGET_MS && young.size < MAX_STREAKS) return;
    old = young;
    young = new Map();
    turnedAt = now;
  }

  function find(key: string, now: number): Streak {
    let streak = young.get(key);
    if (!streak) {
      streak = old.get(key) ?? { count: 0, at: now, ended: false };
      old.delete(key);
      young.set(key, streak);
    }
    if (now - streak.at > FORGET_MS) {
      streak.count = 0;
      streak.ended = false;
    }
    streak.at = now;
    return streak;
  }

  function plausible(units: number, gift: GiftEvent): boolean {
    if (units <= MAX_UNITS && units * gift.diamondCount <= MAX_COINS) return true;
    report('number-implausible', `${units} × ${gift.giftName || gift.giftId}`);
    return false;
  }

  return {
    fold(gift, now) {
      if (gift.giftType !== 1) return plausible(gift.units, gift) ? gift : { ...gift, units: 0 };
      turn(now);
      lastNow = now;
      const streak = find(`${gift.viewer?.userId ?? ''}|${gift.giftId}|${gift.groupId}`, now);
      // Without a groupId streaks are told apart by their ends alone: after one, an open frame begins the next.
      if (streak.ended && !gift.repeatEnd && gift.groupId === '') {
        streak.count = 0;
        streak.ended = false;
      }
      if (gift.repeatEnd) streak.ended = true;
      const units = gift.repeatCount - streak.count;
      // An implausible count does not move the counter: the true frames after it must still count.
      if (units <= 0 || !plausible(units, gift)) return gift.units === 0 ? gift : { ...gift, units: 0 };
      streak.count = gift.repeatCount;
      return { ...gift, units };
    },
    save() {
      const rows: SavedStreak[] = [];
      for (const streaks of [old, young])
        for (const [key, { count, at, ended }] of streaks)
          if (lastNow - at <= (ended ? SAVE_ENDED_MS : FORGET_MS)) rows.push([key, count, at, ended]);
      return rows;
    },
  };
}
