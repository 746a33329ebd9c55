/**
 * One session as it runs: its numbers and every memory that lives and dies with it (streaks, seen ids, likes, cooldowns).
 * Knows how to be saved and restored; knows no source, no board and no rule.
 */
import { createLimits, type Limits, type SavedLimits } from '#domain/cooldown.ts';
import { createSeen, type Seen } from '#domain/dedupe.ts';
import type { LiveEvent } from '#domain/event.ts';
import type { ReportFault } from '#domain/fault.ts';
import { createLikes, type Likes, type SavedLikes } from '#domain/likes.ts';
import { openSession, type LiveSession, type Session } from '#domain/session.ts';
import { createStreaks, type SavedStreak, type Streaks } from '#domain/streak.ts';
import type { Restored } from '#rpc/storage.ts';

/** What a worker that died may have acted on after its last stored batch: events received within this of the first unstored one. */
const DOUBT_MS = 1_000;

/** The part of a checkpoint that is not a row of its own. */
export interface SavedRun {
  readonly streaks: SavedStreak[];
  readonly likes: SavedLikes;
  readonly limits: SavedLimits;
  readonly actionNumber: number;
}

export interface Run {
  readonly live: LiveSession;
  readonly seen: Seen;
  readonly limits: Limits;
  /** Fills in what only the past can tell: units of a streak, growth of the likes. */
  fold(event: LiveEvent, now: number): LiveEvent;
  /** True when an earlier worker may have acted on this event already. */
  isDoubtful(event: LiveEvent): boolean;
  nextActionId(): string;
  /** Of this session, also those of an earlier worker. */
  actionCount(): number;
  save(): SavedRun;
}

export function createRun(
  session: Session,
  report: ReportFault,
  restored: Restored | null,
  unstoredUntil: number | null = null,
): Run {
  const saved = (restored?.checkpoint?.state ?? null) as SavedRun | null;
  const streaks: Streaks = createStreaks(report, saved?.streaks);
  const likes: Likes = createLikes(report, saved?.likes);
  const limits = createLimits(saved?.limits);
  let actionNumber = saved?.actionNumber ?? 0;
  /** Set by the first resumed event of a restored run; until then nothing resumed is beyond doubt. */
  let doubtUntil: number | null = null;
  let doubting = restored !== null;

  return {
    live: openSession(session, restored?.contributions),
    seen: createSeen(restored?.recentIds),
    limits,
    fold(event, now) {
      if (event.kind === 'gift') return streaks.fold(event, now);
      return event.kind === 'like' ? likes.fold(event) : event;
    },
    isDoubtful(event) {
      // Once something new has come, whatever is resumed later was missed by this worker and nobody else.
      if (!event.resumed) doubting = false;
      if (!doubting) return false;
      // While storage took nothing, the earlier worker went on acting until its last sign of life.
      doubtUntil ??= Math.max(event.at, unstoredUntil ?? 0) + DOUBT_MS;
      return event.at <= doubtUntil;
    },
    nextActionId: () => `${session.id}#${++actionNumber}`,
    actionCount: () => actionNumber,
    save: () => ({ streaks: streaks.save(), likes: likes.save(), limits: limits.save(), actionNumber }),
  };
}
