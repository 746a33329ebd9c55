/** Hostile and broken input through the whole live worker: nothing throws, nothing fires that should not, everything is counted. */
import { describe, expect, it } from 'vitest';
import type { FaultCode } from '#domain/fault.ts';
import { createWorld, gift, viewer, type World } from '../fakes/world.ts';

async function onAir(): Promise<World> {
  const world = await createWorld({ plugged: false });
  await world.goLive();
  return world;
}
const raw = (text: string) => (world: World) => world.sockets.last().say(text);
const giftWith = (more: Record<string, unknown>) => (world: World) => world.say('gift', gift(1, 1, more));

/** What is sent, how often a rule may fire for it, and the fault it is counted under (null: it is none). */
const CASES: readonly (readonly [string, (world: World) => void, number, FaultCode | null])[] = [
  ['broken JSON', raw('{"event":"gift","data":{'), 0, 'frame-not-json'],
  ['a number', raw('42'), 0, 'frame-malformed'],
  ['null', raw('null'), 0, 'frame-malformed'],
  ['an event without data', raw('{"event":"gift","seq":1}'), 0, 'frame-malformed'],
  ['data that is text', raw('{"event":"gift","data":"Rose","seq":1}'), 0, 'frame-malformed'],
  ['an event nobody knows', (world) => world.say('toString', { msgId: 'a' }), 0, 'event-unknown'],
  ['__proto__ as an event', (world) => world.say('__proto__', { msgId: 'a' }), 0, 'event-unknown'],
  [
    '__proto__ keys',
    raw('{"event":"chat","__proto__":{"history":true},"data":{"__proto__":{"comment":"game"},"msgId":"p1"},"seq":1}'),
    0,
    null,
  ],
  ['a negative repeatCount', giftWith({ repeatCount: -5 }), 0, 'number-implausible'],
  ['a huge repeatCount', giftWith({ repeatCount: 1e15 }), 0, 'number-implausible'],
  ['more coins than a gift can hold', giftWith({ repeatCount: 9_999, diamondCount: 34_999 }), 0, 'number-implausible'],
  ['a history gift', (world) => world.say('gift', gift(1, 3), { history: true }), 0, 'event-history-skipped'],
  [
    'a comment of a megabyte',
    (world) => world.say('chat', { ...viewer(1), comment: 'x'.repeat(200_000), msgId: 'big' }),
    0,
    'text-truncated',
  ],
  ['a frame over the limit', (world) => world.say('chat', { comment: 'x'.repeat(1_100_000) }), 0, 'frame-too-large'],
  ['viewers that are no number', (world) => world.say('roomUser', { viewerCount: 'many' }), 0, 'event-malformed'],
  ['a join that is none', (world) => world.say('member', { ...viewer(1), actionId: 26, msgId: 'j' }), 0, null],
];

describe('bad input', () => {
  it.each(CASES)('%s', async (_name, send, firings, code) => {
    const world = await onAir();
    send(world);
    const { actions, faults } = await world.after(300);
    expect(actions).toHaveLength(firings);
    if (code) expect(faults.find((fault) => fault.code === code)?.count).toBeGreaterThan(0);
    // And it still works afterwards.
    world.say('gift', gift(9, 1, { groupId: 'after' }), { seq: 50 });
    expect((await world.after(500)).actions[0]?.cause.uniqueId).toBe('viewer_9');
  });

  it('a repeatCount that goes down, frames out of order and a missing end fire only what is new', async () => {
    const world = await onAir();
    for (const count of [3, 1, 5, 4, 5]) world.say('gift', gift(1, count));
    const { actions, session } = await world.after(3_000);
    expect(actions.map((action) => action.runs)).toEqual([2, 3]);
    expect(session?.totals.units).toBe(5);
  });

  it('lone surrogates and markup stay text', async () => {
    const world = await onAir();
    world.say('chat', {
      ...viewer(1),
      nickname: '<img src=x onerror=alert(1)>',
      comment: 'a\ud800b <b>game</b>',
      msgId: 's',
    });
    const { events, actions } = await world.after(300);
    expect(events[0].nickname).toBe('<img src=x onerror=alert(1)>');
    expect(events[0].text).not.toMatch(/\p{Cs}/u);
    expect(actions[0].cause.what).toBe('game');
  });

  it('wrong types everywhere are never more than faults', async () => {
    const world = await onAir();
    const odd: unknown[] = [null, true, -1, 1e308, '', 'x', [], {}, [null], { toString: 1 }];
    for (const event of ['gift', 'chat', 'like', 'member', 'roomUser', 'follow', 'share', 'subscribe'])
      for (const value of odd)
        world.say(event, {
          ...{ userId: value, uniqueId: value, nickname: value, msgId: value, createTime: value, followRole: value },
          ...{
            giftId: value,
            giftName: value,
            diamondCount: value,
            repeatCount: value,
            repeatEnd: value,
            groupId: value,
          },
          ...{
            comment: value,
            likeCount: value,
            totalLikeCount: value,
            viewerCount: value,
            actionId: value,
            giftType: value,
          },
        });
    const { session, faults } = await world.after(5_000);
    expect(session?.state).toBe('live');
    expect(faults.reduce((sum, fault) => sum + fault.count, 0)).toBeGreaterThan(10);
    expect(Object.values(session?.totals ?? {}).every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
  });
});
