/** While a recording is played nothing real moves, whatever is done meanwhile; and what it owes is nobody's due. */
import { describe, expect, it } from 'vitest';
import { actionOf, effectOf } from './board-bed.ts';
import { bed, edgesOn, fileOf, line, OWN, play, profileOn, UNO } from './playback-bed.ts';

describe('nothing real moves', () => {
  it('whatever is chosen, granted, named or given back meanwhile', async () => {
    const rig = await bed();
    const { world } = rig;
    const numbered = { ...profileOn(7), rules: profileOn(7).rules.map((rule) => ({ ...rule, board: 3 })) };
    await play(rig, fileOf([line(0, 1), line(3_000, 2), line(6_000, 3), line(60_000, 4)]), numbered);
    const before = rig.verbs().length;
    world.live.setProfile({ ...OWN, name: 'edited meanwhile' });
    world.live.portGranted();
    world.live.tryCommand({ verb: 'SET', pin: 6, on: true });
    world.live.chooseBoard({ kind: 'serial', usbVendorId: UNO.usbVendorId, usbProductId: UNO.usbProductId });
    await world.after(3_000);
    const lent = world.live.releasePort();
    await world.after(100);
    await lent;
    world.live.reclaimPort();
    await world.after(3_000);
    expect({ open: rig.isOpen(), written: rig.verbs().length - before }).toEqual({ open: false, written: 0 });
    expect(edgesOn(rig, 7)).toBe(3);
    expect(edgesOn(rig, 6)).toBe(1);
    world.live.stop();
    const after = await world.after(4_000);
    // What was chosen meanwhile holds from now on.
    expect(after.board).toMatchObject({ kind: 'serial', state: 'ready' });
  });

  it('a session that runs refuses a playback, and goes on', async () => {
    const rig = await bed();
    await rig.world.goLive();
    const asked = rig.world.live.play(fileOf([line(0, 1)]), profileOn(7), 1);
    const { session, board } = await rig.world.after(1_000);
    expect(await asked).toMatchObject({ code: 'playback-refused' });
    expect({ source: session?.source, kind: board.kind, open: rig.isOpen() }).toEqual({
      source: 'tiktok',
      kind: 'serial',
      open: true,
    });
  });

  it('a port that is lent to somebody else is left alone, before and after', async () => {
    const rig = await bed();
    const lent = rig.world.live.releasePort();
    await rig.world.after(1_000);
    await lent;
    const refused = rig.world.live.play(fileOf([line(0, 1)]), profileOn(7), 1);
    await rig.world.after(1_000);
    expect(await refused).toMatchObject({ code: 'playback-refused' });
    rig.world.live.reclaimPort();
    await rig.world.after(4_000);
    await play(rig, fileOf([line(0, 1), line(90_000, 2)]));
    void rig.world.live.releasePort();
    await rig.world.after(100);
    rig.world.live.stop();
    expect((await rig.world.after(4_000)).board.state).toBe('lent');
    expect(rig.isOpen()).toBe(false);
  });

  it('what a playback owes is offered while it is played, and is nobody’s due afterwards', async () => {
    const rig = await bed();
    const { world } = rig;
    await play(rig, fileOf([line(0, 1, { repeatCount: 40 }), line(90_000, 2)]), profileOn(7, 1_000));
    world.live.emergencyStop();
    expect((await world.after(500)).owedTotal).toBe(1);
    world.live.stop();
    world.live.release();
    const { owedTotal, board } = await world.after(4_000);
    expect({ owedTotal, kind: board.kind }).toEqual({ owedTotal: 0, kind: 'serial' });
    expect(rig.verbs().filter((body) => body.startsWith('PULSE'))).toEqual([]);
  });

  it('a reload in the middle of one owes nothing either', async () => {
    const left = actionOf(effectOf([{ verb: 'PULSE', pin: 7, ms: 50 }]), 0, {
      ...{ id: 'playback-x#1', sessionId: 'playback-x', coins: 5, runs: 4, unstarted: { waiting: 1, owed: 3 } },
      owedReason: 'queue-full',
    });
    const { owedTotal, owed } = await (await bed({ openActions: [left] })).world.after(100);
    expect({ owedTotal, owed }).toEqual({ owedTotal: 0, owed: [] });
  });

  it('START during a playback ends it and drives the board that was chosen', async () => {
    const rig = await bed();
    const { world } = rig;
    await play(rig, fileOf([line(0, 1), line(90_000, 2)]));
    world.live.start();
    await world.after(4_000);
    world.sockets.last().open();
    const { session, board } = await world.after(500);
    expect({ source: session?.source, kind: board.kind, state: board.state }).toEqual({
      source: 'tiktok',
      kind: 'serial',
      state: 'ready',
    });
  });

  it('a file that cannot be read changes nothing', async () => {
    const rig = await bed();
    const file = new File(['x'], 'gone.jsonl');
    file.stream = () => {
      throw new DOMException('gone', 'NotFoundError');
    };
    await play(rig, { from: 'file', file });
    const { board, session, faults } = await rig.world.after(6_000);
    expect({ kind: board.kind, state: session?.state }).toEqual({ kind: 'serial', state: 'ended' });
    expect(faults.map(({ code }) => code)).toContain('recording-unread');
  });
});
