/**
 * From a rule that fired to an action: decides whether it may go to the board, or what becomes of it instead.
 * Pure; knows neither board nor record.
 */
import type { Action, OwedReason } from '#domain/action.ts';
import type { Outcome } from '#domain/command.ts';
import type { Firing } from '#domain/evaluate.ts';
import type { LiveEvent } from '#domain/event.ts';

/** Why an action must not act now; null = it may. */
export type Obstacle = 'muted' | 'expired' | 'unknown' | null;

export interface ActionOrigin {
  readonly id: string;
  readonly sessionId: string;
  /** When the event was received: latencies and expiry count from here. */
  readonly at: number;
  readonly eventId: LiveEvent['id'];
}

const OWED: Record<NonNullable<Obstacle>, OwedReason> = { muted: 'stopped', expired: 'expired', unknown: 'unknown' };

/** What becomes of the runs: paid ones are owed, the rest carries the obstacle's own name. */
function fate(firing: Firing, obstacle: Obstacle): { outcome: Outcome; owedReason: OwedReason | null } {
  if (firing.heldBack) return { outcome: 'cooldown', owedReason: null };
  if (!obstacle) return { outcome: 'waiting', owedReason: null };
  if (firing.coins > 0) return { outcome: 'owed', owedReason: OWED[obstacle] };
  return { outcome: obstacle, owedReason: null };
}

export function makeAction(firing: Firing, origin: ActionOrigin, obstacle: Obstacle): Action {
  const { rule } = firing;
  const { outcome, owedReason } = fate(firing, obstacle);
  // Field by field: a spread into a literal of this size costs twenty times as much.
  return {
    id: origin.id,
    sessionId: origin.sessionId,
    at: origin.at,
    eventId: origin.eventId,
    ruleId: rule.id,
    ruleName: rule.name,
    cause: firing.cause,
    effect: rule.effect,
    fallbackEffect: rule.fallback ?? null,
    board: rule.board,
    priority: rule.priority,
    longestQueue: rule.longestQueue,
    expiresAt: origin.at + rule.expiryMs,
    coins: firing.coins,
    runs: firing.runs,
    fallback: false,
    results: [],
    unstarted: { [outcome]: firing.runs },
    owedReason,
  };
}
