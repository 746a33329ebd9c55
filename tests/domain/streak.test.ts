/** Streaks: what each frame adds, in any order, with frames missing or twice. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStreaks, FORGET_MS } from '#domain/streak.ts';
import { gift, NOW, viewer } from './events.ts';
import { reports } from './reports.ts';

type Frame = [repeatCount: number, repeatEnd?: boolean];

/** Units of each frame in turn, a second apart. */
function unitsOf(frames: readonly Frame[], more: Parameters<typeof gift>[0] = {}): number[] {
  const streaks = createStreaks(reports().report);
  return frames.map(
    ([repeatCount, repeatEnd = false], index) =>
      streaks.fold(gift({ repeatCount, repeatEnd, ...more }), NOW + index * 1000).units,
  );
}

describe('one streak', () => {
  it.each<[string, Frame[], number[]]>([
    ['a single gift arrives twice and counts once', [[1], [1, true]], [1, 0]],
    ['each frame adds its increment', [[1], [2], [5], [5, true]], [1, 1, 3, 0]],
    ['an end that carries more adds the rest', [[1], [4, true]], [1, 3]],
    ['an end alone is the whole streak', [[7, true]], [7]],
    ['a streak joined late counts what it carries', [[57], [58]], [57, 1]],
    ['a lower count is never negative', [[5], [3], [6]], [5, 0, 1]],
    ['frames in reverse', [[3], [2], [1]], [3, 0, 0]],
    ['the same frame again', [[2], [2], [2, true], [2, true]], [2, 0, 0, 0]],
    ['late frames after the end', [[3, true], [1], [2], [3]], [3, 0, 0, 0]],
    ['a count of zero adds nothing', [[0], [1]], [0, 1]],
  ])('%s', (_name, frames, units) => {
    expect(unitsOf(frames)).toEqual(units);
  });

  it('adds up to its highest count, whatever the order and the duplicates', () => {
    const frame = fc.record({ repeatCount: fc.integer({ min: 0, max: 500 }), repeatEnd: fc.boolean() });
    fc.assert(
      fc.property(fc.array(frame, { minLength: 1, maxLength: 40 }), (frames) => {
        const units = unitsOf(frames.map(({ repeatCount, repeatEnd }) => [repeatCount, repeatEnd]));
        expect(units.every((n) => n >= 0)).toBe(true);
        expect(units.reduce((sum, n) => sum + n, 0)).toBe(Math.max(...frames.map((f) => f.repeatCount)));
      }),
    );
  });

  it('leaves the event it was given alone', () => {
    const event = Object.freeze(gift({ repeatCount: 3 }));
    expect(createStreaks(reports().report).fold(event, NOW)).toEqual({ ...event, units: 3 });
    expect(event.units).toBe(0);
  });
});

describe('which frames belong together', () => {
  it.each<[string, Parameters<typeof gift>[0]]>([
    ['another viewer', { viewer: viewer('2') }],
    ['another gift', { giftId: 5487 }],
    ['another group', { groupId: 'g2' }],
    ['nobody named', { viewer: null }],
  ])('%s is another streak', (_name, more) => {
    const streaks = createStreaks(reports().report);
    streaks.fold(gift({ repeatCount: 5 }), NOW);
    expect(streaks.fold(gift({ repeatCount: 5, ...more }), NOW).units).toBe(5);
  });

  it('without a groupId an ended streak is over, and the next open frame begins one', () => {
    expect(unitsOf([[1], [1, true], [1], [1, true], [2, true]], { groupId: '' })).toEqual([1, 0, 1, 0, 1]);
  });

  it('other gift types keep the units the wire gave them, and are never held', () => {
    const streaks = createStreaks(reports().report);
    for (const giftType of [0, 2, 3, 4])
      expect([1, 2].map(() => streaks.fold(gift({ giftType, units: 3, repeatCount: 3 }), NOW).units)).toEqual([3, 3]);
    expect(streaks.save()).toEqual([]);
  });
});

describe('forgetting', () => {
  it('a streak without an end is over 5 minutes after its last frame, not its first', () => {
    const streaks = createStreaks(reports().report);
    const units = [0, FORGET_MS, 2 * FORGET_MS, 3 * FORGET_MS + 1].map(
      (ms) => streaks.fold(gift({ repeatCount: 2 }), NOW + ms).units,
    );
    expect(units).toEqual([2, 0, 0, 2]);
  });

  it('an ended streak is remembered as long, so late frames add nothing', () => {
    const streaks = createStreaks(reports().report);
    streaks.fold(gift({ repeatCount: 3, repeatEnd: true }), NOW);
    expect(streaks.fold(gift({ repeatCount: 3 }), NOW + FORGET_MS).units).toBe(0);
  });

  it('holds only what is recent, however many streaks there were', () => {
    const streaks = createStreaks(reports().report);
    for (let n = 0; n < 1000; n += 1) streaks.fold(gift({ groupId: `g${n}` }), NOW + n * 10_000);
    expect(streaks.save()).toHaveLength(FORGET_MS / 10_000 + 1);
  });
});

describe('what nobody can have sent', () => {
  it.each([
    ['10,000 more units', 10_000, 1, 10_000, 0],
    ['10,001 more units', 10_001, 1, 0, 1],
    ['ten million coins', 1000, 10_000, 1000, 0],
    ['more than ten million coins', 1001, 10_000, 0, 1],
  ])('%s', (_name, repeatCount, diamondCount, units, faults) => {
    for (const giftType of [1, 2]) {
      const { report, codes } = reports();
      const event = gift({ giftType, repeatCount, diamondCount, units: giftType === 1 ? 0 : repeatCount });
      expect(createStreaks(report).fold(event, NOW).units).toBe(units);
      expect(codes).toEqual(Array(faults).fill('number-implausible'));
    }
  });

  it('does not hide the true frames after it', () => {
    expect(unitsOf([[2], [900_000], [3], [4]])).toEqual([2, 0, 1, 1]);
  });
});

describe('across a reload and out of history', () => {
  it('3 → (reload) → 4 adds one more, not four', () => {
    const before = createStreaks(reports().report);
    before.fold(gift({ repeatCount: 3 }), NOW);
    const saved = structuredClone(before.save());
    expect(saved).toHaveLength(1);
    const after = createStreaks(reports().report, saved);
    expect(after.fold(gift({ repeatCount: 4 }), NOW + 1000).units).toBe(1);
  });

  it('saves what was restored but not touched yet, and drops ended streaks soon', () => {
    const before = createStreaks(reports().report);
    before.fold(gift({ groupId: 'open' }), NOW);
    before.fold(gift({ groupId: 'done', repeatEnd: true }), NOW);
    expect(before.save()).toHaveLength(2);
    const after = createStreaks(reports().report, before.save());
    after.fold(gift({ groupId: 'next' }), NOW + 11_000);
    expect(after.save().map(([key]) => key.split('|')[2])).toEqual(['open', 'next']);
  });

  it('saves before its first gift what it was given', () => {
    const before = createStreaks(reports().report);
    before.fold(gift({ repeatCount: 3 }), NOW);
    expect(createStreaks(reports().report, before.save()).save()).toEqual(before.save());
  });

  it('a streak that began in history brings only its live growth when live', () => {
    const streaks = createStreaks(reports().report);
    expect(streaks.fold(gift({ repeatCount: 5, history: true }), NOW)).toMatchObject({ units: 5, history: true });
    expect(streaks.fold(gift({ repeatCount: 7 }), NOW)).toMatchObject({ units: 2, history: false });
  });
});
