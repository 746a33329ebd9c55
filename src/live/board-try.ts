/** What a person does by hand on the Board screen, as an action of no session: it goes through the lanes and leaves no record. */
import type { Action } from '#domain/action.ts';
import { DEFAULT_EXPIRY_MS, DEFAULT_LONGEST_QUEUE, type Step } from '#domain/rule.ts';

const TRY = 'try';

export function tryAction(steps: readonly Step[], now: number): Action {
  return {
    id: TRY,
    sessionId: '',
    at: now,
    eventId: null,
    ruleId: TRY,
    ruleName: '',
    cause: { kind: 'test', userId: '', uniqueId: '', what: '', count: 1, comment: '' },
    effect: { steps, times: { per: 'streak' }, whenBusy: 'queue' },
    fallbackEffect: null,
    // A person stands before the board and waits.
    priority: Number.MAX_SAFE_INTEGER,
    longestQueue: DEFAULT_LONGEST_QUEUE,
    expiresAt: now + DEFAULT_EXPIRY_MS.other,
    coins: 0,
    runs: 1,
    fallback: false,
    results: [],
    unstarted: { waiting: 1 },
    owedReason: null,
  };
}

export const isTry = (action: Action): boolean => action.sessionId === '';
