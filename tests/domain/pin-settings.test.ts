/** Whose settings a pin has: on a board with a number, and where one board stands in for all. */
import { expect, test } from 'vitest';
import { onOneBoard, pinsOfBoard } from '#domain/pin-settings.ts';
import { newPin, newRule } from '#domain/rule-defaults.ts';
import type { PinSettings, Rule } from '#domain/rule.ts';
import { starterProfile } from '#domain/starter-profile.ts';

const pin = (number: number, name: string, board?: number): PinSettings =>
  board === undefined ? newPin(number, name) : { ...newPin(number, name), board };
/** Moves pin 13. */
const rule = (changes: Partial<Rule> = {}): Rule => ({ ...newRule('r', ''), ...changes });
const names = (pins: readonly PinSettings[]) => pins.map(({ name }) => name);

const PINS = [pin(13, 'any'), pin(13, 'two', 2), pin(13, 'three', 3), pin(6, 'only two', 2)];

test('a board’s own settings go before those of any board', () => {
  expect(names(pinsOfBoard(PINS, 2))).toEqual(['two', 'only two']);
  expect(names(pinsOfBoard(PINS, 5))).toEqual(['any']);
  expect(names(pinsOfBoard(PINS, null))).toEqual(['any']);
});

test.each([
  ['the board that its rule names', [rule({ board: 3 })], 'three'],
  ['the first rule’s of several', [rule({ board: 2 }), rule({ board: 3 })], 'two'],
  ['not that of a rule that is switched off', [rule({ board: 2, enabled: false }), rule({ board: 3 })], 'three'],
  ['any board where the rule names none', [rule()], 'any'],
  ['any board where the one named has no settings of its own', [rule({ board: 9 })], 'any'],
  ['any board where no rule moves it', [], 'any'],
] as const)('one board for all takes the settings of %s', (_name, rules, expected) => {
  const { pins } = onOneBoard({ ...starterProfile(), pins: PINS, rules });
  expect(pins.find((each) => each.pin === 13)?.name).toBe(expected);
  // What only one board has is better than nothing.
  expect(names(pins)).toContain('only two');
  expect(pins).toHaveLength(2);
  // They hold whatever number the one board has.
  expect(pins.every(({ board }) => board === undefined)).toBe(true);
});
