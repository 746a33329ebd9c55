/** Which rules an event sets off, how often, and in which order. */
import { describe, expect, it } from 'vitest';
import { compileRules } from '#domain/compile-rules.ts';
import { createLimits } from '#domain/cooldown.ts';
import { evaluate, manualFiring } from '#domain/evaluate.ts';
import type { Firing } from '#domain/evaluate.ts';
import type { LiveEvent } from '#domain/event.ts';
import type { Facts } from '#domain/match.ts';
import type { Rule } from '#domain/rule.ts';
import { gift, likes, other, plain, roomUser, rule, times, viewer } from './rule-cases.ts';

const NO_FACTS: Facts = { followedBefore: false, viewersBefore: null };

function fire(rules: readonly Rule[], event: LiveEvent, facts: Partial<Facts> = {}): Firing[] {
  return evaluate(compileRules(rules), event, { ...NO_FACTS, ...facts }, createLimits(), 0);
}
const ids = (firings: readonly Firing[]): string[] => firings.map((firing) => firing.rule.id);
const runs = (firings: readonly Firing[]): number => firings.reduce((sum, firing) => sum + firing.runs, 0);

describe('order', () => {
  it('is by priority, high to low, then as the profile lists the rules', () => {
    const rules = [
      rule('late', { on: 'gift' }, { priority: -1 }),
      rule('named', { on: 'gift', giftName: 'Rose' }),
      rule('any', { on: 'gift' }),
      rule('by id', { on: 'gift', giftId: 5655 }),
      rule('first', { on: 'gift', giftName: 'rose' }, { priority: 5 }),
    ];
    expect(ids(fire(rules, gift()))).toEqual(['first', 'named', 'any', 'by id', 'late']);
  });
  it('leaves disabled rules out', () => {
    expect(fire([rule('off', { on: 'gift' }, { enabled: false })], gift())).toEqual([]);
  });
});

describe('gifts', () => {
  it.each([
    ['any gift', {}, gift({ giftName: 'Unheard of' }), 1],
    ['its name in another case', { giftName: ' rOSE ' }, gift(), 1],
    ['another name', { giftName: 'Rosa' }, gift(), 0],
    ['its id', { giftId: 5655 }, gift({ giftName: 'Mawar' }), 1],
    ['another id though the name fits', { giftId: 1, giftName: 'Rose' }, gift(), 0],
    ['a frame that adds nothing', {}, gift({ units: 0, repeatEnd: true }), 0],
    ['a gift to a guest', {}, gift({ forGuest: true }), 0],
    ['a gift to a guest, guests too', { guestsToo: true }, gift({ forGuest: true }), 1],
    ['unit coins in range', { coins: { of: 'unit', from: 5, to: 5 } }, gift({ diamondCount: 5 }), 1],
    ['unit coins below', { coins: { of: 'unit', from: 6 } }, gift({ diamondCount: 5, units: 2 }), 0],
    ['unit coins above', { coins: { of: 'unit', to: 4 } }, gift({ diamondCount: 5 }), 0],
    ['streak coins reached', { coins: { of: 'streak', from: 10 } }, gift({ diamondCount: 5, repeatCount: 2 }), 1],
    ['streak coins not yet', { coins: { of: 'streak', from: 10 } }, gift({ diamondCount: 5 }), 0],
    ['streak coins passed', { coins: { of: 'streak', to: 10 } }, gift({ diamondCount: 5, repeatCount: 3 }), 0],
    [
      'a type that tells no count',
      { coins: { of: 'streak', from: 5 } },
      gift({ diamondCount: 5, giftType: 2, repeatCount: 0 }),
      1,
    ],
  ] as const)('%s', (_, trigger, event, expected) => {
    expect(runs(fire([rule('r', { on: 'gift', ...trigger })], event))).toBe(expected);
  });

  it.each([
    ['one run a unit', { per: 'unit' }, gift({ units: 3, repeatCount: 9 }), 3],
    ['one run a streak, on its first frame', { per: 'streak' }, gift({ units: 2, repeatCount: 2 }), 1],
    ['none on its later frames', { per: 'streak' }, gift({ units: 1, repeatCount: 3 }), 0],
    ['one for a type that does not streak', { per: 'streak' }, gift({ giftType: 2, units: 1, repeatCount: 0 }), 1],
    ['a run for every so many coins', { per: 'coins', coins: 10, cap: 9 }, gift({ diamondCount: 7, units: 5 }), 3],
    ['at least one', { per: 'coins', coins: 100, cap: 9 }, gift({ diamondCount: 7 }), 1],
    ['at most the cap', { per: 'coins', coins: 1, cap: 9 }, gift({ diamondCount: 1000 }), 9],
  ] as const)('%s', (_, per, event, expected) => {
    expect(runs(fire([rule('r', { on: 'gift' }, times(per))], event))).toBe(expected);
  });

  it('runs once a streak when its coins come into range, not before and not again', () => {
    const rules = [rule('r', { on: 'gift', coins: { of: 'streak', from: 3 } }, times({ per: 'streak' }))];
    const fired = [1, 2, 3, 4, 5].map((repeatCount) => runs(fire(rules, gift({ units: 1, repeatCount }))));
    expect(fired).toEqual([0, 0, 1, 0, 0]);
  });

  it('tells the cause and the coins that were paid', () => {
    const [firing] = fire([rule('r', { on: 'gift' })], gift({ diamondCount: 5, units: 3, repeatCount: 4 }));
    expect(firing).toMatchObject({ coins: 15, runs: 3, heldBack: null });
    expect(firing?.cause).toEqual({
      kind: 'gift',
      userId: '11',
      uniqueId: 'sari',
      what: 'Rose',
      count: 3,
      comment: '',
    });
  });
});

