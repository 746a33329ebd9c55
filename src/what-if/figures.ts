/**
 * Sums of what became of actions, per rule and in all: of a reckoned run and of the record alike.
 * Knows no queue, no board and no clock.
 */
import type { Action } from '#domain/action.ts';
import type { Command } from '#domain/command.ts';
import type { WhatIfFigures, WhatIfRule } from '#rpc/what-if.ts';

type Sum = { -readonly [K in keyof WhatIfFigures]: WhatIfFigures[K] };

export const noFigures = (): Sum => ({
  ...{ fired: 0, runs: 0, delivered: 0, undelivered: 0, cooldown: 0, limit: 0, expired: 0, owed: 0, dropped: 0 },
  ...{ muted: 0, coins: 0, owedCoins: 0, owedGifts: 0 },
});

export interface Figures {
  /** An action that will not change any more. */
  add(action: Action): void;
  /** A firing that "at most N a minute" held back; its action counts as held back by a cooldown until then. */
  limited(ruleId: string): void;
  totals(): WhatIfFigures;
  /** By rule id, in the order they were first met. */
  rules(): ReadonlyMap<string, WhatIfRule>;
}

export function createFigures(): Figures {
  const sums = new Map<string, { name: string; sum: Sum }>();
  const limited = new Map<string, number>();
  /** Longer pulses that stand for several runs, and so in the results of several actions. */
  const merged = new WeakSet<Command>();

  function sumOf(ruleId: string, name: string): Sum {
    let known = sums.get(ruleId);
    if (!known) sums.set(ruleId, (known = { name, sum: noFigures() }));
    return known.sum;
  }
  /** False for the second and later mentions of a merged pulse. */
  function countsOnce({ effect, fallbackEffect }: Action, command: Command): boolean {
    if (command.verb !== 'PULSE') return true;
    const own = (step: Action['effect']['steps'][number]) => step.do === 'command' && step.command === command;
    if (effect.steps.some(own) || fallbackEffect?.steps.some(own)) return true;
    if (merged.has(command)) return false;
    merged.add(command);
    return true;
  }
  function addResults(sum: Sum, action: Action): void {
    for (const { command, outcome } of action.results) {
      if (!countsOnce(action, command)) continue;
      if (outcome === 'acked' || outcome === 'sent') sum.delivered++;
      else sum.undelivered++;
    }
  }
  const settledRule = (ruleId: string, { name, sum }: { name: string; sum: Sum }): WhatIfRule => {
    const byLimit = Math.min(sum.cooldown, limited.get(ruleId) ?? 0);
    return { ruleId, ruleName: name, ...sum, cooldown: sum.cooldown - byLimit, limit: byLimit };
  };

  return {
    add(action) {
      const sum = sumOf(action.ruleId, action.ruleName);
      const { unstarted } = action;
      if (unstarted.cooldown) {
        sum.cooldown++;
        return;
      }
      sum.fired++;
      sum.runs += action.runs;
      sum.coins += action.coins;
      addResults(sum, action);
      sum.expired += unstarted.expired ?? 0;
      sum.dropped += unstarted.dropped ?? 0;
      sum.muted += unstarted.muted ?? 0;
      sum.undelivered += (unstarted.unknown ?? 0) + (unstarted.waiting ?? 0);
      if (!unstarted.owed) return;
      sum.owed += unstarted.owed;
      sum.owedGifts++;
      sum.owedCoins += Math.round((action.coins * unstarted.owed) / action.runs);
    },
    limited: (ruleId) => void limited.set(ruleId, (limited.get(ruleId) ?? 0) + 1),
    totals() {
      const all = noFigures();
      for (const [ruleId, known] of sums) {
        const rule = settledRule(ruleId, known);
        for (const key of Object.keys(all) as (keyof Sum)[]) all[key] += rule[key];
      }
      return all;
    },
    rules: () => new Map([...sums].map(([ruleId, known]) => [ruleId, settledRule(ruleId, known)])),
  };
}
