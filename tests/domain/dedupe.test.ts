/** Which events were seen before, with an id and without one. */
import { describe, expect, it } from 'vitest';
import { createSeen } from '#domain/dedupe.ts';
import type { LiveEvent } from '#domain/event.ts';
import { chat, gift, like, NOW, other, plain, roomUser, viewer } from './events.ts';

const newOnes = (events: readonly LiveEvent[]): boolean[] => {
  const seen = createSeen();
  return events.map((event) => seen.isNew(event));
};

describe('events with an id', () => {
  it('are new once, however late they come again', () => {
    expect(newOnes([chat({ id: 'a' }), chat({ id: 'b' }), chat({ id: 'a', at: NOW + 60_000 })])).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('are told apart by the id alone', () => {
    expect(newOnes([chat({ id: 'a' }), chat({ id: 'b' })])).toEqual([true, true]);
    expect(newOnes([chat({ id: 'a' }), gift({ id: 'a', viewer: viewer('2') })])).toEqual([true, false]);
  });

  it('are known from an earlier worker', () => {
    const seen = createSeen(['a', 'b']);
    expect([seen.isNew(chat({ id: 'b' })), seen.isNew(chat({ id: 'c' }))]).toEqual([false, true]);
  });

  it('are not hidden by a recorded-only message of the same id', () => {
    expect(newOnes([other({ name: 'social', id: 'a' }), plain('follow', { id: 'a' })])).toEqual([true, true]);
    expect(newOnes([other({ id: 'a' }), other({ id: 'a' })])).toEqual([true, false]);
  });

  it('are remembered for 20,000 others at least, and not for ever', () => {
    const seen = createSeen();
    const first = (id: string) => seen.isNew(chat({ id }));
    first('old');
    for (let n = 0; n < 20_000; n += 1) first(`n${n}`);
    expect(first('old')).toBe(false);
    for (let n = 20_000; n < 60_001; n += 1) first(`n${n}`);
    expect(first('old')).toBe(true);
  });

  it('named like an object property are ids like any other', () => {
    expect(newOnes([chat({ id: '__proto__' }), chat({ id: 'constructor' }), chat({ id: '__proto__' })])).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('events without an id', () => {
  const same: [string, LiveEvent][] = [
    ['chat', chat({ id: null })],
    ['gift', gift({ id: null })],
    ['like', like({ id: null, totalLikeCount: 9 })],
    ['follow', plain('follow', { id: null })],
    ['share', plain('share', { id: null })],
    ['member', plain('member', { id: null })],
    ['subscribe without a viewer', plain('subscribe', { id: null, viewer: null })],
  ];
  it.each(same)('%s: the same within a second, either way', (_name, event) => {
    expect(newOnes([event, { ...event, at: NOW + 1000 }])).toEqual([true, false]);
    expect(newOnes([event, { ...event, at: NOW - 1000 }])).toEqual([true, false]);
    expect(newOnes([event, { ...event, at: NOW + 1001 }])).toEqual([true, true]);
  });

  it.each<[string, LiveEvent, LiveEvent]>([
    ['comment', chat({ id: null }), chat({ id: null, comment: 'other' })],
    ['viewer', chat({ id: null }), chat({ id: null, viewer: viewer('2') })],
    ['kind', plain('follow', { id: null }), plain('share', { id: null })],
    ['gift', gift({ id: null }), gift({ id: null, giftId: 1 })],
    ['group', gift({ id: null }), gift({ id: null, groupId: 'g2' })],
    ['count', gift({ id: null }), gift({ id: null, repeatCount: 2 })],
    ['end', gift({ id: null }), gift({ id: null, repeatEnd: true })],
    ['total', like({ id: null, totalLikeCount: 1 }), like({ id: null, totalLikeCount: 2 })],
  ])('another %s is another event', (_name, first, second) => {
    expect(newOnes([first, second])).toEqual([true, true]);
  });

  it('repeated steadily are not swallowed for ever', () => {
    const steady = [0, 600, 1200, 1800, 2400].map((ms) => chat({ id: null, at: NOW + ms }));
    expect(newOnes(steady)).toEqual([true, false, true, false, true]);
  });

  it('stay known while others come in between', () => {
    const between = Array.from({ length: 50 }, (_, n) => chat({ id: null, comment: `${n}`, at: NOW + n * 20 }));
    expect(newOnes([chat({ id: null }), ...between, chat({ id: null, at: NOW + 1000 })]).at(-1)).toBe(false);
  });
});

it('states, and what we only record without an id, are always new', () => {
  expect(newOnes([roomUser(5), roomUser(5), other({ id: null }), other({ id: null })])).toEqual([
    true,
    true,
    true,
    true,
  ]);
});
