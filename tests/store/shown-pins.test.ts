/** Both sources of a drawn board come out as one shape, as a person means it. */
import { describe, expect, it, test } from 'vitest';
import type { PinShown } from '#domain/pin-shown.ts';
import { newPin, newRule } from '#domain/rule-defaults.ts';
import type { Rule, Step } from '#domain/rule.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import type { VirtualView } from '#rpc/board.ts';
import type { BoardView } from '#rpc/live.ts';
import { gaugesOf, invertedOn, namesOn, powerOf, toldPins, virtualPins, waitingOn } from '#store/shown-pins.ts';

const ON: PinShown = { does: 'on' };
const OFF: PinShown = { does: 'off' };

describe('the virtual chip’s levels', () => {
  it('are passed on as they are where nothing is active-low', () => {
    const pins = { 3: ON, 5: OFF };
    expect(virtualPins({ pins }, new Set())).toBe(pins);
  });

  it.each<[string, PinShown | undefined, PinShown | undefined]>([
    ['driven low is on', OFF, ON],
    ['driven high is off', ON, OFF],
    ['a duty counts the time at low', { does: 'pwm', duty: 0.25 }, { does: 'pwm', duty: 0.75 }],
    ['a servo pulse stays one', { does: 'servo', us: 1500 }, { does: 'servo', us: 1500 }],
    ['a tone stays one', { does: 'tone', hz: 440 }, { does: 'tone', hz: 440 }],
    ['never driven stays unknown, and so off', undefined, undefined],
  ])('active-low: %s', (_name, level, meant) => {
    const shown = virtualPins({ pins: { 3: ON, ...(level ? { 7: level } : {}) } }, new Set([7]));
    expect(shown).toEqual({ 3: ON, ...(meant ? { 7: meant } : {}) });
  });
});

test('a real board’s pins are already told by meaning', () => {
  const views = [
    { pin: 3, name: 'pump', shows: ON, waiting: 4 },
    { pin: 5, name: '', shows: OFF, waiting: 0 },
  ];
  expect(toldPins(views)).toEqual({ 3: ON, 5: OFF });
  expect(waitingOn(views)).toEqual({ 3: 4 });
});

test.each<[BoardView['state'], string]>([
  ['ready', 'running'],
  ['absent', 'unplugged'],
  ['lost', 'unplugged'],
  ['greeting', 'idle'],
  ['silent', 'idle'],
  ['closed', 'idle'],
])('a real board that is %s is %s', (state, power) => expect(powerOf({ state }, null)).toBe(power));

test.each<[Partial<VirtualView>, string]>([
  [{ plugged: true, running: true }, 'running'],
  [{ plugged: true, running: false }, 'idle'],
  [{ plugged: false, running: false }, 'unplugged'],
])('the virtual board’s own word goes first: %o is %s', (part, power) => {
  const view = { model: 'uno', pins: {}, stopPressed: false, plugged: true, running: true, ...part } as const;
  expect(powerOf({ state: 'ready' }, view)).toBe(power);
});

test('before anything is known no board runs', () => expect(powerOf(null, null)).toBe('idle'));

describe('a profile', () => {
  const rule = (id: string, steps: readonly Step[], part: Partial<Rule> = {}): Rule => ({
    ...newRule(id, id),
    effect: { steps, times: { per: 'unit' }, whenBusy: 'queue' },
    ...part,
  });
  const servo = (pin: number): Step => ({ do: 'command', command: { verb: 'SERVO', pin, position: 90 } });
  const profile = {
    ...starterProfile(),
    pins: [
      newPin(5, 'pump'),
      { ...newPin(5, 'fog'), board: 2 },
      { ...newPin(6, ''), inverted: true },
      { ...newPin(8, 'arm'), restDegrees: 90 },
    ],
    rules: [
      rule('turns', [servo(9), { do: 'wait', ms: 5 }, { do: 'command', command: { verb: 'PWM', pin: 3, value: 9 } }]),
      rule('sounds', [{ do: 'command', command: { verb: 'TONE', pin: 4, hz: 440, ms: 100 } }]),
      rule('switches', [{ do: 'command', command: { verb: 'SET', pin: 12, on: true } }, { do: 'command', command: { verb: 'OFF' } }]), // prettier-ignore
      rule('is off', [servo(10)], { enabled: false }),
      rule('means another board', [servo(11)], { board: 2 }),
    ],
  };

  it('names its pins, board by board', () => {
    expect(namesOn(profile, null)).toEqual({ 5: 'pump', 8: 'arm' });
    expect(namesOn(profile, 2)).toEqual({ 5: 'fog', 8: 'arm' });
    expect(invertedOn(profile, null)).toEqual(new Set([6]));
  });

  it('asks for gauges where its armed rules turn, dim or sound, and where a servo rests', () => {
    expect(gaugesOf(profile, null)).toEqual({ 3: 'pwm', 4: 'tone', 8: 'servo', 9: 'servo' });
    expect(gaugesOf(profile, 2)).toMatchObject({ 11: 'servo' });
  });
});
