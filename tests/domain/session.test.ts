/** The one reducer: every figure of a session from its events. */
import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '#domain/event.ts';
import { apply, newTotals, openSession, type Totals } from '#domain/session.ts';
import { chat, gift, like, NOW, other, plain, roomUser, session, viewer } from './events.ts';

function play(events: readonly LiveEvent[]) {
  const live = openSession(session());
  for (const event of events) apply(live, event);
  return live;
}

describe('totals', () => {
  it.each<[string, LiveEvent[], Partial<Totals>]>([
    ['a gift', [gift({ units: 3, diamondCount: 5 })], { gifts: 1, units: 3, coins: 15 }],
    ['a frame that adds nothing', [gift({ units: 0 })], {}],
    ['an estimate', [gift({ units: 2, priceSource: 'estimate' })], { gifts: 1, units: 2, coins: 2, estimatedCoins: 2 }],
    ['a price by name is none', [gift({ units: 2, priceSource: 'catalogue-name' })], { gifts: 1, units: 2, coins: 2 }],
    ['a gift to a guest', [gift({ units: 3, diamondCount: 5, forGuest: true })], { guestCoins: 15 }],
    ['a gift from nobody named', [gift({ units: 1, viewer: null })], { gifts: 1, units: 1, coins: 1 }],
    ['a gift from history', [gift({ units: 2, history: true })], { gifts: 1, units: 2, coins: 2 }],
    ['a comment', [chat()], { chats: 1 }],
    ['likes: growth, not likeCount', [like({ likeCount: 15, grown: 40 })], { likes: 40 }],
    ['a share', [plain('share'), plain('share')], { shares: 2 }],
    ['a subscription', [plain('subscribe')], { subscribes: 1 }],
    ['a join', [plain('member')], { joins: 1 }],
    ['a follow, once per viewer', [plain('follow'), plain('follow')], { follows: 1 }],
    ['follows of two', [plain('follow'), plain('follow', { viewer: viewer('2') })], { follows: 2 }],
    ['viewers and their peak', [roomUser(10), roomUser(30), roomUser(20)], { viewers: 20, viewersPeak: 30 }],
    ['anything else', [other()], {}],
  ])('%s', (_name, events, totals) => {
    expect(play(events).session.totals).toEqual({ ...newTotals(), events: events.length, ...totals });
  });

  it('a restored session goes on counting, and its followers stay followers', () => {
    const before = play([plain('follow'), gift({ units: 2 })]);
    const after = openSession(structuredClone(before.session), structuredClone([...before.contributions.values()]));
    apply(after, plain('follow'));
    apply(after, gift({ units: 1 }));
    expect(after.session.totals).toMatchObject({ events: 4, follows: 1, units: 3, coins: 3 });
    expect(after.contributions.size).toBe(1);
  });

  it('two sessions never share totals', () => {
    expect(newTotals()).not.toBe(newTotals());
  });
});

describe('contributions', () => {
  it('hold what a viewer did', () => {
    const live = play([
      gift({ units: 3, diamondCount: 5, time: NOW + 1 }),
      gift({ units: 1, priceSource: 'estimate', time: NOW + 9 }),
      chat({ time: NOW + 5 }),
      like({ likeCount: 4 }),
      like({ likeCount: 900 }),
      plain('share'),
      plain('follow'),
    ]);
    const { userId, uniqueId, nickname } = viewer();
    expect([...live.contributions.values()]).toEqual([
      {
        ...{ userId, uniqueId, nickname, gifts: 4, coins: 16, estimatedCoins: 1 },
        ...{ chats: 1, likes: 19, shares: 1, followed: true, lastAt: NOW + 9 },
      },
    ]);
    expect([...live.dirty]).toEqual([userId]);
  });

  it.each<[string, LiveEvent]>([
    ['joining', plain('member')],
    ['a gift to a guest', gift({ units: 3, forGuest: true })],
    ['a streak frame that adds nothing', gift({ units: 0 })],
    ['an event without a viewer', chat({ viewer: null })],
    ['something only recorded', other()],
  ])('%s makes no row', (_name, event) => {
    const live = play([event]);
    expect([live.contributions.size, live.dirty.size, live.leaders.length]).toEqual([0, 0, 0]);
  });

  it('take new names and keep old ones where none is told', () => {
    const live = play([
      chat({ viewer: viewer('1', { uniqueId: 'old', nickname: 'Old' }) }),
      chat({ viewer: viewer('1', { uniqueId: 'new', nickname: '' }) }),
    ]);
    expect(live.contributions.get('1')).toMatchObject({ uniqueId: 'new', nickname: 'Old', chats: 2 });
  });

  it('of a viewer called __proto__ are a row like any other', () => {
    const live = play([chat({ viewer: viewer('__proto__') })]);
    expect(live.contributions.get('__proto__')?.chats).toBe(1);
  });

  it('handed over are copied, not shared', () => {
    const row = [...play([chat()]).contributions.values()][0]!;
    const live = openSession(session(), [row]);
    apply(live, chat());
    expect([row.chats, live.contributions.get(row.userId)?.chats]).toEqual([1, 2]);
  });
});

it('the last sign of life is the latest arrival', () => {
  expect(play([chat({ at: NOW + 50 }), chat({ at: NOW + 20 })]).session.lastSignAt).toBe(NOW + 50);
});
