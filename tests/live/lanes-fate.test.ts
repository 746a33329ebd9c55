/** What becomes of runs that cannot start: owed, dropped, expired, muted. */
import { describe, expect, test } from 'vitest';
import type { Command } from '#domain/command.ts';
import { effectOf } from './board-bed.ts';
import { lanesBed } from './lanes-bed.ts';

const pulse = (pin: number, ms = 200): Command => ({ verb: 'PULSE', pin, ms });
const PULSE = effectOf([pulse(13)]);
const PAID = { coins: 1 };

describe('expiry', () => {
  test('what is too late never starts: paid is owed, by hand only; the rest expires', () => {
    const bed = lanesBed();
    const expiresAt = bed.clock.now() + 500;
    const paid = bed.fire(PULSE, { runs: 5, expiresAt, ...PAID });
    const free = bed.fire(PULSE, { runs: 5, expiresAt });
    bed.clock.advance(60_000);
    expect(bed.times()).toEqual([0, 260]);
    expect(paid).toMatchObject({ unstarted: { owed: 3 }, owedReason: 'expired' });
    expect(free.unstarted).toEqual({ expired: 5 });
  });
  test('runs on while the session is paused', () => {
    const bed = lanesBed();
    bed.lanes.hold();
    const action = bed.fire(PULSE, { expiresAt: bed.clock.now() + 500, ...PAID });
    bed.clock.advance(2_000);
    bed.lanes.resume();
    bed.clock.advance(1_000);
    expect(bed.sent()).toEqual([]);
    expect(action.owedReason).toBe('expired');
  });
});

describe('owed', () => {
  test('by hand it fires with its time begun anew', () => {
    const bed = lanesBed();
    const action = bed.fire(PULSE, { runs: 5, expiresAt: bed.clock.now() + 500, ...PAID });
    bed.clock.advance(10_000);
    bed.lanes.fireOwed(action, bed.clock.now());
    expect(action).toMatchObject({ unstarted: { waiting: 2 }, owedReason: null });
    bed.clock.advance(10_000);
    expect(action.results).toHaveLength(4);
    expect(action).toMatchObject({ unstarted: { owed: 1 }, owedReason: 'expired' });
  });
  test('dismissed it is dropped, and fires never more', () => {
    const bed = lanesBed({ availability: 'away' });
    const action = bed.fire(PULSE, { runs: 2, ...PAID });
    bed.lanes.dismissOwed(action);
    bed.plug();
    bed.clock.advance(1_000);
    expect(action).toMatchObject({ unstarted: { dropped: 2 }, owedReason: null, results: [] });
  });
});

describe('the board is away', () => {
  test('paid is owed and fires on return; the rest is dropped at once', () => {
    const bed = lanesBed({ availability: 'away' });
    const paid = bed.fire(PULSE, { runs: 2, ...PAID });
    const free = bed.fire(PULSE, { runs: 2 });
    expect(paid).toMatchObject({ unstarted: { owed: 2 }, owedReason: 'board-away' });
    expect(free.unstarted).toEqual({ dropped: 2 });
    bed.clock.advance(1_000);
    bed.plug();
    bed.clock.advance(1_000);
    expect(bed.times()).toEqual([1_000, 1_260]);
    expect(paid).toMatchObject({ unstarted: {}, owedReason: null });
  });
  test('back too late: by hand only', () => {
    const bed = lanesBed({ availability: 'away' });
    const paid = bed.fire(PULSE, { expiresAt: bed.clock.now() + 500, ...PAID });
    bed.clock.advance(2_000);
    expect(paid.owedReason).toBe('expired');
    bed.plug();
    bed.clock.advance(1_000);
    expect(bed.sent()).toEqual([]);
  });
  test('the cable goes in mid-sequence: in flight unknown, the rest of the run dropped, waiting runs owed', () => {
    const bed = lanesBed();
    const action = bed.fire(effectOf([pulse(5), { do: 'wait', ms: 100 }, pulse(6)]), { runs: 3, ...PAID });
    bed.unplug();
    expect(action.results.map((result) => result.outcome)).toEqual(['unknown', 'dropped']);
    expect(action).toMatchObject({ unstarted: { owed: 2 }, owedReason: 'board-away' });
    bed.plug();
    bed.clock.advance(5_000);
    expect(action.results.map((result) => result.outcome)).toEqual(['unknown', 'dropped', ...Array(4).fill('acked')]);
  });
});