describe('the default gift rule', () => {
  const fallback = rule('default', { on: 'default-gift' });
  it.each([
    ['acts when no gift rule is there', [], {}, true],
    [
      'acts for an unknown gift',
      [rule('rose', { on: 'gift', giftName: 'Rose' })],
      { giftName: 'New', giftId: 9 },
      true,
    ],
    ['acts beside rules of other kinds', [rule('f', { on: 'follow' })], {}, true],
    ['leaves known gifts alone', [rule('rose', { on: 'gift', giftName: 'Rose' })], {}, false],
    ['acts when the one that knows it is off', [rule('rose', { on: 'gift' }, { enabled: false })], {}, true],
    [
      'acts when a filter kept the other out',
      [rule('rose', { on: 'gift' }, { filter: { roles: ['moderator'] } })],
      {},
      true,
    ],
    ['acts when the coins did not fit', [rule('rose', { on: 'gift', coins: { of: 'unit', from: 2 } })], {}, true],
    [
      'stays silent later in a known streak',
      [rule('r', { on: 'gift' }, times({ per: 'streak' }))],
      { repeatCount: 4 },
      false,
    ],
    ['stays silent for guests', [], { forGuest: true }, false],
    ['stays silent for a frame that adds nothing', [], { units: 0 }, false],
  ] as const)('%s', (_, rules, event, acts) => {
    expect(ids(fire([fallback, ...rules], gift(event))).includes('default')).toBe(acts);
  });

  it('stays silent while the rule that knows the gift is cooling down', () => {
    const compiled = compileRules([rule('rose', { on: 'gift' }, { cooldownMs: 1000 }), fallback]);
    const limits = createLimits();
    expect(ids(evaluate(compiled, gift(), NO_FACTS, limits, 0))).toEqual(['rose']);
    const again = evaluate(compiled, gift({ id: 'm2' }), NO_FACTS, limits, 10);
    expect(again.map(({ rule: { id }, heldBack }) => [id, heldBack])).toEqual([['rose', 'cooldown']]);
  });
  it('asks its own filter', () => {
    const picky = rule('default', { on: 'default-gift' }, { filter: { allow: ['ayu'] } });
    expect(fire([picky], gift())).toEqual([]);
    expect(ids(fire([picky], gift({ viewer: viewer({ uniqueId: 'Ayu' }) })))).toEqual(['default']);
  });
});

describe('likes', () => {
  it.each([
    [100, 99, 5, 0],
    [100, 100, 1, 1],
    [100, 101, 1, 0],
    [100, 205, 110, 2],
    [100, 50, 0, 0],
    [1, 1_000_000, 1_000_000, 100],
  ])('every %i: at %i after growing %i fires %i times', (every, running, grown, expected) => {
    expect(runs(fire([rule('r', { on: 'likes', every })], likes(running, grown)))).toBe(expected);
  });
  it('counts in the cause what was reached', () => {
    expect(fire([rule('r', { on: 'likes', every: 100 })], likes(205, 110))[0]?.cause.count).toBe(200);
  });
});

describe('viewers', () => {
  it.each([
    ['up', 99, 100, true],
    ['up', 100, 101, false],
    ['up', 101, 99, false],
    ['up', null, 500, false],
    ['down', 100, 99, true],
    ['down', 99, 98, false],
    ['down', 99, 100, false],
    ['down', null, 5, false],
  ] as const)('crossing 100 %s from %s to %s: %s', (going, viewersBefore, now, fires) => {
    const rules = [rule('r', { on: 'viewers', crosses: 100, going })];
    expect(fire(rules, roomUser(now), { viewersBefore })).toHaveLength(fires ? 1 : 0);
  });
});

describe('the other triggers', () => {
  const all = (['follow', 'share', 'subscribe', 'join', 'manual'] as const).map((on) => rule(on, { on }));
  it.each([
    ['follow', 'follow'],
    ['share', 'share'],
    ['subscribe', 'subscribe'],
    ['member', 'join'],
  ] as const)('%s fires %s alone', (kind, id) => {
    const fired = fire(all, plain(kind));
    expect(ids(fired)).toEqual([id]);
    expect(fired[0]).toMatchObject({ runs: 1, coins: 0, cause: { kind: id } });
  });
  it('a second follow in a session fires nothing', () => {
    expect(fire(all, plain('follow'), { followedBefore: true })).toEqual([]);
  });
  it('what is only kept in the record fires nothing', () => {
    expect(fire(all, other())).toEqual([]);
  });
  it('a filter keeps others out', () => {
    const rules = [rule('r', { on: 'share' }, { filter: { roles: ['subscriber'] } })];
    expect(fire(rules, plain('share'))).toEqual([]);
  });
  it('a button fires once, unpaid', () => {
    expect(manualFiring(all[0]!, 'test')).toMatchObject({
      runs: 1,
      coins: 0,
      heldBack: null,
      cause: { kind: 'test', userId: '' },
    });
  });
});
