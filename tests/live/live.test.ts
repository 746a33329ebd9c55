/** The live worker whole, on the virtual Uno under a fake clock: what a streamer is promised, sentence by sentence. */
import { describe, expect, it } from 'vitest';
import { starterProfile } from '#domain/starter-profile.ts';
import { BOOTED, createWorld, gift, ROOM, viewer, type World } from '../fakes/world.ts';

async function onAir(options: Parameters<typeof createWorld>[0] = {}): Promise<World> {
  const world = await createWorld(options);
  await world.after(BOOTED);
  await world.goLive();
  return world;
}

describe('a LIVE moves a pin', () => {
  it('ten Roses are ten pulses, each acknowledged', async () => {
    const world = await onAir();
    world.say('gift', gift(1, 10));
    const { actions } = await world.after(3_000);
    expect(actions[0]).toMatchObject({ command: 'PULSE 13 200', runs: 10, coins: 10, counts: { acked: 10 } });
    expect(actions[0].sentMs).toBeGreaterThanOrEqual(0);
    expect(actions[0].ackMs).toBeGreaterThan(0);
  });

  it('a streak fires what it adds, and its end adds nothing', async () => {
    const world = await onAir();
    for (const count of [1, 2, 5]) world.say('gift', gift(1, count));
    world.say('gift', gift(1, 5, { repeatEnd: true }));
    const { actions, session } = await world.after(1_500);
    expect(actions.map((action) => action.runs)).toEqual([3, 1, 1]);
    expect(session?.totals).toMatchObject({ units: 5, coins: 5 });
  });

  it('the same message twice acts once', async () => {
    const world = await onAir();
    const rose = gift(1, 1);
    world.say('gift', rose);
    world.say('gift', rose);
    const { actions, faults } = await world.after(500);
    expect(actions).toHaveLength(1);
    expect(faults.find(({ code }) => code === 'event-duplicate')?.count).toBe(1);
  });

  it('history is recorded and never acts', async () => {
    const world = await onAir();
    world.say('gift', gift(1, 4), { history: true });
    const { actions } = await world.after(1_000);
    expect(actions).toEqual([]);
    expect(world.entries().filter((entry) => entry.type === 'event')).toHaveLength(1);
  });

  it('nothing fires before START and after STOP', async () => {
    const world = await onAir();
    world.live.stop();
    world.say('gift', gift(1, 1));
    const { actions, session } = await world.after(1_000);
    expect(actions).toEqual([]);
    expect(session?.state).toBe('ended');
  });

  it('actions are counted by session', async () => {
    const world = await onAir();
    world.say('gift', gift(1, 1));
    expect((await world.after(1_000)).actionsTotal).toBe(1);
    world.live.stop();
    await world.after(1_000);
    world.live.start();
    await world.after(1_000);
    expect(await world.after(1_000)).toMatchObject({ actionsTotal: 0, actions: [{ runs: 1 }] });
  });

  it("fires for the host's gifts, not for a guest's, and counts both apart", async () => {
    const world = await onAir();
    world.say('gift', gift(1, 1, { receiverUserId: '5' }));
    world.say('gift', gift(2, 2, { receiverUserId: '999' }));
    const { actions, session } = await world.after(1_000);
    expect(actions).toHaveLength(1);
    expect(session?.totals).toMatchObject({ coins: 1, guestCoins: 2 });
  });
});

