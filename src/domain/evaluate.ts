/** What an event sets off: the rules it matches, each against its limits. Knows no board, no queue and no clock. */
import type { Cause } from './action.ts';
import type { CompiledRules } from './compile-rules.ts';
import type { HeldBack, Limits } from './cooldown.ts';
import type { LiveEvent } from './event.ts';
import { matchEvent } from './match.ts';
import type { Facts } from './match.ts';
import type { Rule } from './rule.ts';

export interface Firing {
  readonly rule: Rule;
  readonly cause: Cause;
  /** How often the effect is to run; ≥ 1 */
  readonly runs: number;
  /** Coins paid for it; 0 when nobody paid. */
  readonly coins: number;
  /** Why it does not run after all; null when it does. Held back or not, it belongs in the record. */
  readonly heldBack: HeldBack | null;
}

/**
 * Firings in the order they go to the board: priority high to low, then as the profile lists its rules.
 * Takes from `limits` what fires. `now` is ms by the clock that the limits have always been asked with.
 */
export function evaluate(rules: CompiledRules, event: LiveEvent, facts: Facts, limits: Limits, now: number): Firing[] {
  return matchEvent(rules, event, facts).map(({ rule, cause, runs, coins }) => ({
    rule,
    cause,
    runs,
    coins,
    heldBack: limits.tryFire(rule, cause.userId, now),
  }));
}

/** A rule fired by hand: once, by nobody in particular, whatever its limits say. */
export const manualFiring = (rule: Rule, kind: 'manual' | 'test'): Firing => ({
  rule,
  cause: { kind, userId: '', uniqueId: '', what: '', count: 1, comment: '' },
  runs: 1,
  coins: 0,
  heldBack: null,
});
