/** Chat keywords: word, contains, exact; case and accents. */
import { describe, expect, it } from 'vitest';
import { compileRules } from '#domain/compile-rules.ts';
import { createLimits } from '#domain/cooldown.ts';
import { evaluate } from '#domain/evaluate.ts';
import type { Firing } from '#domain/evaluate.ts';
import type { LiveEvent } from '#domain/event.ts';
import type { Rule } from '#domain/rule.ts';
import { chat, rule } from './rule-cases.ts';

const fire = (rules: readonly Rule[], event: LiveEvent): Firing[] =>
  evaluate(compileRules(rules), event, { followedBefore: false, viewersBefore: null }, createLimits(), 0);
const ids = (firings: readonly Firing[]): string[] => firings.map((firing) => firing.rule.id);

describe('comments', () => {
  const keyword = (words: string[], match: 'word' | 'contains' | 'exact'): Rule =>
    rule('r', { on: 'chat', words, match });
  it.each([
    ['word', 'game', 'let us GAME!', true],
    ['word', 'game', 'gamer', false],
    ['word', 'aksi', 'ÁKSÍ dong', true],
    ['word', 'café', 'a cafe', true],
    ['word', 'one more', 'please one   more!', true],
    ['word', 'one more', 'one or more', false],
    ['word', 'one more', 'more one', false],
    ['word', 'game_1', 'game_1', true],
    ['word', 'アクション', 'アクション!', true],
    ['word', '🔥', 'so hot🔥🔥', true],
    ['word', 'game', 'ｇａｍｅ', true],
    ['contains', 'game', 'gamers', true],
    ['contains', 'me pl', 'Game please', true],
    ['contains', '!', 'wow!', true],
    ['contains', '!', '', false],
    ['contains', 'game', 'gam', false],
    ['exact', 'game', ' Game ', true],
    ['exact', 'game', 'game on', false],
    ['exact', '', '', false],
    ['contains', '  ', 'a  b', false],
  ] as const)('%s “%s” in “%s”: %s', (match, word, comment, matches) => {
    expect(fire([keyword([word], match)], chat(comment))).toHaveLength(matches ? 1 : 0);
  });

  it('fires a rule once, however many of its words are there', () => {
    const fired = fire([keyword(['arduino', 'game'], 'word')], chat('Game game arduino'));
    expect(fired).toHaveLength(1);
    expect(fired[0]).toMatchObject({
      runs: 1,
      coins: 0,
      cause: { kind: 'chat', what: 'game', comment: 'Game game arduino' },
    });
  });
  it('fires each of several rules, in their order', () => {
    const rules = [
      rule('b', { on: 'chat', words: ['me'], match: 'contains' }),
      rule('a', { on: 'chat', words: ['game'], match: 'word' }, { priority: 1 }),
      rule('c', { on: 'chat', words: ['game'], match: 'exact' }),
    ];
    expect(ids(fire(rules, chat('game')))).toEqual(['a', 'b', 'c']);
  });
  it('bears hostile comments', () => {
    const rules = [keyword(['game'], 'word'), rule('s', { on: 'chat', words: ['x\uD800'], match: 'contains' })];
    for (const comment of ['\uD800', 'ﷺ'.repeat(200_000), '\u0301'.repeat(1e6), '(((((', '\u0000']) {
      expect(fire(rules, chat(comment))).toEqual([]);
    }
  });
});
