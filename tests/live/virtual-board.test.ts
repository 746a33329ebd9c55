/** The virtual Uno behind the live worker: what a visitor without hardware sees, from the event to the emulated chip's pin. */
import { describe, expect, test } from 'vitest';
import { FIRMWARE } from '#domain/firmware.ts';
import { BOOTED, createWorld, gift } from '../fakes/world.ts';
import { boardBed, effectOf } from './board-bed.ts';

const PULSE = effectOf([{ verb: 'PULSE', pin: 13, ms: 200 }]);
const PAID = { coins: 1 };
/** The firmware counts its times in these; by the chip's own clock, so this is no matter of this computer's speed. */
const TICK_MS = 1.024;

function uno() {
  const bed = boardBed();
  bed.board.choose({ kind: 'virtual', model: 'uno' });
  bed.clock.advance(BOOTED);
  return bed;
}

describe('the virtual Uno', () => {
  test('boots the firmware that is flashed, and answers a pulse', () => {
    const { board, clock, fire } = uno();
    expect(board.view()).toMatchObject({
      kind: 'virtual',
      state: 'ready',
      firmware: { name: 'giftwire', version: FIRMWARE.version, board: 'm328p' },
      fault: null,
    });
    const action = fire(PULSE);
    expect(action.results).toMatchObject([{ outcome: 'waiting', sentMs: 0 }]);
    clock.advance(20);
    expect(action.results).toMatchObject([{ outcome: 'acked', code: null }]);
    expect(action.results[0]?.ackMs).toBeGreaterThan(0);
    expect(action.unstarted).toEqual({});
  });

  test('what comes while it boots waits and then goes out', () => {
    const { board, clock, fire } = boardBed();
    board.choose({ kind: 'auto' });
    const action = fire(PULSE, { runs: 3 });
    expect(action.unstarted).toEqual({ waiting: 3 });
    clock.advance(BOOTED + 3 * 270);
    expect(action.results.map((result) => result.outcome)).toEqual(['acked', 'acked', 'acked']);
  });

  test('a Mega is another board', () => {
    const { board, clock } = boardBed();
    board.choose({ kind: 'virtual', model: 'mega' });
    clock.advance(BOOTED);
    expect(board.view()).toMatchObject({ kind: 'virtual', state: 'ready', firmware: { board: 'm2560' } });
  });

  test('its cable is pulled: in flight unknown, paid owed; plugged in again it goes on by itself', () => {
    const { board, clock, fire, faults, virtualUno } = uno();
    const paid = fire(PULSE, { runs: 3, ...PAID });
    const free = fire(PULSE, { runs: 2 });
    virtualUno.unplug();
    clock.advance(10);
    expect(board.view()).toMatchObject({ kind: 'virtual', state: 'lost', fault: { code: 'port-lost' } });
    expect(paid).toMatchObject({ unstarted: { owed: 2 }, owedReason: 'board-away', results: [{ outcome: 'unknown' }] });
    expect(free.unstarted).toEqual({ dropped: 2 });
    virtualUno.plug();
    clock.advance(BOOTED + 1_000);
    expect(board.view()).toMatchObject({ state: 'ready', fault: null });
    expect(paid.results.map((result) => result.outcome)).toEqual(['unknown', 'acked', 'acked']);
    expect(faults()).not.toContain('machine-refused');
  });

  test('its reset button and its stop button are heard', () => {
    const { board, clock, virtualUno, onHardwareStop } = uno();
    virtualUno.pressReset();
    clock.advance(BOOTED);
    expect(board.view()).toMatchObject({ state: 'ready', fault: { code: 'board-reset' } });
    virtualUno.pressStop(true);
    clock.advance(50);
    expect(onHardwareStop).toHaveBeenCalledOnce();
  });
});

describe('the stop button on the board', () => {
  test('holds the mute as long as it is held, and what was paid for is owed', async () => {
    const world = await createWorld();
    await world.after(BOOTED);
    await world.goLive();
    world.virtual.pressStop(true);
    // On its way before the board can tell: it is refused there.
    world.say('gift', gift(1, 2, { groupId: 'early' }));
    expect(await world.after(300)).toMatchObject({ muted: true, board: { stopHeld: true }, owedTotal: 1 });
    world.live.release();
    expect(await world.after(10)).toMatchObject({ muted: true });
    world.virtual.pressStop(false);
    expect(await world.after(300)).toMatchObject({ muted: true, board: { stopHeld: false } });
    world.live.release();
    const { muted, owed } = await world.after(10);
    expect([muted, owed[0]?.owedReason, owed[0]?.counts]).toEqual([false, 'stopped', { owed: 2 }]);
    expect(world.virtual.edges).toEqual([]);
  });
});

describe('from the event to the pin', () => {
  test('a Rose is one rise and one fall, 200 ms apart', async () => {
    const world = await createWorld();
    await world.after(BOOTED);
    await world.goLive();
    world.say('gift', gift(1, 1));
    const { actions } = await world.after(400);
    expect(actions[0]).toMatchObject({ command: 'PULSE 13 200', counts: { acked: 1 } });
    const [rise, fall, ...more] = world.virtual.edges;
    expect([rise, fall, more]).toMatchObject([{ pin: 13, on: true }, { pin: 13, on: false }, []]);
    expect(Math.abs((fall?.ms ?? 0) - (rise?.ms ?? 0) - 200)).toBeLessThanOrEqual(TICK_MS);
  });

  test('ten Roses are ten pulses, none cut short by the next', async () => {
    const world = await createWorld();
    await world.after(BOOTED);
    await world.goLive();
    world.say('gift', gift(1, 10));
    await world.after(3_000);
    const { edges } = world.virtual;
    expect(edges.map(({ on }) => on)).toEqual(Array.from({ length: 20 }, (_, i) => i % 2 === 0));
    const widths = edges.flatMap(({ ms, on }, i) => (on ? [(edges[i + 1]?.ms ?? 0) - ms] : []));
    for (const width of widths) expect(Math.abs(width - 200)).toBeLessThanOrEqual(TICK_MS);
  });
});
