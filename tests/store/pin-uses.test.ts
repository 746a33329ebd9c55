/** Which rules a pin serves, and what the board would refuse of them. */
import { expect, test } from 'vitest';
import type { BoardCommand } from '#domain/command.ts';
import { newPin, newRule } from '#domain/rule-defaults.ts';
import type { Profile, Rule } from '#domain/rule.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import { boardNumbers, servoDegrees, settingsOf, shownModel } from '#store/board-facts.ts';
import { conflictsOf, usesOf } from '#store/pin-uses.ts';

const rule = (id: string, ...commands: BoardCommand[]): Rule => ({
  ...newRule(id, id),
  effect: {
    steps: commands.map((command) => ({ do: 'command', command })),
    times: { per: 'unit' },
    whenBusy: 'queue',
  },
});
const profile = (...rules: Rule[]): Profile => ({ ...starterProfile(), rules });
const dim = (pin: number): BoardCommand => ({ verb: 'PWM', pin, value: 128 });
const turn = (pin: number): BoardCommand => ({ verb: 'SERVO', pin, position: 90 });
const play = (pin: number): BoardCommand => ({ verb: 'TONE', pin, hz: 440, ms: 100 });
const brief = (found: ReturnType<typeof conflictsOf>) =>
  found.map((one) =>
    one.is === 'timer'
      ? [one.taker, one.pwm.map(({ id }) => id), one.takes.map(({ id }) => id)]
      : [one.is, one.rules.map(({ id }) => id)],
  );

test('a pin’s rules, each with what it asks, fallback included', () => {
  const party = { ...rule('party', dim(9), turn(6)), fallback: rule('', turn(9), turn(9)).effect };
  const found = usesOf(profile(party, rule('other', turn(6)), { ...rule('off', play(9)), enabled: false }), 9);
  expect(found.map((use) => [use.rule.id, use.verbs])).toEqual([
    ['party', ['PWM', 'SERVO']],
    ['off', ['TONE']],
  ]);
});

test.each([
  ['a servo anywhere takes PWM from 9 and 10', [rule('d', dim(9)), rule('s', turn(4))], 9, [['servo', ['d'], ['s']]]],
  ['and the servo’s own pin says so too', [rule('d', dim(10)), rule('s', turn(4))], 4, [['servo', ['d'], ['s']]]],
  ['a tone takes it from 3 and 11', [rule('d', dim(11)), rule('t', play(8))], 11, [['tone', ['d'], ['t']]]],
  ['full on needs no timer', [rule('d', { verb: 'PWM', pin: 9, value: 255 }), rule('s', turn(4))], 9, []],
  ['timer 0 is nobody’s', [rule('d', dim(5)), rule('s', turn(4)), rule('t', play(8))], 5, []],
  ['a pin aside is not concerned', [rule('d', dim(9)), rule('s', turn(4))], 7, []],
  ['a pin without a timer', [rule('d', dim(7))], 7, [['no-pwm', ['d']]]],
  ['the serial line', [rule('s', turn(1))], 1, [['serial', ['s']]]],
  ['no such pin', [rule('s', turn(44))], 44, [['no-pin', ['s']]]],
  ['switched off', [{ ...rule('d', dim(7)), enabled: false }], 7, []],
])('on an Uno: %s', (_what, rules, pin, expected) => {
  expect(brief(conflictsOf(profile(...rules), 'uno', pin))).toEqual(expected);
});

test('on a Mega the servos’ timer drives 11 and 12', () => {
  const rules = profile(rule('d', dim(11)), rule('nine', dim(9)), rule('s', turn(44)));
  expect(brief(conflictsOf(rules, 'mega', 44))).toEqual([['servo', ['d'], ['s']]]);
  expect(conflictsOf(rules, 'mega', 9)).toEqual([]);
});

test('a board’s own settings of a pin go before those for any board', () => {
  const pins = [{ ...newPin(9, 'left'), board: 1 }, newPin(9, 'claw')];
  expect(settingsOf(pins, 9, 1)?.name).toBe('left');
  expect(settingsOf(pins, 9, 2)?.name).toBe('claw');
  expect(settingsOf(pins, 9, undefined)?.name).toBe('claw');
  expect(settingsOf(pins, 8, 1)).toBeNull();
});

test('boards in play are those connected and those named', () => {
  const named = { ...profile({ ...rule('a'), board: 7 }), pins: [{ ...newPin(9, ''), board: 3 }] };
  expect(boardNumbers(named, [null, 3, undefined, 1])).toEqual([1, 3, 7]);
});

test('an angle reads back as it was asked', () => {
  expect([544, 1472, 2400].map(servoDegrees)).toEqual([0, 90, 180]);
});

test('the model shown is the virtual one chosen, else what the board says, else an Uno', () => {
  const virtual = { kind: 'virtual', model: 'mega' } as const;
  const mega = { kind: 'serial', firmware: { board: 'm2560' } } as never;
  expect(shownModel(null, virtual)).toBe('mega');
  expect(shownModel(mega, { kind: 'auto' })).toBe('mega');
  expect(shownModel(null, { kind: 'auto' })).toBe('uno');
});
