/** Rank, coins and share, exact however the gifts arrive. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leaderRows } from '#domain/leaderboard.ts';
import { LEADERS } from '#domain/leaders.ts';
import { apply, openSession } from '#domain/session.ts';
import { gift, session, viewer } from './events.ts';

type Gift = readonly [userId: string, coins: number];

function play(gifts: readonly Gift[]) {
  const live = openSession(session());
  for (const [userId, coins] of gifts) apply(live, gift({ viewer: viewer(userId), units: 1, diamondCount: coins }));
  return live;
}

/** The same by sorting everything: highest coins first, who reached them first before who did later. */
function bySorting(gifts: readonly Gift[]): string[] {
  const coins = new Map<string, { coins: number; reached: number }>();
  gifts.forEach(([userId, more], reached) =>
    coins.set(userId, { coins: (coins.get(userId)?.coins ?? 0) + more, reached }),
  );
  return [...coins]
    .sort(([, a], [, b]) => b.coins - a.coins || a.reached - b.reached)
    .slice(0, LEADERS)
    .map(([userId]) => userId);
}

describe('leaders', () => {
  it.each<[string, Gift[], string[]]>([
    [
      'more coins go first',
      [
        ['a', 1],
        ['b', 5],
      ],
      ['b', 'a'],
    ],
    [
      'equal coins: who had them first',
      [
        ['a', 5],
        ['b', 5],
      ],
      ['a', 'b'],
    ],
    [
      'catching up is not overtaking',
      [
        ['a', 5],
        ['b', 3],
        ['b', 2],
      ],
      ['a', 'b'],
    ],
    [
      'overtaking several at once',
      [
        ['a', 5],
        ['b', 4],
        ['c', 3],
        ['c', 9],
      ],
      ['c', 'a', 'b'],
    ],
  ])('%s', (_name, gifts, leaders) => {
    expect(play(gifts).leaders).toEqual(leaders);
  });

  it('are the exact top 100 of any gifts, as if all had been sorted', () => {
    const some = fc.tuple(fc.integer({ min: 0, max: 150 }).map(String), fc.integer({ min: 1, max: 5 }));
    fc.assert(
      fc.property(fc.array(some, { maxLength: 600, size: 'max' }), (gifts) => {
        expect(play(gifts).leaders).toEqual(bySorting(gifts));
      }),
      // Shrinking 600 gifts takes minutes; the seed is printed.
      { numRuns: 60, endOnFailure: true },
    );
  });

  it('the last of a full hundred moves up by its own coins', () => {
    const hundred = Array.from({ length: LEADERS }, (_, n): Gift => [`u${n}`, 10]);
    expect(play([...hundred, ['u99', 1]]).leaders.slice(0, 2)).toEqual(['u99', 'u0']);
  });

  it('are found again in stored rows', () => {
    const live = play(Array.from({ length: 300 }, (_, n): Gift => [`u${n}`, (n * 7919) % 1009]));
    const again = openSession(session(), [...live.contributions.values()]);
    expect(again.leaders).toEqual(live.leaders);
  });
});

describe('rows', () => {
  it('carry rank, names, coins and share of the session', () => {
    const live = play([
      ['a', 30],
      ['b', 10],
      ['a', 20],
    ]);
    apply(live, gift({ viewer: null, units: 4, diamondCount: 10 }));
    expect(leaderRows(live, 10)).toEqual([
      {
        rank: 1,
        userId: 'a',
        uniqueId: 'user_a',
        nickname: 'User a',
        gifts: 2,
        coins: 50,
        estimatedCoins: 0,
        share: 0.5,
      },
      {
        rank: 2,
        userId: 'b',
        uniqueId: 'user_b',
        nickname: 'User b',
        gifts: 1,
        coins: 10,
        estimatedCoins: 0,
        share: 0.1,
      },
    ]);
  });
  it.each([
    [1, 1],
    [0, 0],
    [-1, 0],
    [500, 2],
  ])('at most %i: %i', (limit, length) => {
    expect(
      leaderRows(
        play([
          ['a', 1],
          ['b', 2],
        ]),
        limit,
      ),
    ).toHaveLength(length);
  });
  it('of an empty session are none', () => {
    expect(leaderRows(openSession(session()), 10)).toEqual([]);
  });
});
