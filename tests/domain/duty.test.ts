/** How long a pin has been on, and what rest that asks for. */
import { describe, expect, it } from 'vitest';
import type { Command } from '#domain/command.ts';
import { afterCommand, afterOff, freeAt, restMs, type OnTime } from '#domain/duty.ts';
import { pinsOfBoard, pinTable } from '#domain/pin-settings.ts';
import { newPin } from '#domain/rule-defaults.ts';

const pulse: Command = { verb: 'PULSE', pin: 5, ms: 100 };
const set = (on: boolean): Command => ({ verb: 'SET', pin: 5, on });
const after = (...told: [Command, number][]): OnTime | null =>
  told.reduce<OnTime | null>((last, [command, at]) => afterCommand(last, command, at), null);
const rest = (stretch: OnTime | null, percent?: number) => (stretch ? restMs(stretch, percent) : null);

describe('rest', () => {
  it.each<[string, [Command, number][], number, number | null]>([
    ['a pulse at half', [[pulse, 0]], 50, 100],
    ['a pulse at a tenth', [[pulse, 0]], 10, 900],
    ['on without end', [[set(true), 0]], 10, 0],
    [
      'on and off',
      [
        [set(true), 0],
        [set(false), 300],
      ],
      25,
      900,
    ],
    [
      'off twice: the first one ended it',
      [
        [set(true), 0],
        [set(false), 300],
        [set(false), 500],
      ],
      25,
      900,
    ],
    ['off that was never on', [[set(false), 300]], 25, null],
    [
      'on twice is one stretch',
      [
        [set(true), 0],
        [set(true), 100],
        [set(false), 200],
      ],
      50,
      200,
    ],
    ['a blink, half of it off', [[{ verb: 'BLINK', pin: 5, on: 50, off: 50, times: 4 }, 0]], 40, 100],
    [
      'an endless blink that is ended',
      [
        [{ verb: 'BLINK', pin: 5, on: 50, off: 50, times: 0 }, 0],
        [set(false), 400],
      ],
      40,
      100,
    ],
    ['a blink that rests enough', [[{ verb: 'BLINK', pin: 5, on: 10, off: 90, times: 4 }, 0]], 10, 0],
    ['a servo', [[{ verb: 'SERVO', pin: 5, position: 90 }, 0]], 10, null],
    [
      'a tone of 0 Hz ends one',
      [
        [{ verb: 'TONE', pin: 5, hz: 440, ms: 500 }, 0],
        [{ verb: 'TONE', pin: 5, hz: 0, ms: 1 }, 100],
      ],
      50,
      100,
    ],
    [
      'after a rest a new stretch',
      [
        [pulse, 0],
        [pulse, 200],
      ],
      50,
      100,
    ],
  ])('%s', (_, told, percent, expected) => {
    expect(rest(after(...told), percent)).toBe(expected);
  });
  it('asks for none without a duty cycle', () => {
    expect(rest(after([pulse, 0]))).toBe(0);
  });
  it('is reckoned from an end that came early', () => {
    const stretch = after([pulse, 0]) as OnTime;
    expect(restMs(afterOff(stretch, 20), 50)).toBe(20);
    expect(afterOff(stretch, 500)).toBe(stretch);
  });
});

it('the longer of gap and rest keeps a pin; an off alone keeps it for its rest', () => {
  const pin = { gapMs: 60, dutyPercent: 50 };
  expect(freeAt(pulse, pin, after([pulse, 1_000]), 1_000)).toBe(1_200);
  expect(freeAt(pulse, { ...pin, gapMs: 500 }, after([pulse, 1_000]), 1_000)).toBe(1_600);
  expect(freeAt(set(false), pin, after([set(true), 0], [set(false), 300]), 300)).toBe(600);
  expect(freeAt(set(true), pin, after([set(true), 0]), 0)).toBe(0);
});

describe('pin settings of a board', () => {
  const any = newPin(9, 'any');
  const second = { ...newPin(9, 'second'), board: 2 };
  const lamp = newPin(13, 'lamp');
  const pins = [any, second, lamp];
  it.each([
    [null, ['any', 'lamp']],
    [1, ['any', 'lamp']],
    [2, ['second', 'lamp']],
  ])('board %j', (board, names) => {
    expect(pinsOfBoard(pins, board).map(({ name }) => name)).toEqual(names);
  });
  it('a pin nobody spoke of has the usual ones', () => {
    expect(pinTable(pins)(5)).toEqual(newPin(5, ''));
  });
});
