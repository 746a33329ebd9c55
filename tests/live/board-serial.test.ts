/** The whole board on a fake Web Serial: finding, opening, losing and finding again, in both dialects. */
import { describe, expect, test } from 'vitest';
import { boardBed, effectOf, profileOf } from './board-bed.ts';
import { CLONE, LEONARDO, outcomes, serialBed, text, UNO } from './serial-bed.ts';

const PULSE = effectOf([{ verb: 'PULSE', pin: 13, ms: 200 }]);
const PAID = { coins: 1 };

describe('finding a board', () => {
  test('a granted board that is plugged in opens by itself and wins over the virtual Uno', async () => {
    const bed = serialBed();
    const port = bed.serial.plug(UNO);
    bed.board.choose({ kind: 'auto' });
    await bed.pass(300);
    expect(bed.board.view()).toMatchObject({ kind: 'serial', state: 'ready', usbVendorId: 0x2341, usbProductId: 0x43 });
    const action = bed.fire(PULSE);
    await bed.pass(50);
    expect(text(port).at(-1)).toMatch(/^:\d+ PULSE 13 200\*/);
    expect(outcomes(action)).toEqual(['acked']);
  });
  test('without one the virtual Uno acts, until one is plugged in', async () => {
    const bed = serialBed();
    bed.board.choose({ kind: 'auto' });
    await bed.pass(600);
    expect(bed.board.view()).toMatchObject({ kind: 'virtual', state: 'ready' });
    bed.serial.plug(UNO);
    await bed.pass(300);
    expect(bed.board.view()).toMatchObject({ kind: 'serial', state: 'ready' });
    expect(bed.faults()).not.toContain('machine-refused');
  });
  test('a chosen kind of board is waited for, others are left alone', async () => {
    const bed = serialBed();
    bed.serial.plug(CLONE);
    bed.board.choose({ kind: 'serial', usbVendorId: 0x2341, usbProductId: 0x43 });
    await bed.pass(300);
    expect(bed.board.view()).toMatchObject({ kind: 'serial', state: 'absent' });
    bed.serial.plug(UNO);
    await bed.pass(300);
    expect(bed.board.view().state).toBe('ready');
  });
  test('no Web Serial at all', () => {
    const bed = boardBed();
    bed.board.choose({ kind: 'serial', usbVendorId: null, usbProductId: null });
    expect(bed.board.view()).toMatchObject({ kind: 'none', state: 'absent', fault: { code: 'serial-unsupported' } });
  });
  test('another program holds the port: busy, and opened when it lets go', async () => {
    const bed = serialBed();
    const port = bed.serial.plug(UNO);
    port.busy = true;
    bed.board.choose({ kind: 'auto' });
    await bed.pass(300);
    expect(bed.board.view()).toMatchObject({ state: 'busy', fault: { code: 'port-busy' } });
    port.busy = false;
    await bed.pass(3_000);
    expect(bed.board.view()).toMatchObject({ state: 'ready', fault: null });
  });
  test('a port that was left open is closed and opened again; signals may be refused', async () => {
    const bed = serialBed();
    const port = bed.serial.plug(UNO);
    port.refusesSignals = true;
    await port.open();
    bed.board.choose({ kind: 'auto' });
    await bed.pass(300);
    expect(bed.board.view().state).toBe('ready');
  });
  test('a board that cannot run the firmware: said at once; with the text dialect it works', async () => {
    const bed = serialBed();
    const port = bed.serial.plug(LEONARDO);
    bed.board.choose({ kind: 'auto' });
    await bed.pass(6_000);
    expect(bed.board.view()).toMatchObject({
      state: 'silent',
      fault: { code: 'board-unsuitable', detail: 'Arduino Leonardo' },
    });
    bed.board.setProfile(profileOf({ dialect: 'text' }));
    await bed.pass(3_000);
    expect(bed.board.view()).toMatchObject({ state: 'ready', fault: null, dialect: 'text' });
    const action = bed.fire(effectOf([{ verb: 'TEXT', line: 'LED1' }]));
    await bed.pass(10);
    expect(text(port).at(-1)).toBe('LED1\n');
    expect(outcomes(action)).toEqual(['sent']);
  });
});

describe('losing it', () => {
  test.each(['event-first', 'error-first'] as const)('unplugged and plugged in again, %s', async (order) => {
    const bed = serialBed();
    bed.serial.plug(UNO);
    bed.board.choose({ kind: 'auto' });
    await bed.pass(300);
    const inFlight = bed.fire(PULSE, { runs: 3, ...PAID });
    bed.serial.unplug(UNO, order);
    await bed.pass(20);
    expect(bed.board.view()).toMatchObject({ kind: 'serial', state: 'lost', fault: { code: 'port-lost' } });
    expect(inFlight).toMatchObject({
      unstarted: { owed: 2 },
      owedReason: 'board-away',
      results: [{ outcome: 'unknown' }],
    });
    const free = bed.fire(PULSE);
    expect(free.unstarted).toEqual({ dropped: 1 });
    await bed.pass(200);
    const port = bed.serial.plug(UNO);
    await bed.pass(2_000);
    expect(bed.board.view()).toMatchObject({ state: 'ready', fault: null });
    expect(outcomes(inFlight)).toEqual(['unknown', 'acked', 'acked']);
    expect(text(port).filter((line) => line.includes('PULSE'))).toHaveLength(2);
    expect(bed.faults()).not.toContain('machine-refused');
  });
  test('a clone without a serial number has to be chosen again, and the board says so', async () => {
    const bed = serialBed();
    bed.serial.plug(CLONE);
    bed.board.choose({ kind: 'auto' });
    await bed.pass(300);
    bed.serial.unplug(CLONE);
    await bed.pass(100);
    bed.serial.plug(CLONE);
    await bed.pass(5_000);
    expect(bed.board.view()).toMatchObject({ kind: 'serial', state: 'absent', fault: { code: 'port-needs-choosing' } });
    bed.serial.grant(CLONE);
    bed.board.portGranted();
    await bed.pass(300);
    expect(bed.board.view()).toMatchObject({ state: 'ready', fault: null });
  });
  test('a port that takes no bytes any more is given up and opened again', async () => {
    const bed = serialBed();
    const port = bed.serial.plug(UNO);
    bed.board.choose({ kind: 'auto' });
    await bed.pass(300);
    port.stalled = true;
    bed.fire(PULSE);
    await bed.pass(5_100);
    expect(bed.faults()).toContain('port-lost');
    port.stalled = false;
    await bed.pass(500);
    expect(bed.board.view().state).toBe('ready');
  });
});
