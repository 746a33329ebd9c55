/** What the live worker lets a hand and a session do with servos and pins: rest, hold, numbers; and nothing while muted. */
import { describe, expect, it } from 'vitest';
import { newPin, newRule } from '#domain/rule-defaults.ts';
import type { Profile } from '#domain/rule.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import { BOOTED, createWorld, gift, type World } from '../fakes/world.ts';

const FLAG = 9;
const profile: Profile = { ...starterProfile(), pins: [{ ...newPin(FLAG, 'flag'), restDegrees: 30 }] };
const moved = (world: World) => world.virtual.edges.some(({ pin }) => pin === FLAG);
const does = async (world: World, which: number) =>
  (await world.after(50)).board.pins.find(({ pin }) => pin === which)?.shows.does;

describe('a servo with a rest position', () => {
  it('takes it when a person starts a session, and again before it is let go at STOP', async () => {
    const world = await createWorld({ profile });
    await world.after(BOOTED);
    expect(moved(world)).toBe(false);
    await world.goLive();
    expect(await does(world, FLAG)).toBe('servo');
    world.live.stop();
    expect(await does(world, FLAG)).toBe('servo');
    await world.after(700);
    expect(await does(world, FLAG)).toBe('off');
  });
  it('stays where it is when a session starts by itself', async () => {
    const world = await createWorld({ profile, autoStart: true });
    await world.after(BOOTED + 500);
    expect(moved(world)).toBe(false);
  });
  it('does not move after EMERGENCY STOP, whatever starts or ends', async () => {
    const world = await createWorld({ profile });
    await world.after(BOOTED);
    world.live.emergencyStop();
    await world.goLive();
    await world.after(300);
    world.live.stop();
    await world.after(300);
    expect(moved(world)).toBe(false);
  });
});

describe('press and hold', () => {
  it('goes on and off; muted it is refused', async () => {
    const world = await createWorld();
    await world.after(BOOTED);
    expect(await world.live.holdPin(13, true)).toBe(true);
    expect(await does(world, 13)).toBe('on');
    await world.live.holdPin(13, false);
    await world.after(20);
    expect(world.virtual.edges.map(({ on }) => on)).toEqual([true, false]);
    world.live.emergencyStop();
    await world.after(500);
    expect(await world.live.holdPin(13, true)).toBe(false);
  });
});

it('a rule that names a board acts on the one that was given this number, and is owed until then', async () => {
  const rose = { ...newRule('rose', 'Rose'), trigger: { on: 'gift', giftName: 'Rose' }, board: 4 } as const;
  const world = await createWorld({ profile: { ...starterProfile(), rules: [rose] } });
  await world.after(BOOTED);
  await world.goLive();
  world.say('gift', gift(1, 1));
  const before = await world.after(100);
  expect(before.owed).toMatchObject([{ owedReason: 'board-away' }]);
  world.live.setBoardId(4);
  const after = await world.after(500);
  expect(after.board.firmware?.id).toBe(4);
  expect(after.owedTotal).toBe(0);
  expect(after.actions).toMatchObject([{ counts: { acked: 1 } }]);
  expect(after.otherBoards).toEqual([]);
});
