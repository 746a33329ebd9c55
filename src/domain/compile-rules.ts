/**
 * Rules made ready for the hot path: sorted once, and found by what an event shows (kind, gift, keyword), so that an
 * event pays for the rules that may concern it and not for all of them. Knows no events and no limits.
 */
import { compileFilter } from './filter.ts';
import type { CompiledFilter } from './filter.ts';
import { createKeywordIndex } from './keyword-index.ts';
import type { KeywordIndex } from './keyword-index.ts';
import { append } from './multimap.ts';
import type { Rule, Trigger } from './rule.ts';

export type TriggerOf<K extends Trigger['on']> = Extract<Trigger, { readonly on: K }>;

export interface CompiledRule<K extends Trigger['on'] = Trigger['on']> {
  readonly rule: Rule;
  readonly trigger: TriggerOf<K>;
  readonly passes: CompiledFilter;
  /** 0, 1, 2 … in the order rules fire: priority high to low, then as the profile lists them. */
  readonly order: number;
}

export interface CompiledRules {
  readonly giftById: ReadonlyMap<number, readonly CompiledRule<'gift'>[]>;
  /** By lower-cased name. */
  readonly giftByName: ReadonlyMap<string, readonly CompiledRule<'gift'>[]>;
  readonly anyGift: readonly CompiledRule<'gift'>[];
  readonly chat: KeywordIndex<CompiledRule<'chat'>>;
  readonly plain: { readonly [K in Exclude<Trigger['on'], 'gift' | 'chat' | 'manual'>]: readonly CompiledRule<K>[] };
}

export const giftNameKey = (name: string): string => name.trim().toLowerCase();

/** Disabled rules and those only a button fires are left out. A gift's id decides alone where a rule names both id and name. */
export function compileRules(rules: readonly Rule[]): CompiledRules {
  const giftById = new Map<number, CompiledRule<'gift'>[]>();
  const giftByName = new Map<string, CompiledRule<'gift'>[]>();
  const anyGift: CompiledRule<'gift'>[] = [];
  const chat = createKeywordIndex<CompiledRule<'chat'>>();
  const plain: { [K in keyof CompiledRules['plain']]: CompiledRule<K>[] } = {
    'default-gift': [],
    likes: [],
    follow: [],
    share: [],
    subscribe: [],
    join: [],
    viewers: [],
  };
  const enabled = rules.filter((rule) => rule.enabled).toSorted((a, b) => b.priority - a.priority);
  enabled.forEach((rule, order) => {
    const passes = compileFilter(rule.filter);
    const { trigger } = rule;
    switch (trigger.on) {
      case 'gift': {
        const compiled = { rule, trigger, passes, order };
        if (trigger.giftId !== undefined) append(giftById, trigger.giftId, compiled);
        else if (trigger.giftName !== undefined) append(giftByName, giftNameKey(trigger.giftName), compiled);
        else anyGift.push(compiled);
        return;
      }
      case 'chat':
        for (const word of trigger.words) chat.add({ rule, trigger, passes, order }, word, trigger.match);
        return;
      case 'likes':
        return void plain.likes.push({ rule, trigger, passes, order });
      case 'viewers':
        return void plain.viewers.push({ rule, trigger, passes, order });
      case 'manual':
        return;
      default:
        // The compiler cannot follow one key through both sides; the lists differ in nothing but that key.
        (plain[trigger.on] as CompiledRule[]).push({ rule, trigger, passes, order });
    }
  });
  return { giftById, giftByName, anyGift, chat, plain };
}
