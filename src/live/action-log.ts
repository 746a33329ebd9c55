/**
 * The last 100 actions, all that is owed, and how often each rule fired: what the Live screen lists.
 * Knows no board and no record; actions are changed elsewhere and read here.
 */
import { outcomeCounts, type Action } from '#domain/action.ts';
import { effectText } from '#domain/command-text.ts';
import type { ActionView, RuleHits } from '#rpc/live.ts';

const SHOWN = 100;
const OWED_SHOWN = 50;

export interface ActionLog {
  add(action: Action): void;
  /** Something of it changed; it may have become owed, or ceased to be. */
  changed(action: Action): void;
  find(id: string): Action | null;
  recent(): readonly ActionView[];
  /** The oldest of them: an evening without a board owes thousands, and each view is copied ten times a second. */
  owed(): readonly ActionView[];
  owedTotal(): number;
  /** All of one session that owe something. */
  owedOf(sessionId: string): readonly Action[];
  hits(): Readonly<Record<string, RuleHits>>;
}

function commandOf(action: Action): Pick<ActionView, 'command' | 'steps'> {
  const { first, steps } = effectText(action.effect);
  return { command: first, steps };
}

function viewOf(action: Action): ActionView {
  const [first] = action.results;
  return {
    id: action.id,
    at: action.at,
    ruleId: action.ruleId,
    ruleName: action.ruleName,
    cause: action.cause,
    ...commandOf(action),
    runs: action.runs,
    coins: action.coins,
    sentMs: first?.sentMs ?? null,
    ackMs: first?.ackMs ?? null,
    queued: first?.queued ?? false,
    counts: outcomeCounts(action),
    owedReason: action.owedReason,
    expiresAt: action.expiresAt,
  };
}

export function createActionLog(): ActionLog {
  let recent: Action[] = [];
  const owed = new Map<string, Action>();
  const hits = new Map<string, { fired: number; lastAt: number | null }>();

  function changed(action: Action): void {
    if (action.unstarted.owed) owed.set(action.id, action);
    else owed.delete(action.id);
  }

  return {
    add(action) {
      recent.push(action);
      // Cut rarely: shifting a long array for each action would cost more than the action.
      if (recent.length > 2 * SHOWN) recent = recent.slice(-SHOWN);
      if (!action.unstarted.cooldown) {
        const known = hits.get(action.ruleId);
        hits.set(action.ruleId, { fired: (known?.fired ?? 0) + 1, lastAt: action.at });
      }
      changed(action);
    },
    changed,
    find: (id) => owed.get(id) ?? recent.find((action) => action.id === id) ?? null,
    recent: () => recent.slice(-SHOWN).reverse().map(viewOf),
    owed: () => [...owed.values()].slice(0, OWED_SHOWN).map(viewOf),
    owedTotal: () => owed.size,
    owedOf: (sessionId) => [...owed.values()].filter((action) => action.sessionId === sessionId),
    hits: () => Object.fromEntries(hits),
  };
}
