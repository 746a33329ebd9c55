/** What a given event would do, without doing it. Knows no board: times are those of idle pins. */
import { effectCommands } from './command-text.ts';
import type { CompiledRules } from './compile-rules.ts';
import type { HeldBack, Limits } from './cooldown.ts';
import { lastsMs } from './estimate.ts';
import type { LiveEvent, Viewer } from './event.ts';
import { matchEvent } from './match.ts';
import { pinsOfBoard } from './pin-settings.ts';
import type { PinSettings } from './rule.ts';

/** An event as a person thinks it up. Fields that its kind has no use for are ignored. */
export interface ImaginedEvent {
  readonly kind: 'gift' | 'chat' | 'follow' | 'share' | 'subscribe' | 'join';
  readonly giftName: string;
  readonly giftId: number;
  readonly diamondCount: number;
  /** Units of the gift. */
  readonly count: number;
  readonly comment: string;
}

export interface PreviewedRule {
  readonly ruleId: string;
  readonly ruleName: string;
  readonly runs: number;
  /** What one run sends, in order. */
  readonly commands: readonly string[];
  /** ms for all runs; see estimate.ts for the formula. */
  readonly lastsMs: number;
  readonly heldBack: HeldBack | null;
}

/** Somebody with every role and on no list: a preview shows what a rule does, not whom it turns away. */
const SOMEBODY: Viewer = {
  userId: '',
  uniqueId: '',
  nickname: '',
  profilePictureUrl: '',
  isFollower: true,
  isSubscriber: true,
  isModerator: true,
  topGifterRank: 1,
};

function toEvent(imagined: ImaginedEvent, now: number): LiveEvent {
  const base = { id: null, seq: null, at: now, time: now, viewer: SOMEBODY, history: false, resumed: false };
  const { kind, giftId, giftName, diamondCount, count, comment } = imagined;
  if (kind === 'gift') {
    const units = Math.max(0, Math.floor(count));
    const streak = { giftType: 1, groupId: '', repeatCount: units, units, repeatEnd: true };
    return {
      ...base,
      kind,
      giftId,
      giftName,
      diamondCount,
      priceSource: 'event',
      ...streak,
      receiverUserId: '',
      forGuest: false,
    };
  }
  if (kind === 'chat') return { ...base, kind, comment };
  return { ...base, kind: kind === 'join' ? 'member' : kind };
}

/**
 * In firing order. Limits are only asked, never taken from. Without `pins` every pin has the usual gap and limit.
 * @param firstBoard number of the board that acts where a rule names none; null = it has no number
 */
export function previewEvent(
  rules: CompiledRules,
  imagined: ImaginedEvent,
  limits: Limits,
  now: number,
  pins: readonly PinSettings[] = [],
  firstBoard: number | null = null,
): PreviewedRule[] {
  const facts = { followedBefore: false, viewersBefore: null };
  return matchEvent(rules, toEvent(imagined, now), facts).map(({ rule, cause, runs }) => ({
    ruleId: rule.id,
    ruleName: rule.name,
    runs,
    commands: effectCommands(rule.effect),
    lastsMs: lastsMs(rule.effect, runs, pinsOfBoard(pins, rule.board ?? firstBoard)),
    heldBack: limits.peek(rule, cause.userId, now),
  }));
}
