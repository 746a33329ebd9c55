/** The live worker after a reload: what goes on, what is offered by hand, and what never fires by itself. */
import { describe, expect, it } from 'vitest';
import { newTotals } from '#domain/session.ts';
import type { Restored } from '#rpc/storage.ts';
import type { FakeClock } from '../fakes/clock.ts';
import { BOOTED, createWorld, gift, viewer, type World } from '../fakes/world.ts';

async function onAir(options: Parameters<typeof createWorld>[0] = {}): Promise<World> {
  const world = await createWorld(options);
  await world.after(BOOTED);
  await world.goLive();
  return world;
}

const left = (clock: FakeClock): Restored => ({
  session: {
    ...{
      id: 'session-left',
      room: 'tiktok:warung',
      source: 'tiktok',
      uniqueId: 'warung',
      roomId: '77',
      hostUserId: '5',
    },
    ...{ number: 3, startedBy: 'hand', startedAt: clock.now() - 600_000, endedAt: null, stoppedByHand: false },
    ...{ state: 'live', lastSignAt: clock.now() - 5_000, totals: { ...newTotals(), coins: 40 } },
  },
  checkpoint: {
    ...{ sessionId: 'session-left', room: 'tiktok:warung', epoch: 'e1', seq: 10, at: clock.now() - 5_000 },
    state: {
      streaks: [[`${viewer(1).userId as string}|5655|g1`, 3, clock.now() - 5_000, false]],
      likes: undefined,
      limits: undefined,
      actionNumber: 9,
    },
  },
  contributions: [],
  recentIds: ['seen-before'],
});

describe('after a reload', () => {
  it('a session left 5 s ago goes on by itself; a streak 3 → 4 acts once more', async () => {
    const world = await createWorld({ restored: left });
    await world.after(BOOTED);
    expect(new URL(world.sockets.last().url).searchParams.get('since')).toBe('10');
    world.sockets.last().open();
    const hello = {
      version: '0',
      client: 'c',
      now: world.clock.now(),
      epoch: 'e1',
      room: 'warung',
      source: 'tiktok',
      head: 10,
      tail: 1,
    };
    world.sockets.last().say(JSON.stringify({ event: 'relay.hello', data: hello }));
    const room = { state: 'live', roomId: '77', hostUserId: '5', code: '', reason: '', retryAt: null };
    world.sockets.last().say(JSON.stringify({ event: 'relay.room', data: room }));
    world.say('gift', gift(1, 4), { seq: 11 });
    world.say('gift', gift(1, 9, { msgId: 'seen-before' }), { seq: 12 });
    const { session, actions, actionsTotal } = await world.after(1_000);
    expect(session).toMatchObject({ id: 'session-left', state: 'live', number: 3 });
    expect(session?.totals.coins).toBe(41);
    expect(actions.map((action) => [action.id, action.runs])).toEqual([['session-left#10', 1]]);
    expect(actionsTotal).toBe(10);
  });

  it('what the old worker may have acted on is offered by hand; what came later acts', async () => {
    const world = await createWorld({ restored: left });
    await world.after(BOOTED);
    world.sockets.last().open();
    const now = world.clock.now();
    const hello = { version: '0', client: 'c', now, epoch: 'e1', room: 'warung', source: 'tiktok', head: 13, tail: 1 };
    world.sockets.last().say(JSON.stringify({ event: 'relay.hello', data: hello }));
    const room = { state: 'live', roomId: '77', hostUserId: '5', code: '', reason: '', retryAt: null };
    world.sockets.last().say(JSON.stringify({ event: 'relay.room', data: room }));
    const resumed = (seq: number, at: number) => ({ seq, at, resumed: true });
    world.say('gift', gift(2, 1, { groupId: 'a' }), resumed(11, now - 4_000));
    world.say('gift', gift(3, 1, { groupId: 'b' }), resumed(12, now - 3_500));
    world.say('gift', gift(4, 1, { groupId: 'c' }), resumed(13, now - 1_000));
    const { actions, owed } = await world.after(1_000);
    expect(owed.map((action) => [action.cause.uniqueId, action.owedReason])).toEqual([
      ['viewer_2', 'unknown'],
      ['viewer_3', 'unknown'],
    ]);
    expect(actions[0]).toMatchObject({ cause: { uniqueId: 'viewer_4' }, counts: { acked: 1 } });
  });

  it('after storage had failed, all up to the last sign of life is offered by hand', async () => {
    const world = await createWorld({ restored: left, unstoredUntil: (clock) => clock.now() - 1_500 });
    await world.after(BOOTED);
    world.sockets.last().open();
    const now = world.clock.now();
    const hello = { version: '0', client: 'c', now, epoch: 'e1', room: 'warung', source: 'tiktok', head: 12, tail: 1 };
    world.sockets.last().say(JSON.stringify({ event: 'relay.hello', data: hello }));
    const room = { state: 'live', roomId: '77', hostUserId: '5', code: '', reason: '', retryAt: null };
    world.sockets.last().say(JSON.stringify({ event: 'relay.room', data: room }));
    const started = now - BOOTED - 101;
    world.say('gift', gift(2, 1, { groupId: 'a' }), { seq: 11, at: started - 5_000, resumed: true });
    world.say('gift', gift(3, 1, { groupId: 'b' }), { seq: 12, at: started - 1_600, resumed: true });
    world.say('gift', gift(4, 1, { groupId: 'c' }), { seq: 13, at: now - 100, resumed: true });
    const { owed, actions } = await world.after(1_000);
    expect(owed.map((action) => action.cause.uniqueId)).toEqual(['viewer_2', 'viewer_3']);
    expect(actions[0].counts).toEqual({ acked: 1 });
  });
});

describe('what is owed', () => {
  it('is offered after a reload, whatever session it is from, and never fires by itself', async () => {
    const before = await onAir();
    before.live.emergencyStop();
    before.say('gift', gift(1, 2));
    await before.after(500);
    const owed = before.entries().findLast((entry) => entry.type === 'action');
    if (owed?.type !== 'action') throw new Error('nothing is owed');
    const world = await createWorld({ openActions: [{ ...owed.action, owedReason: 'board-away' }] });
    const offered = await world.after(BOOTED);
    expect(offered.owed).toMatchObject([{ id: owed.action.id, owedReason: 'stopped', counts: { owed: 2 } }]);
    world.live.fireOwed(owed.action.id);
    const { owed: left, actions } = await world.after(1_500);
    expect([left, actions[0].counts]).toEqual([[], { acked: 2 }]);
  });
});