describe('stop', () => {
  test('empties everything into the record; nothing fires by itself afterwards', () => {
    const bed = lanesBed();
    const paid = bed.fire(PULSE, { runs: 3, ...PAID });
    const free = bed.fire(effectOf([{ do: 'wait', ms: 50 }, pulse(6)]), { runs: 3 });
    bed.stop();
    bed.clock.advance(10_000);
    expect(bed.sent()).toHaveLength(1);
    expect(paid).toMatchObject({ unstarted: { owed: 2 }, owedReason: 'stopped', results: [{ outcome: 'unknown' }] });
    expect(free).toMatchObject({ unstarted: { muted: 2 }, results: [{ outcome: 'muted', sentMs: null }] });
  });
  test('a paid run that has only waited so far is owed again, whole', () => {
    const bed = lanesBed();
    const paid = bed.fire(effectOf([{ do: 'wait', ms: 500 }, pulse(6)]), { runs: 2, ...PAID });
    bed.stop();
    expect(paid).toMatchObject({ unstarted: { owed: 2 }, owedReason: 'stopped', results: [] });
  });
  test('takes what was owed for want of a board along', () => {
    const bed = lanesBed({ availability: 'away' });
    const paid = bed.fire(PULSE, PAID);
    bed.stop();
    bed.plug();
    bed.clock.advance(1_000);
    expect(paid).toMatchObject({ unstarted: { owed: 1 }, owedReason: 'stopped', results: [] });
  });
  test('the pins are free for what comes after', () => {
    const bed = lanesBed();
    bed.fire(effectOf([pulse(13, 5_000)]));
    bed.stop();
    bed.fire(PULSE);
    expect(bed.times()).toEqual([0, 0]);
  });
});

describe('a full lane', () => {
  test('what is not paid for goes first, the lowest priority and the newest before others', () => {
    const bed = lanesBed();
    bed.fire(PULSE);
    const low = bed.fire(PULSE, { priority: 0, longestQueue: 3 });
    const high = bed.fire(PULSE, { priority: 9, runs: 2, longestQueue: 3 });
    const more = bed.fire(PULSE, { priority: 5, longestQueue: 3 });
    expect([low, high, more].map((action) => action.unstarted)).toEqual([
      { dropped: 1 },
      { waiting: 2 },
      { waiting: 1 },
    ]);
    const paid = bed.fire(PULSE, { priority: -1, longestQueue: 3, ...PAID });
    expect([more, paid].map((action) => action.unstarted)).toEqual([{ dropped: 1 }, { waiting: 1 }]);
    expect(bed.faults()).toContain('queue-full');
  });
  test('paid runs are owed, and take their place when there is room again', () => {
    const bed = lanesBed();
    const action = bed.fire(PULSE, { runs: 5, longestQueue: 2, ...PAID });
    expect(action).toMatchObject({ unstarted: { waiting: 2, owed: 2 }, owedReason: 'queue-full' });
    bed.clock.advance(10_000);
    expect(action).toMatchObject({ unstarted: {}, owedReason: null });
    expect(action.results).toHaveLength(5);
  });
  test('a rule may name what to do instead', () => {
    const bed = lanesBed();
    const fallbackEffect = effectOf([{ verb: 'SET', pin: 2, on: true }]);
    const action = bed.fire(PULSE, { runs: 5, longestQueue: 2, fallbackEffect, ...PAID });
    expect(action).toMatchObject({ fallback: true, unstarted: { waiting: 2 } });
    expect(bed.sent().filter(({ verb }) => verb === 'SET')).toHaveLength(2);
  });
});

test('a command that the dialect cannot carry is refused once, in words, and the run goes on', () => {
  const bed = lanesBed();
  const action = bed.fire(effectOf([{ verb: 'TEXT', line: 'refuse' }, pulse(5)]));
  expect(action.results).toMatchObject([{ outcome: 'refused', sentMs: null }, { outcome: 'waiting' }]);
  expect(bed.faults()).toEqual(['command-unsupported']);
});
