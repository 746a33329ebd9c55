/** A port is given up for flashing and taken back: one owner at any time, outputs off first, nothing paid for is lost. */
import { describe, expect, test } from 'vitest';
import type { Profile } from '#domain/rule.ts';
import { effectOf, profileOf } from './board-bed.ts';
import { outcomes, serialBed, text, UNO } from './serial-bed.ts';

const PULSE = effectOf([{ verb: 'PULSE', pin: 13, ms: 200 }]);
const SET = effectOf([{ verb: 'SET', pin: 12, on: true }]);
const PAID = { coins: 1 };

async function readyBed(profile?: Profile) {
  const bed = serialBed(profile);
  const port = bed.serial.plug(UNO);
  bed.board.choose({ kind: 'auto' });
  await bed.pass(profile?.dialect === 'text' ? 2_600 : 300);
  expect(bed.board.view()).toMatchObject({ kind: 'serial', state: 'ready' });
  port.written.length = 0;
  /** Asks for the port; `released()` tells whether it was given up. */
  function release() {
    let done = false;
    void bed.board.lendPort().then(() => (done = true));
    return { released: () => done };
  }
  return { ...bed, port, release };
}

describe('lending', () => {
  test('outputs go off and are confirmed, the port is closed, and then somebody else can open it', async () => {
    const bed = await readyBed();
    const { port } = bed;
    bed.fire(SET);
    const paid = bed.fire(PULSE, { runs: 3, ...PAID });
    const free = bed.fire(PULSE, { runs: 2 });
    await bed.pass(50);
    const { released } = bed.release();
    expect(bed.board.view().state).toBe('lent');
    expect(port.board?.isOn(12)).toBe(true);
    const { board: before } = port;
    await bed.pass(50);
    expect(released()).toBe(true);
    expect(text(port).at(-1)).toMatch(/ OFF\*/);
    expect(before?.isOn(12)).toBe(false);
    expect(outcomes(paid)).toEqual(['acked']);
    expect(paid).toMatchObject({ unstarted: { owed: 2 }, owedReason: 'board-away' });
    expect(free.unstarted).toEqual({ dropped: 2 });
    await port.open();
    await port.close();
    expect(bed.faults()).toEqual([]);
  });

  test('what is paid for meanwhile is owed, and goes out when the port is ours again', async () => {
    const bed = await readyBed();
    bed.release();
    const paid = bed.fire(PULSE, PAID);
    const free = bed.fire(PULSE);
    await bed.pass(400);
    expect(paid).toMatchObject({ unstarted: { owed: 1 }, owedReason: 'board-away' });
    expect(free.unstarted).toEqual({ dropped: 1 });
    bed.board.reclaimPort();
    await bed.pass(400);
    expect(bed.board.view()).toMatchObject({ kind: 'serial', state: 'ready', fault: null });
    expect(outcomes(paid)).toEqual(['acked']);
    expect(text(bed.port).filter((line) => line.includes('PULSE'))).toHaveLength(1);
    expect(bed.faults()).not.toContain('machine-refused');
  });

  test('nothing opens it meanwhile: neither a board that is plugged in, nor another choice, nor a grant', async () => {
    const bed = await readyBed();
    const { released } = bed.release();
    await bed.pass(100);
    expect(released()).toBe(true);
    bed.serial.unplug(UNO);
    const port = bed.serial.plug(UNO);
    bed.board.choose({ kind: 'serial', usbVendorId: UNO.usbVendorId, usbProductId: UNO.usbProductId });
    bed.board.portGranted();
    bed.board.setProfile(profileOf({ baudRate: 250_000 }));
    await bed.pass(3_000);
    expect(port.readable).toBeNull();
    expect(bed.board.view().state).toBe('lent');
    bed.board.reclaimPort();
    await bed.pass(400);
    expect(bed.board.view()).toMatchObject({ kind: 'serial', state: 'ready' });
  });

  test.each(['event-first', 'error-first'] as const)(
    'a cable pulled while the outputs go off: given up at once, %s',
    async (order) => {
      const bed = await readyBed();
      bed.fire(SET);
      const { released } = bed.release();
      bed.serial.unplug(UNO, order);
      await bed.pass(20);
      expect(released()).toBe(true);
      expect(bed.board.view().state).toBe('lent');
      const port = bed.serial.plug(UNO);
      await bed.pass(3_000);
      expect(port.readable).toBeNull();
      bed.board.reclaimPort();
      await bed.pass(400);
      expect(bed.board.view().state).toBe('ready');
      expect(bed.faults()).not.toContain('machine-refused');
    },
  );

  test('a cable that takes no bytes keeps nobody waiting for ever', async () => {
    const bed = await readyBed();
    bed.port.stalled = true;
    bed.fire(SET);
    const { released } = bed.release();
    await bed.pass(3_000);
    expect(released()).toBe(true);
    expect(bed.port.readable).toBeNull();
  });

  test.each(['cancel', 'close'] as const)('a driver that hangs at %s keeps nobody waiting for ever', async (call) => {
    const bed = await readyBed();
    bed.port.hangs = call;
    const { released } = bed.release();
    await bed.pass(3_000);
    expect(released()).toBe(true);
    expect(bed.faults()).toEqual(['port-stuck']);
  });

  test('nor does one that hangs as it opens the port', async () => {
    const bed = serialBed();
    bed.serial.plug(UNO).hangs = 'open';
    bed.board.choose({ kind: 'auto' });
    await bed.pass(100);
    let released = false;
    void bed.board.lendPort().then(() => (released = true));
    await bed.pass(3_000);
    expect(released).toBe(true);
    expect(bed.faults()).toEqual(['port-stuck']);
  });

  test('asked for while it is still opening, it is closed as soon as it is open', async () => {
    const bed = serialBed();
    const port = bed.serial.plug(UNO);
    bed.board.choose({ kind: 'auto' });
    await Promise.resolve();
    let released = false;
    const lent = bed.board.lendPort().then(() => (released = true));
    await bed.pass(100);
    expect(released).toBe(true);
    await lent;
    expect(port.readable).toBeNull();
    expect(bed.board.view().state).toBe('lent');
  });

  test('taken back before it was given up: first the one, then the other', async () => {
    const bed = await readyBed();
    const { released } = bed.release();
    bed.board.reclaimPort();
    bed.board.reclaimPort();
    await bed.pass(400);
    expect(released()).toBe(true);
    expect(bed.board.view().state).toBe('ready');
    expect(bed.faults()).not.toContain('machine-refused');
  });

  test('a sketch of one’s own is told its stop lines', async () => {
    const bed = await readyBed(
      profileOf({ dialect: 'text', text: { newline: 'lf', template: '', stopLines: ['HALT'] } }),
    );
    const { released } = bed.release();
    await bed.pass(50);
    expect(released()).toBe(true);
    expect(text(bed.port)).toEqual(['HALT\n']);
  });

  test('without a real board the virtual one rests', async () => {
    const bed = serialBed();
    bed.board.choose({ kind: 'auto' });
    await bed.pass(600);
    expect(bed.board.view()).toMatchObject({ kind: 'virtual', state: 'ready' });
    const lent = bed.board.lendPort();
    await bed.pass(100);
    await lent;
    expect(bed.board.view().state).toBe('lent');
    bed.serial.plug(UNO);
    await bed.pass(100);
    bed.board.reclaimPort();
    await bed.pass(400);
    expect(bed.board.view()).toMatchObject({ kind: 'serial', state: 'ready' });
    expect(bed.faults()).not.toContain('machine-refused');
  });
});
