/** TikFinity straight from the page: no numbers, no heartbeat, no roomId; silence is normal and an outage a gap. */
import { describe, expect, it } from 'vitest';
import { BOOTED, createWorld, gift, viewer, type World } from '../fakes/world.ts';

async function onAir(plugged = false): Promise<World> {
  const world = await createWorld({ source: { kind: 'tikfinity', room: '', relayUrl: null }, plugged });
  await world.after(BOOTED);
  world.live.start();
  await world.after(10);
  world.sockets.last().open();
  return world;
}
const say = (world: World, event: string, data: Record<string, unknown>) =>
  world.sockets.last().say(JSON.stringify({ event, data }));

describe('TikFinity', () => {
  it('is asked at its own address on this PC, and its frames act', async () => {
    const world = await onAir(true);
    expect(world.sockets.last().url).toBe('ws://127.0.0.1:21213/');
    say(world, 'config', { tikfinityUsername: 'warung' });
    say(world, 'gift', gift(1, 2));
    const { session, actions } = await world.after(1_500);
    expect(session).toMatchObject({ state: 'live', uniqueId: 'warung', roomId: null, totals: { coins: 2 } });
    expect(actions[0].counts).toEqual({ acked: 2 });
  });

  it('may be silent for hours', async () => {
    const world = await onAir();
    say(world, 'chat', { ...viewer(1), comment: 'hi', msgId: 'c' });
    const { link, session } = await world.after(600_000);
    expect([link.state, session?.state]).toEqual(['open', 'live']);
  });

  it('what it said while it was away is a gap in time', async () => {
    const world = await onAir();
    say(world, 'chat', { ...viewer(1), comment: 'hi', msgId: 'c' });
    await world.after(500);
    world.sockets.last().drop();
    expect((await world.after(0)).session?.state).toBe('interrupted');
    await world.after(30_000);
    world.sockets.last().open();
    const { session } = await world.after(1_000);
    expect(session?.state).toBe('live');
    const gaps = world.entries().filter((entry) => entry.type === 'gap');
    expect(gaps).toMatchObject([{ gap: { by: 'time', reason: 'source-away' } }]);
  });
});
