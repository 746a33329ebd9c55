/** What the screen shows of pins that were told something: by commands, by time, by the board itself. */
import { describe, expect, test, vi } from 'vitest';
import type { BoardCommand } from '#domain/command.ts';
import type { PinShown } from '#domain/pin-shown.ts';
import { newPin } from '#domain/rule-defaults.ts';
import { shownPins } from '#live/board-pins.ts';
import { fakeClock } from '../fakes/clock.ts';

function bed() {
  const clock = fakeClock();
  const onChange = vi.fn();
  const pins = shownPins(clock, onChange);
  return {
    clock,
    onChange,
    pins,
    tell(command: BoardCommand): BoardCommand {
      pins.sent(command, clock.now());
      return command;
    },
    shows: (pin: number): PinShown | undefined =>
      pins.view([], () => 0, clock.now()).find((view) => view.pin === pin)?.shows,
  };
}
const OFF = { does: 'off' };
const ON = { does: 'on' };

describe('a command shows as', () => {
  test.each<[BoardCommand, PinShown]>([
    [{ verb: 'SET', pin: 5, on: true }, { does: 'on' }],
    [{ verb: 'SET', pin: 5, on: false }, { does: 'off' }],
    [{ verb: 'PULSE', pin: 5, ms: 200 }, { does: 'on' }],
    [{ verb: 'BLINK', pin: 5, on: 100, off: 50, times: 0 }, { does: 'on' }],
    [
      { verb: 'PWM', pin: 5, value: 51 },
      { does: 'pwm', duty: 0.2 },
    ],
    [{ verb: 'PWM', pin: 5, value: 0 }, { does: 'off' }],
    [
      { verb: 'SERVO', pin: 5, position: 0 },
      { does: 'servo', us: 544 },
    ],
    [
      { verb: 'SERVO', pin: 5, position: 90 },
      { does: 'servo', us: 1_472 },
    ],
    [
      { verb: 'SERVO', pin: 5, position: 180 },
      { does: 'servo', us: 2_400 },
    ],
    [
      { verb: 'SERVO', pin: 5, position: 1_500 },
      { does: 'servo', us: 1_500 },
    ],
    [
      { verb: 'TONE', pin: 5, hz: 440, ms: 100 },
      { does: 'tone', hz: 440 },
    ],
  ])('%j: %j', (command, shown) => {
    const { tell, shows } = bed();
    tell(command);
    expect(shows(5)).toEqual(shown);
  });
});

test.each<[BoardCommand, number]>([
  [{ verb: 'PULSE', pin: 5, ms: 200 }, 200],
  [{ verb: 'TONE', pin: 5, hz: 440, ms: 100 }, 100],
  [{ verb: 'BLINK', pin: 5, on: 100, off: 50, times: 3 }, 450],
])('%j is over by itself, and says so', (command, ms) => {
  const { clock, tell, shows, onChange } = bed();
  tell(command);
  clock.advance(ms - 1);
  expect(shows(5)).not.toEqual(OFF);
  expect(onChange).not.toHaveBeenCalled();
  clock.advance(1);
  expect(shows(5)).toEqual(OFF);
  expect(onChange).toHaveBeenCalledOnce();
});

test('two ends are two changes', () => {
  const { clock, tell, onChange } = bed();
  tell({ verb: 'PULSE', pin: 5, ms: 300 });
  tell({ verb: 'PULSE', pin: 6, ms: 200 });
  clock.advance(1_000);
  expect(onChange).toHaveBeenCalledTimes(2);
});

test('what the board refused changed nothing', () => {
  const { pins, tell, shows } = bed();
  pins.settled(tell({ verb: 'SET', pin: 5, on: true }), false);
  const refused = tell({ verb: 'PWM', pin: 5, value: 255 });
  expect(shows(5)).toEqual({ does: 'pwm', duty: 1 });
  pins.settled(refused, true);
  expect(shows(5)).toEqual(ON);
});

test('off: one pin cut, all of them, and by OFF', () => {
  const { pins, tell, shows } = bed();
  tell({ verb: 'SET', pin: 5, on: true });
  tell({ verb: 'SERVO', pin: 9, position: 90 });
  pins.off(5);
  expect([shows(5), pins.isServo(9)]).toEqual([undefined, true]);
  pins.allOff();
  expect(shows(9)).toBeUndefined();
  tell({ verb: 'SET', pin: 5, on: true });
  tell({ verb: 'OFF' });
  expect(shows(5)).toBeUndefined();
});

test('pins of the profile come by name and number, with what waits for them', () => {
  const { clock, pins, tell } = bed();
  tell({ verb: 'SET', pin: 7, on: true });
  expect(pins.view([newPin(13, 'lamp'), newPin(5, 'pump')], (pin) => pin, clock.now())).toEqual([
    { pin: 5, name: 'pump', shows: OFF, waiting: 5 },
    { pin: 7, name: '', shows: ON, waiting: 7 },
    { pin: 13, name: 'lamp', shows: OFF, waiting: 13 },
  ]);
});
