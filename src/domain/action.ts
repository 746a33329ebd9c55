/**
 * An action: one rule firing on one event, and what became of each thing it asked for.
 * Knows no queue and no clock; live/ moves its parts, the record keeps it.
 */
import type { Command, Outcome } from './command.ts';
import type { Effect } from './rule.ts';

/** Why an action exists, in words a person recognises. Names are the viewer's own text: shown as text, never as markup. */
export interface Cause {
  readonly kind: 'gift' | 'chat' | 'likes' | 'follow' | 'share' | 'subscribe' | 'join' | 'viewers' | 'manual' | 'test';
  readonly userId: string;
  readonly uniqueId: string;
  /** Gift name, the keyword that matched, or ''. */
  readonly what: string;
  /** Units, likes or viewers, whichever the kind counts. */
  readonly count: number;
  readonly comment: string;
}

/** Why a paid run waits as owed. Only board-away and queue-full fire by themselves, and only until `expiresAt`. */
export type OwedReason = 'board-away' | 'queue-full' | 'expired' | 'stopped' | 'unknown';

/** One command that was started: ms after the event was received, by the same clock. */
export interface CommandResult {
  readonly command: Command;
  /** Written to the port. */
  readonly sentMs: number | null;
  /** It had to wait for its pin, the step before it or the board; else it left in its event's own call. */
  readonly queued: boolean;
  /** Answered by the board. */
  readonly ackMs: number | null;
  readonly outcome: Outcome;
  /** The board's err code, when refused. */
  readonly code: number | null;
}

export interface Action {
  /** Unique in the record: `${sessionId}#${number}`. */
  readonly id: string;
  readonly sessionId: string;
  /** ms, this machine's clock: when its event was received. */
  readonly at: number;
  /** msgId of the event, where it had one. */
  readonly eventId: string | null;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly cause: Cause;
  /** What runs; the rule may have been edited since. */
  readonly effect: Effect;
  /** Runs instead of what a full lane turns away; null = the rule names none. */
  readonly fallbackEffect: Effect | null;
  /** Number of the board that is to carry it out; absent = the first one. */
  readonly board?: number | undefined;
  /** Lane gap, queue order and limits as the rule said when it fired. */
  readonly priority: number;
  readonly longestQueue: number;
  /** ms, this machine's clock. */
  readonly expiresAt: number;
  /** A gift paid for it: it is owed rather than dropped. Coins it cost, 0 when not paid. */
  readonly coins: number;
  /** How many times the effect was to run. */
  readonly runs: number;
  /** The fallback effect ran, since the effect itself could not. */
  fallback: boolean;
  /** Commands of the runs that were started, in the order they were started. */
  readonly results: CommandResult[];
  /** Runs not started, by what became of them. The values sum to runs − started. */
  unstarted: Partial<Record<Outcome, number>>;
  owedReason: OwedReason | null;
}

export const isPaid = (action: Pick<Action, 'coins'>): boolean => action.coins > 0;

/** Outcomes of all runs and commands together, for one line on a screen and in a report. */
export function outcomeCounts(action: Action): Partial<Record<Outcome, number>> {
  const counts: Partial<Record<Outcome, number>> = { ...action.unstarted };
  for (const result of action.results) counts[result.outcome] = (counts[result.outcome] ?? 0) + 1;
  return counts;
}

/** True once nothing of it can change by itself any more. Owed runs that may still fire count as open. */
export const isSettled = (action: Action): boolean =>
  !action.unstarted.waiting && !action.results.some((result) => result.outcome === 'waiting');
