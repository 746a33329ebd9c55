/** Edits of a profile: what comes out, and that what went in is left alone. */
import { expect, test } from 'vitest';
import { newPin, newRule } from '#domain/rule-defaults.ts';
import type { Profile, Rule } from '#domain/rule.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import { previewDraft } from '#store/profile-edit-preview.ts';
import { idListOf, listOf, moved, newTrigger, withTrigger, without } from '#store/profile-edit-rule.ts';
import {
  addedRule,
  duplicateRule,
  inOrder,
  moveRule,
  putRule,
  withPin,
  withoutPin,
  withoutRule,
} from '#store/profile-edit.ts';

const rule = (id: string, priority = 0): Rule => ({ ...newRule(id, id), priority });
const profile = (...rules: Rule[]): Profile => ({ ...starterProfile(), rules });
const order = (of: Profile): string[] => inOrder(of.rules).map(({ id }) => id);

test('rules go by priority, and as written among equals', () => {
  expect(order(profile(rule('a'), rule('b', 5), rule('c'), rule('d', 5)))).toEqual(['b', 'd', 'a', 'c']);
});

test.each([
  ['a', 1, ['b', 'a', 'c']],
  ['c', -1, ['a', 'c', 'b']],
  ['a', -1, ['a', 'b', 'c']],
  ['c', 1, ['a', 'b', 'c']],
  ['missing', 1, ['a', 'b', 'c']],
] as const)('moving %s by %i', (id, by, expected) => {
  const before = profile(rule('a', 7), rule('b'), rule('c'));
  expect(order(moveRule(before, id, by))).toEqual(expected);
  expect(before.rules.map(({ priority }) => priority)).toEqual([7, 0, 0]);
});

test('a rule is put in its place, taken out and put back where it was', () => {
  const before = profile(rule('a'), rule('b'), rule('c'));
  const named = putRule(before, { ...rule('b'), name: 'B' });
  expect(named.rules.map(({ name }) => name)).toEqual(['a', 'B', 'c']);
  const back = putRule(withoutRule(before, 'b'), rule('b'), 1);
  expect(back.rules.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(duplicateRule(before, 'a', 'x', 'a (copy)').rules[1]).toMatchObject({ id: 'x', enabled: false });
});

test('a new rule comes last and uses a pin that has a name', () => {
  const before = { ...profile(rule('a', 4)), pins: [newPin(7, 'pump')] };
  const added = putRule(before, addedRule('n', 'New', before));
  expect(order(added)).toEqual(['a', 'n']);
  expect(added.rules[1]?.effect.steps).toEqual([{ do: 'command', command: { verb: 'PULSE', pin: 7, ms: 200 } }]);
});

test('a pin’s settings take the place of those for the same board, in order', () => {
  const left = { ...newPin(9, 'left'), board: 1 };
  const pins = withPin(withPin(withPin([], left), newPin(9, 'claw')), newPin(3, 'pump'));
  expect(pins.map(({ name }) => name)).toEqual(['pump', 'claw', 'left']);
  expect(withPin(pins, newPin(9, 'crane')).map(({ name }) => name)).toEqual(['pump', 'crane', 'left']);
  expect(withoutPin(pins, left).map(({ name }) => name)).toEqual(['pump', 'claw']);
});

test('an expiry that was the usual one follows the trigger, another stays', () => {
  expect(withTrigger(rule('a'), newTrigger('chat')).expiryMs).toBe(10_000);
  expect(withTrigger({ ...rule('a'), expiryMs: 1_234 }, newTrigger('chat')).expiryMs).toBe(1_234);
});

test('lists are typed with commas or lines', () => {
  expect(listOf(' game, gas,,\n go ,gas')).toEqual(['game', 'gas', 'go']);
  expect(idListOf('@Sari_Dewi, sari_dewi')).toEqual(['sari_dewi']);
});

test('items move within their list and stay at its edges', () => {
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
  expect(without({ a: 1, b: 2 }, 'a')).toEqual({ b: 2 });
});

test.each<[string, Partial<Rule>, number, number, { runs: number; lastsMs: number }]>([
  ['a unit each', {}, 99, 1, { runs: 99, lastsMs: 25_680 }],
  ['turned away by name still shows', { filter: { allow: ['sari'] } }, 2, 1, { runs: 2, lastsMs: 460 }],
  ['switched off still shows', { enabled: false }, 1, 1, { runs: 1, lastsMs: 200 }],
  ['out of its coins', { trigger: { on: 'gift', coins: { of: 'unit', from: 100 } } }, 5, 1, { runs: 0, lastsMs: 0 }],
  ['a follow, three times', { trigger: { on: 'follow' } }, 3, 1, { runs: 3, lastsMs: 720 }],
  ['a gift by number', { trigger: { on: 'gift', giftId: 5655 } }, 1, 1, { runs: 1, lastsMs: 200 }],
  ['what no other rule takes', { trigger: { on: 'default-gift' } }, 2, 1, { runs: 2, lastsMs: 460 }],
])('preview: %s', (_what, part, count, coins, expected) => {
  expect(previewDraft({ ...rule('a'), ...part }, [], count, coins)).toEqual(expected);
});
