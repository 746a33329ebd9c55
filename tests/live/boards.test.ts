/** Several boards of one make at once: who gets what, seen at the emulated boards' pins. */
import { expect, test } from 'vitest';
import type { Command } from '#domain/command.ts';
import { newPin } from '#domain/rule-defaults.ts';
import { boardsBed, GREETED, uno } from './boards-bed.ts';

const ON: Command = { verb: 'SET', pin: 13, on: true };
const PULSE: Command = { verb: 'PULSE', pin: 13, ms: 200 };
const said = (port: { written: Uint8Array[] }) => port.written.map((bytes) => new TextDecoder().decode(bytes)).join('');

test('an action goes to the board it names, and to the first one when it names none', async () => {
  const bed = boardsBed([2]);
  const [first, second] = await bed.open(uno(), uno(2));
  expect(bed.ids()).toEqual([null, 2]);
  const named = bed.fire(ON, 2);
  await bed.pass(50);
  expect([first.board?.isOn(13), second.board?.isOn(13)]).toEqual([false, true]);
  expect(named.results).toMatchObject([{ outcome: 'acked' }]);
  bed.fire(ON);
  await bed.pass(50);
  expect(first.board?.isOn(13)).toBe(true);
  await bed.close();
});

test('the first one may be the one that is named, and the other two as well', async () => {
  const bed = boardsBed([1, 2, 3]);
  const [first, second, third] = await bed.open(uno(3), uno(1), uno(2));
  expect(bed.ids().toSorted()).toEqual([1, 2, 3]);
  for (const board of [1, 2]) bed.fire(ON, board);
  await bed.pass(50);
  expect([first, second, third].map((port) => port.board?.isOn(13))).toEqual([false, true, true]);
  bed.fire(ON, 3);
  await bed.pass(50);
  expect(first.board?.isOn(13)).toBe(true);
  await bed.close();
});

test('what no rule names is given back, what does not answer too, and nothing is a fault', async () => {
  const bed = boardsBed([2]);
  const [, unnamed, silent, second] = await bed.open(uno(1), uno(9), uno(undefined, { mute: true }), uno(2));
  await bed.pass(5_500);
  expect(bed.ids()).toEqual([1, 2]);
  expect([unnamed, silent, second].map(({ readable }) => readable !== null)).toEqual([false, false, true]);
  expect(bed.faults()).toEqual([]);
  const asked = unnamed.written.length;
  await bed.pass(2_000);
  expect(unnamed.written.length).toBe(asked);
  await bed.close();
});

test('while no rule names a board no further port is opened; nor is what cannot be one', async () => {
  const none = boardsBed([]);
  const [, other] = await none.open(uno(1), uno(2));
  expect([none.ids(), other.written]).toEqual([[1], []]);
  await none.close();
  const bed = boardsBed([2]);
  const [, leonardo] = await bed.open(uno(1), uno(undefined, { usbProductId: 0x8036 }));
  expect(leonardo.written).toEqual([]);
  await bed.close();
});

test('two boards of one number: the first that said so acts', async () => {
  const bed = boardsBed([2]);
  const [, second, third] = await bed.open(uno(1), uno(2), uno(2));
  expect(bed.ids()).toEqual([1, 2]);
  expect([second, third].filter(({ readable }) => readable !== null)).toHaveLength(1);
  await bed.close();
});

test('each board is told the settings of its own number', async () => {
  const pins = [
    { ...newPin(9, ''), limitMs: 1_000 },
    { ...newPin(9, ''), limitMs: 2_000, board: 2 },
  ];
  const bed = boardsBed([2], pins);
  const [first, second] = await bed.open(uno(1), uno(2));
  expect([said(first), said(second)].map((text) => text.match(/LIM 9 \d+/g))).toEqual([['LIM 9 1000'], ['LIM 9 2000']]);
  await bed.close();
});

test('a board that is given its number tells it, keeps it, and is the one that rules name', async () => {
  const bed = boardsBed([5]);
  const device = uno();
  const [port] = await bed.open(device);
  const owed = bed.fire(PULSE, 5, { coins: 1 });
  expect(owed).toMatchObject({ unstarted: { owed: 1 }, owedReason: 'board-away' });
  bed.boards.setId(5);
  await bed.pass(300);
  expect(bed.ids()).toEqual([5]);
  expect(owed.results).toMatchObject([{ outcome: 'acked' }]);
  expect(said(port)).toContain('PULSE 13 200');
  bed.usb.unplug(device);
  bed.usb.plug(device);
  await bed.pass(GREETED);
  expect(bed.ids()).toEqual([5]);
  await bed.close();
});
