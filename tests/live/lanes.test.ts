/** Lanes alone, above a link that takes whatever it is given: what goes out, when, and what becomes of the rest. */
import { describe, expect, test } from 'vitest';
import type { Command } from '#domain/command.ts';
import { lanesBed } from './lanes-bed.ts';
import { effectOf } from './board-bed.ts';

const pulse = (pin: number, ms = 200): Command => ({ verb: 'PULSE', pin, ms });
const set = (pin: number, on = true): Command => ({ verb: 'SET', pin, on });
const PULSE = effectOf([pulse(13)]);

describe('one pin', () => {
  test('ten Roses are ten pulses, each after the last one and its gap', () => {
    const bed = lanesBed();
    bed.fire(PULSE, { runs: 10 });
    bed.clock.advance(10_000);
    expect(bed.times()).toEqual(Array.from({ length: 10 }, (_, i) => i * 260));
  });
  test('BLINK and TONE hold the pin, SET does not', () => {
    const bed = lanesBed();
    bed.fire(effectOf([{ verb: 'BLINK', pin: 5, on: 100, off: 50, times: 2 }]), { runs: 2 });
    bed.fire(effectOf([{ verb: 'TONE', pin: 8, hz: 440, ms: 100 }]), { runs: 2 });
    bed.fire(effectOf([set(6)]), { runs: 2 });
    bed.clock.advance(1_000);
    expect(bed.times('BLINK')).toEqual([0, 360]);
    expect(bed.times('TONE')).toEqual([0, 160]);
    expect(bed.times('SET')).toEqual([0, 0]);
  });
  test('a pin without a gap still waits for the last pulse, which began when the board read it', () => {
    const bed = lanesBed({ gapMs: 0 });
    bed.fire(PULSE, { runs: 3 });
    bed.clock.advance(1_000);
    expect(bed.times()).toEqual([0, 205, 410]);
  });
  test('a pulse whose answer came late holds its pin from there', () => {
    const bed = lanesBed({ answerMs: 150 });
    bed.fire(PULSE, { runs: 2 });
    bed.clock.advance(1_000);
    expect(bed.times()).toEqual([0, 350]);
  });
  test('higher priority first, then first come', () => {
    const bed = lanesBed();
    bed.fire(PULSE);
    for (const [ms, priority] of [
      [1, 0],
      [2, 0],
      [3, 5],
      [4, 5],
      [5, -1],
    ] as const)
      bed.fire(effectOf([pulse(13, ms)]), { priority });
    bed.clock.advance(2_000);
    expect(bed.sent().map((command) => 'ms' in command && command.ms)).toEqual([200, 3, 4, 1, 2, 5]);
  });
});

describe('several pins', () => {
  test('pins do not wait for each other', () => {
    const bed = lanesBed();
    for (const pin of [5, 6, 7]) bed.fire(effectOf([pulse(pin)]), { runs: 2 });
    bed.clock.advance(1_000);
    expect(bed.times()).toEqual([0, 0, 0, 260, 260, 260]);
  });
  test('two servo sequences never interleave', () => {
    const bed = lanesBed();
    const wave = effectOf([
      { verb: 'SERVO', pin: 9, position: 90 },
      { do: 'wait', ms: 500 },
      { verb: 'SERVO', pin: 9, position: 0 },
    ]);
    bed.fire(wave, { runs: 2 });
    bed.fire(wave);
    bed.clock.advance(5_000);
    expect(bed.sent().map((command) => 'position' in command && command.position)).toEqual([90, 0, 90, 0, 90, 0]);
    expect(bed.times()).toEqual([0, 500, 500, 1_000, 1_000, 1_500]);
  });
  test('within a run other pins go out at once, the same pin waits', () => {
    const bed = lanesBed();
    bed.fire(effectOf([pulse(5), pulse(6), pulse(5), pulse(7)]));
    bed.clock.advance(1_000);
    expect(bed.times()).toEqual([0, 0, 260, 260]);
  });
  test('runs that need two pins each, crosswise, all get their turn', () => {
    const bed = lanesBed();
    bed.fire(effectOf([pulse(5), pulse(6)]), { runs: 3 });
    bed.fire(effectOf([pulse(6), pulse(5)]), { runs: 3 });
    bed.clock.advance(5_000);
    expect(bed.sent()).toHaveLength(12);
  });
  test('text steps are filled in from their cause, harmlessly', () => {
    const bed = lanesBed();
    bed.fire(effectOf([{ do: 'text', line: 'SAY {user} {comment}' }]), {
      cause: { kind: 'chat', userId: '1', uniqueId: 'ann', what: 'go', count: 1, comment: 'hi\n:1 OFF*00' },
    });
    expect(bed.sent()).toEqual([{ verb: 'TEXT', line: 'SAY ann hi1OFF00' }]);
  });
});

describe('while pins are busy', () => {
  test('merge: what waits becomes one longer pulse, up to the limit', () => {
    const bed = lanesBed({ limitMs: 1_000 });
    const merging = effectOf([pulse(13)], 'merge');
    const first = bed.fire(merging);
    const second = bed.fire(merging, { runs: 3 });
    const third = bed.fire(merging, { runs: 4 });
    bed.clock.advance(5_000);
    expect(bed.sent()).toEqual([pulse(13, 200), pulse(13, 1_000), pulse(13, 400)]);
    expect([first, second, third].map((action) => action.results.length)).toEqual([1, 1, 2]);
    expect(third.unstarted).toEqual({});
  });
  test('replace: the newest of a rule instead of those that wait', () => {
    const bed = lanesBed();
    const first = bed.fire(effectOf([pulse(13, 100)], 'replace'));
    const second = bed.fire(effectOf([pulse(13, 101)], 'replace'), { runs: 3, coins: 3 });
    const third = bed.fire(effectOf([pulse(13, 102)], 'replace'));
    const other = bed.fire(effectOf([pulse(13, 103)]), { ruleId: 'other' });
    bed.clock.advance(2_000);
    expect(bed.sent().map((command) => 'ms' in command && command.ms)).toEqual([100, 102, 103]);
    expect([first, second, third, other].map((action) => action.unstarted)).toEqual([{}, { dropped: 3 }, {}, {}]);
  });
});

describe('the window', () => {
  test('what does not fit stays in its lane, in order, and follows as room comes', () => {
    const bed = lanesBed();
    bed.setWindow(2);
    const fired = [1, 2, 3, 4].map((pin) => bed.fire(effectOf([set(pin + 1)])));
    expect(fired.map((action) => action.unstarted)).toEqual([{}, {}, { waiting: 1 }, { waiting: 1 }]);
    bed.setWindow(99);
    bed.lanes.pump();
    expect(bed.sent()).toEqual([set(2), set(3), set(4), set(5)]);
  });
  test('nothing new overtakes what waits for room', () => {
    const bed = lanesBed();
    bed.setWindow(0);
    bed.fire(effectOf([set(5)]));
    bed.lanes.pump();
    bed.setWindow(99);
    bed.fire(effectOf([set(6)]));
    bed.lanes.pump();
    expect(bed.sent()).toEqual([set(5), set(6)]);
  });
  test('ten thousand runs wait as one', () => {
    const bed = lanesBed();
    const action = bed.fire(PULSE, { runs: 10_000, longestQueue: 20_000 });
    expect(bed.lanes.waitingOn(13)).toBe(9_999);
    bed.lanes.empty('stopped');
    expect(action.unstarted).toEqual({ muted: 9_999 });
  });
});