describe('EMERGENCY STOP', () => {
  it('empties the lanes into what is owed, mutes, and nothing moves by itself on release', async () => {
    const world = await onAir();
    world.say('gift', gift(1, 20));
    world.say('chat', { ...viewer(2), comment: 'game', msgId: 'c1' });
    await world.after(2_500);
    world.live.emergencyStop();
    world.say('gift', gift(3, 2));
    world.say('chat', { ...viewer(4), comment: 'arduino', msgId: 'c2' });
    const stopped = await world.after(500);
    expect(stopped.muted).toBe(true);
    expect(stopped.owed.map((action) => action.owedReason)).toEqual(['stopped', 'stopped']);
    expect(stopped.actions[0].counts).toEqual({ muted: 1 });
    world.live.release();
    const released = await world.after(3_000);
    expect(released.owed).toHaveLength(2);
    world.live.fireOwed(released.owed[1].id);
    const fired = await world.after(2_000);
    expect(fired.owed).toHaveLength(1);
    expect(fired.actions.find((action) => action.cause.uniqueId === 'viewer_3')?.counts).toEqual({ acked: 2 });
  });

  it('pressed while the page still loads is not undone by what the record says', async () => {
    const world = await createWorld({ pressedEarly: true });
    await world.after(BOOTED);
    await world.goLive();
    world.say('gift', gift(1, 1));
    const { muted, owed } = await world.after(500);
    expect([muted, owed.length]).toEqual([true, 1]);
  });

  it('holds across a reload', async () => {
    const world = await onAir({ muted: true });
    world.say('gift', gift(1, 1));
    const { muted, owed, actions } = await world.after(1_000);
    expect(muted).toBe(true);
    expect(owed).toHaveLength(1);
    expect(actions[0].counts).toEqual({ owed: 1 });
  });
});

describe('pause', () => {
  it('disarms; what is paid for meanwhile is owed, and what waited goes on after', async () => {
    const world = await onAir();
    world.say('gift', gift(1, 4));
    await world.after(100);
    world.live.pause();
    world.say('gift', gift(2, 1));
    const paused = await world.after(1_500);
    expect(paused.actions.map((action) => action.counts.acked ?? 0)).toEqual([0, 1]);
    world.live.resume();
    const resumed = await world.after(1_500);
    expect(resumed.actions[1].counts).toEqual({ acked: 4 });
    expect(resumed.owed).toHaveLength(1);
  });
});

describe('the record', () => {
  it('holds each event once, each action with its end, and what is needed to go on', async () => {
    const world = await onAir();
    world.say('gift', gift(1, 3));
    world.say('like', { ...viewer(2), likeCount: 5, totalLikeCount: 100, msgId: 'l1' });
    await world.after(3_000);
    const entries = world.entries();
    expect(entries.filter((entry) => entry.type === 'event')).toHaveLength(2);
    const actions = entries.flatMap((entry) => (entry.type === 'action' ? [entry.action] : []));
    expect(actions.at(-1)?.results.map((result) => result.outcome)).toEqual(['acked', 'acked', 'acked']);
    const last = world.batches.at(-1);
    expect(last?.checkpoint).toMatchObject({ epoch: 'e1', seq: 2 });
    expect(last?.session.totals).toMatchObject({ events: 2, coins: 3 });
    const rows = world.batches.flatMap((batch) => [...batch.contributions]);
    expect(rows.findLast((row) => row.uniqueId === 'viewer_1')).toMatchObject({ coins: 3, gifts: 3 });
  });

  it('a test from the Rules screen outside a session acts and leaves no trace', async () => {
    const world = await createWorld();
    await world.after(BOOTED);
    world.live.fireRule(starterProfile().rules[0].id, 'test');
    const { actions } = await world.after(1_000);
    expect(actions[0]).toMatchObject({ id: 'try#1', counts: { acked: 1 } });
    expect(world.batches).toEqual([]);
  });
});

describe('choosing a source', () => {
  it('without a relay the demo runs in the page, and TikTok says what is missing', async () => {
    const world = await createWorld({
      source: { ...ROOM, kind: 'demo', relayUrl: null },
      autoStart: true,
      plugged: false,
    });
    const demo = await world.after(6_000);
    expect(demo.session?.totals.events).toBeGreaterThan(50);
    expect(demo.actions.length).toBeGreaterThan(0);
    expect(world.sockets.opened).toEqual([]);
    world.live.setSource({ ...ROOM, relayUrl: null });
    world.live.start();
    const { faults } = await world.after(100);
    expect(faults.find(({ code }) => code === 'link-refused')).toBeDefined();
  });
});
