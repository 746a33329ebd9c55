/** Growth of the running maximum, and counters that jump. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLikes } from '#domain/likes.ts';
import { like, NOW } from './events.ts';
import { reports } from './reports.ts';

/** What totals told `everyMs` apart grow by, and the faults. */
function grow(totals: readonly number[], everyMs = 1000, likeCount = 5) {
  const { report, codes } = reports();
  const likes = createLikes(report);
  const folded = totals.map((totalLikeCount, n) =>
    likes.fold(like({ totalLikeCount, likeCount, at: NOW + n * everyMs })),
  );
  return { grown: folded.map((event) => event.grown), running: folded.at(-1)?.running ?? 0, codes };
}

describe('growth of the running maximum', () => {
  it.each<[string, number[], number[]]>([
    ['the first total is only the start', [414_892], [0]],
    ['growth counts, likeCount does not', [100, 140, 141], [0, 40, 1]],
    ['a lower total adds nothing and takes nothing back', [100, 90, 100, 105], [0, 0, 0, 5]],
    ['frames out of order', [100, 130, 120, 131], [0, 30, 0, 1]],
  ])('%s', (_name, totals, grown) => {
    expect(grow(totals)).toEqual({ grown, running: grown.reduce((a, b) => a + b, 0), codes: [] });
  });

  it('never shrinks, and is the highest total less the first where nothing jumps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5000, max: 6000 }), { minLength: 1, maxLength: 60 }), (totals) => {
        const { grown, running, codes } = grow(totals, 0);
        expect(grown.every((n) => n >= 0)).toBe(true);
        expect(running).toBe(Math.max(...totals) - (totals[0] ?? 0));
        expect(codes).toEqual([]);
      }),
    );
  });
});

describe('another counter', () => {
  it.each([
    ['1,200 in a second is growth', 1000, 1200, 1200, 0],
    ['1,201 in a second is another counter', 1000, 1201, 0, 1],
    ['1,000 at once is growth', 0, 1000, 1000, 0],
    ['1,001 at once is not', 0, 1001, 0, 1],
    ['a silent minute allows 13,000', 60_000, 13_000, 13_000, 0],
    ['and no more', 60_000, 13_001, 0, 1],
  ])('%s', (_name, everyMs, by, grown, faults) => {
    expect(grow([500, 500 + by], everyMs)).toEqual({
      grown: [0, grown],
      running: grown,
      codes: Array(faults).fill('likes-counter-jumped'),
    });
  });

  it('becomes the start of what grows next', () => {
    expect(grow([500, 90_000, 90_010]).grown).toEqual([0, 0, 10]);
  });

  it('alternating with the first fires nothing but its own growth', () => {
    const totals = Array.from({ length: 40 }, (_, n) => (n % 2 ? 424_000 : 400_000) + n);
    const { running, codes } = grow(totals);
    expect(codes).toHaveLength(1);
    expect(running).toBe(38);
  });

  it('far below for thirty frames means the old one is gone', () => {
    const low = Array.from({ length: 32 }, (_, n) => 10 + n);
    const { grown, codes } = grow([999_999, ...low]);
    expect(codes).toEqual(['likes-counter-jumped']);
    expect(grown).toEqual([0, ...Array(30).fill(0), 1, 1]);
  });

  it('a little below is no other counter, however long', () => {
    const { codes } = grow([5000, ...Array(100).fill(4000)]);
    expect(codes).toEqual([]);
  });

  it('a frame from the past does not shorten the allowance', () => {
    const { report, codes } = reports();
    const likes = createLikes(report);
    likes.fold(like({ totalLikeCount: 1, at: NOW }));
    likes.fold(like({ totalLikeCount: 1, at: NOW - 60_000 }));
    likes.fold(like({ totalLikeCount: 2001, at: NOW }));
    expect(codes).toEqual(['likes-counter-jumped']);
  });
});

describe('frames without a total', () => {
  it('count their own likes, at most 15, until a total is known', () => {
    expect(grow([0, 0], 1000, 5)).toMatchObject({ grown: [5, 5], running: 10 });
    expect(grow([0], 1000, 900)).toMatchObject({ grown: [15] });
  });

  it('leave the counting to the totals afterwards', () => {
    expect(grow([100, 0, 0, 120], 1000, 5).grown).toEqual([0, 0, 0, 20]);
  });
});

it('goes on after a reload where it was', () => {
  const before = createLikes(reports().report);
  before.fold(like({ totalLikeCount: 100 }));
  before.fold(like({ totalLikeCount: 150, at: NOW + 1000 }));
  const after = createLikes(reports().report, structuredClone(before.save()));
  expect(after.fold(like({ totalLikeCount: 160, at: NOW + 2000 }))).toMatchObject({ grown: 10, running: 60 });
});
