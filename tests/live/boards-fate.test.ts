/** Several boards at once: cables that go, what is owed meanwhile, and what stops or gives up all of them. */
import { describe, expect, test } from 'vitest';
import type { Command } from '#domain/command.ts';
import { boardsBed, GREETED, uno } from './boards-bed.ts';

const ON: Command = { verb: 'SET', pin: 13, on: true };
const PULSE: Command = { verb: 'PULSE', pin: 13, ms: 200 };
const PAID = { coins: 1 };

async function two() {
  const bed = boardsBed([2]);
  const devices = [uno(1), uno(2)];
  const ports = await bed.open(...devices);
  const isOn = () => ports.map((port) => port.board?.isOn(13) ?? false);
  return { ...bed, devices, ports, isOn };
}

describe('a named board that is not there', () => {
  test('paid is owed, unpaid is dropped; when it comes, what is owed goes out', async () => {
    const bed = boardsBed([2]);
    await bed.open(uno(1));
    const paid = bed.fire(PULSE, 2, { ...PAID, runs: 2 });
    const free = bed.fire(PULSE, 2);
    expect(paid).toMatchObject({ unstarted: { owed: 2 }, owedReason: 'board-away' });
    expect(free.unstarted).toEqual({ dropped: 1 });
    const port = bed.usb.plug(uno(2));
    await bed.pass(GREETED + 600);
    expect(paid.results).toMatchObject([{ outcome: 'acked' }, { outcome: 'acked' }]);
    expect(port.readable).not.toBeNull();
    await bed.close();
  });
  test('its cable goes in mid-queue and comes back; the first board goes on', async () => {
    const bed = await two();
    const paid = bed.fire(PULSE, 2, { ...PAID, runs: 3 });
    await bed.pass(100);
    bed.usb.unplug(bed.devices[1]);
    await bed.pass(100);
    expect(paid.unstarted).toEqual({ owed: 2 });
    expect(bed.ids()).toEqual([1]);
    expect(bed.fire(ON).results).toHaveLength(1);
    bed.usb.plug(bed.devices[1]);
    await bed.pass(GREETED + 1_000);
    expect(bed.ids()).toEqual([1, 2]);
    expect(paid.results.map(({ outcome }) => outcome)).toEqual(['acked', 'acked', 'acked']);
    await bed.close();
  });
  test('held by another program at first, it comes when that lets go', async () => {
    const bed = boardsBed([2]);
    const port = bed.usb.plug(uno(2));
    port.busy = true;
    await bed.open(uno(1));
    expect(bed.faults()).toContain('port-busy');
    const paid = bed.fire(PULSE, 2, PAID);
    port.busy = false;
    await bed.pass(4_000);
    expect(paid.results).toMatchObject([{ outcome: 'acked' }]);
    await bed.close();
  });
  test('the first one’s cable goes: it looks for a port, and leaves the second its own', async () => {
    const bed = await two();
    bed.usb.unplug(bed.devices[0]);
    await bed.pass(3_500);
    expect(bed.boards.view()).toMatchObject({ state: 'absent', fault: { code: 'port-needs-choosing' } });
    bed.fire(ON, 2);
    await bed.pass(50);
    expect(bed.isOn()).toEqual([false, true]);
    await bed.close();
  });
  test('the first board’s own queue waits for that very board, not for whoever comes in its place', async () => {
    const bed = boardsBed([1]);
    const devices = [uno(1), uno(2)];
    bed.usb.plug(devices[0]);
    await bed.open();
    const paid = bed.fire(PULSE, 1, { ...PAID, runs: 3 });
    await bed.pass(100);
    bed.usb.unplug(devices[0]);
    const other = bed.usb.plug(devices[1]);
    await bed.pass(GREETED);
    expect(bed.ids()).toEqual([2]);
    expect(paid.unstarted).toEqual({ owed: 2 });
    expect(other.board?.isOn(13)).toBe(false);
    bed.usb.plug(devices[0]);
    await bed.pass(GREETED + 1_000);
    expect(bed.ids()).toEqual([2, 1]);
    expect(paid.unstarted).toEqual({});
    await bed.close();
  });
});

describe('all of them', () => {
  test.each(['emergencyStop', 'allOff', 'sessionEnds'] as const)('%s', async (stop) => {
    const bed = await two();
    bed.fire(ON);
    bed.fire(ON, 2);
    await bed.pass(50);
    expect(bed.isOn()).toEqual([true, true]);
    bed.boards[stop]();
    await bed.pass(50);
    expect(bed.isOn()).toEqual([false, false]);
    await bed.close();
  });
  test('the stop button on one stops the other', async () => {
    const bed = await two();
    bed.fire(ON);
    bed.fire(ON, 2);
    await bed.pass(50);
    bed.ports[1].board?.pressStop(true);
    await bed.pass(100);
    expect(bed.isOn()).toEqual([false, false]);
    expect(bed.onHardwareStop).toHaveBeenCalledOnce();
    await bed.close();
  });
  test('are held while a session is paused, one that comes meanwhile too', async () => {
    const bed = boardsBed([2]);
    await bed.open(uno(1));
    bed.boards.hold();
    const port = bed.usb.plug(uno(2));
    await bed.pass(GREETED);
    const waiting = bed.fire(ON, 2);
    await bed.pass(100);
    expect(waiting.unstarted).toEqual({ waiting: 1 });
    bed.boards.resume();
    await bed.pass(50);
    expect(port.board?.isOn(13)).toBe(true);
    await bed.close();
  });
  test('are given up with their outputs off, and taken again', async () => {
    const bed = await two();
    const waiting = bed.fire(PULSE, 2, { ...PAID, runs: 3 });
    await bed.pass(50);
    let lent = false;
    void bed.boards.lendPort().then(() => (lent = true));
    await bed.pass(1_300);
    expect(lent).toBe(true);
    expect(bed.ports.map(({ readable }) => readable)).toEqual([null, null]);
    const paid = bed.fire(PULSE, 2, PAID);
    expect(paid.unstarted).toEqual({ owed: 1 });
    bed.boards.reclaimPort();
    await bed.pass(2 * GREETED);
    expect(bed.ids()).toEqual([1, 2]);
    expect(paid.results).toMatchObject([{ outcome: 'acked' }]);
    expect(waiting.unstarted).toEqual({});
    await bed.close();
  });
  test('when no rule names the second any more it is given back', async () => {
    const bed = await two();
    bed.boards.setProfile({ ...bed.profile, rules: [] });
    await bed.pass(1_300);
    expect(bed.ids()).toEqual([1]);
    expect(bed.ports[1].readable).toBeNull();
    await bed.close();
  });
  test('another choice may be the very board that a rule had', async () => {
    const bed = boardsBed([2]);
    const devices = [uno(1), uno(2, { usbProductId: 0x0001 })];
    await bed.open(...devices);
    expect(bed.ids()).toEqual([1, 2]);
    bed.boards.choose({ kind: 'serial', usbVendorId: 0x2341, usbProductId: 0x0001 });
    await bed.pass(1_300 + GREETED);
    expect(bed.ids()).toEqual([2]);
    await bed.close();
  });
});
