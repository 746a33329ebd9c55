/** Duty cycle through the lanes: when the next pulse may begin, whatever it was that had been on. */
import { describe, expect, test } from 'vitest';
import type { Command } from '#domain/command.ts';
import { effectOf } from './board-bed.ts';
import { lanesBed } from './lanes-bed.ts';

const pulse = (ms = 200): Command => ({ verb: 'PULSE', pin: 13, ms });
const set = (on: boolean): Command => ({ verb: 'SET', pin: 13, on });
const wait = (ms: number) => ({ do: 'wait', ms }) as const;
/** An answer at once: nothing but the pin's own rest keeps anybody waiting. */
const bed = (dutyPercent: number, more = {}) => lanesBed({ dutyPercent, answerMs: 0, ...more });

describe('after a pulse', () => {
  test.each([
    [50, 400],
    [25, 800],
    [20, 1_000],
    // The gap of 60 ms is the longer rest.
    [90, 260],
  ])('at %d %% ten pulses of 200 ms begin %d ms apart', (percent, apart) => {
    const lanes = bed(percent);
    lanes.fire(effectOf([pulse()]), { runs: 10 });
    lanes.clock.advance(20_000);
    expect(lanes.times()).toEqual(Array.from({ length: 10 }, (_, i) => i * apart));
  });
  test('a tone likewise', () => {
    const lanes = bed(50);
    lanes.fire(effectOf([{ verb: 'TONE', pin: 13, hz: 440, ms: 100 }]), { runs: 2 });
    lanes.clock.advance(1_000);
    expect(lanes.times()).toEqual([0, 200]);
  });
  test('a blink has rested in its own off phases', () => {
    const lanes = bed(25);
    lanes.fire(effectOf([{ verb: 'BLINK', pin: 13, on: 100, off: 100, times: 2 }]), { runs: 2 });
    lanes.fire(effectOf([{ verb: 'BLINK', pin: 13, on: 100, off: 400, times: 2 }]), { runs: 2 });
    lanes.clock.advance(10_000);
    // 200 ms on need 800 in all: the second kind has taken 1,000 already, and only its gap is left.
    expect(lanes.times()).toEqual([0, 800, 1_600, 2_660]);
  });
  test('an answer that came late counts: the pulse may have begun that much later', () => {
    const lanes = bed(50, { answerMs: 150 });
    lanes.fire(effectOf([pulse()]), { runs: 2 });
    lanes.clock.advance(2_000);
    expect(lanes.times()).toEqual([0, 550]);
  });
  test('merged pulses rest as one long one', () => {
    const lanes = bed(50);
    lanes.fire(effectOf([pulse()], 'merge'), { runs: 5 });
    lanes.fire(effectOf([pulse()], 'merge'));
    lanes.clock.advance(10_000);
    expect(lanes.sent()).toEqual([pulse(1_000), pulse(200)]);
    expect(lanes.times()).toEqual([0, 2_000]);
  });
});

describe('after a pin that was switched', () => {
  test('SET 1, SET 0: the next on waits as long as the pin was on, the off itself never does', () => {
    const lanes = bed(50);
    lanes.fire(effectOf([set(true), wait(300), set(false)]), { runs: 3 });
    lanes.clock.advance(5_000);
    expect(lanes.times()).toEqual([0, 300, 600, 900, 1_200, 1_500]);
  });
  test('PWM above 0 counts as on; from level to level it is one stretch', () => {
    const lanes = bed(50);
    const pwm = (value: number): Command => ({ verb: 'PWM', pin: 13, value });
    lanes.fire(effectOf([pwm(80), wait(100), pwm(255), wait(100), pwm(0)]));
    lanes.fire(effectOf([pulse(50)]));
    lanes.clock.advance(5_000);
    expect(lanes.times()).toEqual([0, 100, 200, 400]);
  });
  test('a pulse on a pin that is on ends the stretch', () => {
    const lanes = bed(50);
    lanes.fire(effectOf([set(true), wait(100), pulse(100)]), { runs: 2 });
    lanes.clock.advance(5_000);
    expect(lanes.times()).toEqual([0, 100, 400, 500]);
  });
  test('cut by the board at its longest on-time: rests from there', () => {
    const lanes = bed(50);
    lanes.fire(effectOf([set(true)]));
    lanes.clock.advance(1_000);
    lanes.lanes.cutPin(13);
    lanes.fire(effectOf([pulse()]));
    lanes.clock.advance(5_000);
    expect(lanes.times()).toEqual([0, 2_000]);
  });
  test('stopped in mid-pulse: rests for what it has been on', () => {
    const lanes = bed(10);
    lanes.fire(effectOf([pulse(1_000)]));
    lanes.clock.advance(100);
    lanes.stop();
    lanes.fire(effectOf([pulse()]));
    lanes.clock.advance(5_000);
    expect(lanes.times()).toEqual([0, 1_000]);
  });
});

test('without a duty cycle an off is no reason to wait', () => {
  const lanes = lanesBed({ answerMs: 0 });
  lanes.fire(effectOf([set(true), wait(300), set(false)]), { runs: 2 });
  lanes.clock.advance(5_000);
  expect(lanes.times()).toEqual([0, 300, 300, 600]);
});
