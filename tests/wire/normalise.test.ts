/** From an envelope to an event: every kind, every missing or odd field. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FaultCode } from '#domain/fault.ts';
import { bench, common, giftData, NOW } from './frames.ts';

const base = {
  id: '7100000000000000001',
  seq: null,
  at: NOW,
  time: NOW - 300,
  history: false,
  resumed: false,
  viewer: {
    userId: '7000000000000000001',
    uniqueId: 'ana',
    nickname: 'Ana ✨',
    profilePictureUrl: 'https://example.com/a.webp',
    isFollower: false,
    isSubscriber: false,
    isModerator: false,
    topGifterRank: null,
  },
};

describe('each kind', () => {
  it.each([
    ['chat', common({ comment: 'halo' }), { kind: 'chat', comment: 'halo' }],
    [
      'like',
      common({ likeCount: 15, totalLikeCount: 414_892 }),
      { kind: 'like', likeCount: 15, totalLikeCount: 414_892, grown: 0, running: 0 },
    ],
    ['member', common({ actionId: 1 }), { kind: 'member' }],
    ['member', common({ actionId: 27 }), { kind: 'other', name: 'member' }],
    ['follow', common(), { kind: 'follow' }],
    ['share', common(), { kind: 'share' }],
    ['subscribe', common({ subMonth: 2 }), { kind: 'subscribe' }],
    [
      'gift',
      giftData(),
      {
        ...{ kind: 'gift', giftId: 5655, giftName: 'Rose', diamondCount: 1, priceSource: 'event', giftType: 1 },
        ...{ groupId: '1699999999000', repeatCount: 2, repeatEnd: false, units: 0, forGuest: false },
        receiverUserId: '6900000000000000001',
      },
    ],
  ] as const)('%s', (name, data, rest) => {
    const { read, codes } = bench();
    expect(read(name, data)).toEqual({ ...base, ...rest });
    expect(codes).toEqual([]);
  });

  it('roomUser has neither id nor viewer', () => {
    const { read, codes } = bench();
    expect(read('roomUser', { viewerCount: 1640, topViewers: [] })).toEqual({
      ...base,
      ...{ kind: 'roomUser', viewerCount: 1640, id: null, viewer: null, time: NOW },
    });
    expect(codes).toEqual([]);
  });

  it.each([
    ...['questionNew', 'emote', 'envelope', 'liveIntro', 'linkMicBattle', 'linkMicArmies'],
    ...['streamEnd', 'control', 'config'],
  ])('%s is recorded without a fault', (name) => {
    const { read, codes } = bench();
    expect(read(name, {})).toMatchObject({ kind: 'other', name, viewer: null, id: null });
    expect(codes).toEqual([]);
  });

  it('what nobody knows is recorded, and counted each time', () => {
    const { read, codes, details } = bench();
    for (const name of ['barrage', 'barrage', '__proto__'])
      expect(read(name, {})).toMatchObject({ kind: 'other', name });
    expect(codes).toEqual(Array(3).fill('event-unknown'));
    expect(details).toEqual(['barrage', 'barrage', '__proto__']);
  });
});

describe('gifts', () => {
  const units = (more: Record<string, unknown>) => bench().read('gift', giftData(more));
  it.each([
    ['type 1 waits for the streak fold', { giftType: 1, repeatCount: 5 }, 0],
    ['an unknown type is taken for 1', { giftType: undefined, repeatCount: 5 }, 0],
    ['type 2', { giftType: 2, repeatCount: 1 }, 1],
    ['type 4 several', { giftType: 4, repeatCount: 3 }, 3],
    ['type 0 of none is one', { giftType: 0, repeatCount: 0 }, 1],
    ['type 2 without a count is one', { giftType: 2, repeatCount: undefined }, 1],
    ['type 2 with a negative count is none', { giftType: 2, repeatCount: -3 }, 0],
    ['type 2 with a count of words is none', { giftType: 2, repeatCount: 'many' }, 0],
  ])('units: %s', (_name, more, expected) => {
    expect(units(more)).toMatchObject({ units: expected });
  });

  it.each([
    ['no price: by id', { diamondCount: undefined }, 1, 'catalogue-id', []],
    ['price 0: by id', { diamondCount: 0 }, 1, 'catalogue-id', []],
    ['unknown id: by name', { diamondCount: 0, giftId: 9 }, 1, 'catalogue-name', []],
    ['unknown: an estimate', { diamondCount: 0, giftId: 9, giftName: 'X' }, 1, 'estimate', []],
    ['negative price', { diamondCount: -5 }, 1, 'catalogue-id', ['number-implausible']],
    ['huge price', { diamondCount: 1e12 }, 1, 'catalogue-id', ['number-implausible']],
    ['price in words', { diamondCount: 'free' }, 1, 'catalogue-id', ['event-malformed']],
    ['price as digits', { diamondCount: '99' }, 99, 'event', []],
  ])('price: %s', (_name, more, diamondCount, priceSource, faults) => {
    const { read, codes } = bench();
    expect(read('gift', giftData(more))).toMatchObject({ diamondCount, priceSource });
    expect(codes).toEqual(faults);
  });

  it.each([
    ['the host', '6900000000000000001', '6900000000000000001', false],
    ['somebody else', '6900000000000000002', '6900000000000000001', true],
    ['nobody named', '', '6900000000000000001', false],
    ['nobody, as TikTok writes it', '0', '6900000000000000001', false],
    ['anyone while the host is not known', '6900000000000000002', null, false],
  ])('to %s', (_name, receiverUserId, host, forGuest) => {
    const { read, normaliser } = bench();
    normaliser.setHost(host);
    expect(read('gift', giftData({ receiverUserId }))).toMatchObject({ forGuest });
  });

  it('with ids as numbers and ends as 1 are the same gift', () => {
    expect(units({ giftId: '5655', groupId: 1699999999000, repeatEnd: 1 })).toMatchObject({
      giftId: 5655,
      groupId: '1699999999000',
      repeatEnd: true,
    });
  });

  it('without id and name are no gift', () => {
    const { read, codes } = bench();
    expect(read('gift', {})).toBeNull();
    expect(read('gift', giftData({ giftId: -1, giftName: '' }))).toBeNull();
    expect(codes).toEqual(['event-malformed', 'number-implausible', 'event-malformed']);
  });

  it('without a viewer still are gifts', () => {
    const { read, codes } = bench();
    expect(read('gift', giftData({ userId: undefined }))).toMatchObject({ kind: 'gift', viewer: null });
    expect(codes).toEqual(['event-malformed']);
  });
});

describe('times', () => {
  it.each([
    ['without a relay, the arrival', undefined, NOW],
    ['by the relay’s clock', NOW - 60_000 - 40, NOW - 40],
    ['never later than now', NOW, NOW],
  ])('at: %s', (_name, at, expected) => {
    const { read, normaliser } = bench();
    normaliser.setRelayClock(NOW - 60_000, NOW);
    expect(read('follow', common(), at === undefined ? {} : { at })?.at).toBe(expected);
  });

  it.each<[string, unknown, FaultCode[]]>([
    ['missing', undefined, []],
    ['TikTok’s "0"', '0', []],
    ['seconds', '1700000000', ['number-implausible']],
    ['far ahead', String(NOW + 2 * 86_400_000), ['number-implausible']],
    ['negative', -5, ['number-implausible']],
    ['words', 'yesterday', ['event-malformed']],
  ])('time: createTime %s is not taken', (_name, createTime, faults) => {
    const { read, codes } = bench();
    expect(read('follow', common({ createTime }))?.time).toBe(NOW);
    expect(codes).toEqual(faults);
  });

  it('time of a state is the arrival less the usual delay', () => {
    const { read } = bench();
    read('follow', common());
    expect(read('roomUser', { viewerCount: 5 })).toMatchObject({ at: NOW, time: NOW - 300 });
  });
});

it('marks of the envelope are kept', () => {
  expect(bench().read('follow', common(), { seq: 7, history: true, resumed: true })).toMatchObject({
    seq: 7,
    history: true,
    resumed: true,
  });
});

describe('whatever comes', () => {
  const names = fc.constantFrom(
    'gift',
    'chat',
    'like',
    'member',
    'roomUser',
    'follow',
    'share',
    'subscribe',
    'config',
    'x',
  );
  const fields = Object.keys(giftData({ comment: '', likeCount: 0, totalLikeCount: 0, actionId: 1, viewerCount: 1 }));
  it('nothing throws, and every number is finite and not negative', () => {
    const data = fc.dictionary(fc.constantFrom(...fields), fc.anything({ withNullPrototype: true }));
    fc.assert(
      fc.property(names, data, (name, hostile) => {
        const event = bench().read(name, { ...giftData({ actionId: 1 }), ...hostile });
        for (const value of Object.values(event ?? {}))
          if (typeof value === 'number') expect(Number.isFinite(value) && value >= 0).toBe(true);
      }),
    );
  });
});
