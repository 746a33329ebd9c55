/** A recording played live: on a virtual board of its own, at its pace, with the times of now; then all is as it was. */
import { expose } from 'comlink';
import { describe, expect, it } from 'vitest';
import { newPin } from '#domain/rule-defaults.ts';
import type { LogApi, LogEntry } from '#rpc/storage.ts';
import { gift } from '../fakes/world.ts';
import { bed, edgesOn, fileOf, line, OWN, play, profileOn } from './playback-bed.ts';
import { rose, START } from '../what-if/bed.ts';

describe('a playback', () => {
  it('moves the virtual board alone; the real one is closed, and back afterwards with nothing done to it', async () => {
    const rig = await bed();
    const { world } = rig;
    expect((await world.after(1)).board).toMatchObject({ kind: 'serial', state: 'ready' });
    const before = rig.verbs();
    await play(rig, fileOf([line(0, 1), line(2_000, 2), line(4_000, 3)]));
    expect(rig.isOpen()).toBe(false);
    const playing = await world.after(3_000);
    expect(playing).toMatchObject({
      session: { source: 'replay', uniqueId: 'night.jsonl', state: 'live', startedBy: 'hand' },
      board: { kind: 'virtual', state: 'ready' },
      link: { state: 'open', source: { kind: 'replay', relayUrl: null } },
    });
    expect(edgesOn(rig, 7)).toBeGreaterThan(0);
    world.live.stop();
    expect((await world.after(4_000)).board).toMatchObject({ kind: 'serial', state: 'ready' });
    // Outputs off on the way out, a greeting on the way back, and nothing that moves a pin.
    expect(
      rig
        .verbs()
        .slice(before.length)
        .map((body) => body.split(' ')[0]),
    ).not.toContain('PULSE');
    await world.goLive();
    world.say('gift', gift(9, 1));
    await world.after(500);
    expect(rig.verbs().at(-1)).toBe('PULSE 12 200');
  });

  it('keeps the recording’s pace, or a multiple of it, with the times of now', async () => {
    for (const speed of [1, 5]) {
      const rig = await bed({ serial: () => null as never });
      const started = rig.world.clock.now();
      await play(rig, fileOf([line(0, 1), line(20_000, 2)]), profileOn(7), speed);
      await rig.world.after(22_000 / speed);
      const events = rig.world.entries().flatMap((entry) => (entry.type === 'event' ? [entry.event] : []));
      expect(events).toHaveLength(2);
      expect((events[1]?.at ?? 0) - (events[0]?.at ?? 0)).toBeCloseTo(20_000 / speed, -2);
      expect(events.every(({ at, time }) => at >= started && Math.abs(time - at) < 1)).toBe(true);
    }
  });

  it('never fires history, and ends by itself when the recording is over and nothing waits', async () => {
    const rig = await bed();
    await play(rig, fileOf([line(0, 1, {}, { history: true }), line(100, 2), line(200, 3)]), profileOn(7, 900));
    const over = await rig.world.after(9_000);
    expect(over.session).toMatchObject({ state: 'ended', stoppedByHand: false, totals: { gifts: 3 } });
    expect(edgesOn(rig, 7)).toBe(2);
    expect(over.board.kind).toBe('serial');
  });

  it('has a pin as it is on the board that its rule names', async () => {
    const rig = await bed();
    const { rules } = profileOn(7, 900);
    const pins = [newPin(7, 'lamp'), { ...newPin(7, 'pump'), limitMs: 100, board: 3 }];
    const profile = { ...OWN, pins, rules: rules.map((rule) => ({ ...rule, board: 3 })) };
    await play(rig, fileOf([line(0, 1), line(60_000, 2)]), profile);
    const { board, faults } = await rig.world.after(1_000);
    expect(board.pins.map(({ name }) => name)).toEqual(['pump']);
    expect(faults.map(({ code }) => code)).toContain('board-limit-cut');
  });

  it('of a recorded session tells its events as they were folded', async () => {
    const rig = await bed();
    const entries: LogEntry[] = [rose(0, 3), rose(500, 2)].map((event) => ({ type: 'event', event }));
    const session = {
      ...(await rig.world.after(1)).session,
      id: 's',
      uniqueId: 'warung',
      startedAt: START,
      endedAt: null,
    };
    const log: LogApi = {
      open: async () => ({ session: session as never, events: 2, first: 1 }),
      page: async () => ({ entries, next: null }),
    };
    const { port1, port2 } = new MessageChannel();
    expose(log, port1 as never);
    const asked = rig.world.live.play({ from: 'session', sessionId: 's', log: port2 as never }, profileOn(7, 100), 1);
    let answer: unknown = undefined;
    void asked.then((refused) => (answer = refused));
    while (answer === undefined) await rig.world.after(50);
    expect(answer).toBeNull();
    let events = 0;
    while (events < 2) events = (await rig.world.after(200)).session?.totals.events ?? 0;
    const { session: played } = await rig.world.after(3_000);
    expect(played).toMatchObject({ uniqueId: 'warung', totals: { gifts: 2, units: 5 } });
    expect(edgesOn(rig, 7)).toBe(5);
    port1.close();
  });
});
