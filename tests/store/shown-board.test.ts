/** What the drawing shows of a board, virtual or real. */
import { expect, test } from 'vitest';
import { newPin, newRule } from '#domain/rule-defaults.ts';
import type { PinShown } from '#domain/pin-shown.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import type { VirtualView } from '#rpc/board.ts';
import type { BoardView } from '#rpc/board-view.ts';
import { activeLow, gaugesAhead, pinNames, pinsSeen, powerOf, waitingByPin } from '#store/shown-board.ts';

const view = (pins: Record<number, PinShown>, part: Partial<VirtualView> = {}): VirtualView => ({
  ...{ model: 'uno', plugged: true, running: true, stopPressed: false, pins },
  ...part,
});
const virtual = { kind: 'virtual', state: 'ready', pins: [] } as never as BoardView;
const settings = [
  newPin(9, 'claw'),
  { ...newPin(9, 'left claw'), board: 1 },
  { ...newPin(7, ' relay '), inverted: true },
  newPin(4, ' '),
];

test('an active-low pin is on while its level is low, and only once it is driven', () => {
  const levels = {
    7: { does: 'off' },
    8: { does: 'off' },
    9: { does: 'pwm', duty: 0.25 },
    10: { does: 'on' },
    11: { does: 'servo', us: 1_500 },
  } as const;
  expect(pinsSeen(virtual, view(levels), new Set([7, 9, 10, 11, 12]))).toEqual({
    7: { does: 'on' },
    8: { does: 'off' },
    9: { does: 'pwm', duty: 0.75 },
    10: { does: 'off' },
    11: { does: 'servo', us: 1_500 },
  });
});

test('a real board is shown as it was last told', () => {
  const pins = [
    { pin: 7, name: 'relay', shows: { does: 'on' }, waiting: 3 },
    { pin: 9, name: 'claw', shows: { does: 'off' }, waiting: 0 },
  ];
  const board = { kind: 'serial', state: 'ready', pins } as never as BoardView;
  expect(pinsSeen(board, view({ 2: { does: 'on' } }), new Set([7]))).toEqual({ 7: { does: 'on' }, 9: { does: 'off' } });
  expect(waitingByPin(board)).toEqual({ 7: 3 });
});

test('names and levels are those of the board', () => {
  expect(pinNames(settings, 1)).toEqual({ 7: 'relay', 9: 'left claw' });
  expect(pinNames(settings, null)).toEqual({ 7: 'relay', 9: 'claw' });
  expect([...activeLow(settings, 1)]).toEqual([7]);
});

test('a gauge is ready for what rules that are on will turn', () => {
  const rule = newRule('r', 'R');
  const turning = (pin: number, enabled: boolean) => ({
    ...rule,
    enabled,
    effect: { ...rule.effect, steps: [{ do: 'command', command: { verb: 'SERVO', pin, position: 90 } }] as const },
  });
  const rules = [rule, turning(9, true), turning(6, false), { ...turning(5, true), board: 2 }];
  expect(gaugesAhead({ ...starterProfile(), rules }, 1)).toEqual({ 9: 'servo' });
  expect(gaugesAhead({ ...starterProfile(), rules }, 2)).toEqual({ 5: 'servo', 9: 'servo' });
});

test.each([
  ['running', virtual, view({})],
  ['idle', virtual, view({}, { running: false })],
  ['unplugged', virtual, view({}, { running: false, plugged: false })],
  ['running', { kind: 'serial', state: 'ready' }, null],
  ['idle', { kind: 'serial', state: 'silent' }, null],
  ['unplugged', { kind: 'serial', state: 'lost' }, null],
  ['unplugged', null, null],
])('%s', (power, board, seen) => {
  expect(powerOf(board as BoardView | null, seen)).toBe(power);
});
