/** A pause: nothing is switched on, and what is on still goes off at its time. */
import { expect, test } from 'vitest';
import type { Command } from '#domain/command.ts';
import type { Step } from '#domain/rule.ts';
import { lanesBed } from './lanes-bed.ts';
import { effectOf } from './board-bed.ts';

const set = (pin: number, on: boolean): Command => ({ verb: 'SET', pin, on });
const pwm = (value: number): Command => ({ verb: 'PWM', pin: 9, value });
const wait = (ms: number): Step => ({ do: 'wait', ms });
const ALL_OFF: Command = { verb: 'OFF' };

test.each([
  ['SET', set(13, true), set(13, false)],
  ['PWM', pwm(200), pwm(0)],
  ['OFF', set(13, true), ALL_OFF],
] as const)('what was switched on goes off after its wait: %s', (_name, on, off) => {
  const bed = lanesBed();
  const action = bed.fire(effectOf([on, wait(1_000), off]), { runs: 2 });
  bed.clock.advance(300);
  bed.lanes.hold();
  bed.clock.advance(60_000);
  expect([bed.sent(), bed.times()]).toEqual([
    [on, off],
    [0, 1_000],
  ]);
  expect(action.unstarted).toEqual({ waiting: 1 });
  bed.lanes.resume();
  bed.clock.advance(1_500);
  expect(bed.times().slice(2)).toEqual([60_300, 61_300]);
});

test('a run stops at what would switch on, and goes on from there', () => {
  const bed = lanesBed();
  const blinks = [set(5, true), wait(100), set(5, false), wait(100), set(5, true), wait(100), set(5, false)];
  bed.fire(effectOf(blinks));
  bed.clock.advance(50);
  bed.lanes.hold();
  bed.clock.advance(5_000);
  expect(bed.sent()).toEqual([set(5, true), set(5, false)]);
  bed.lanes.resume();
  bed.clock.advance(500);
  expect(bed.times()).toEqual([0, 100, 5_050, 5_150]);
});

test.each([
  ['a pulse', { verb: 'PULSE', pin: 6, ms: 50 }],
  ['a servo', { verb: 'SERVO', pin: 6, position: 90 }],
  ['a value', { verb: 'PWM', pin: 6, value: 1 }],
  ['a line that nobody knows', { verb: 'TEXT', line: 'go' }],
] satisfies [string, Command][])('%s waits for its end', (_name, command) => {
  const bed = lanesBed();
  bed.fire(effectOf([set(6, false), wait(100), command]));
  bed.lanes.hold();
  bed.clock.advance(1_000);
  expect(bed.sent()).toHaveLength(1);
  bed.lanes.resume();
  expect(bed.sent()[1]).toEqual(command);
});

test('a pin that is let go while the window is full goes off as soon as there is room', () => {
  const bed = lanesBed({ answerMs: 50 });
  const held = bed.fire(effectOf([set(13, true), wait(60_000), set(13, false)]));
  bed.clock.advance(100);
  bed.setWindow(1);
  bed.fire(effectOf([set(7, true)]));
  bed.lanes.hold();
  bed.lanes.letGo(held);
  expect(bed.sent()).toHaveLength(2);
  bed.clock.advance(60);
  expect(bed.sent()[2]).toEqual(set(13, false));
});
