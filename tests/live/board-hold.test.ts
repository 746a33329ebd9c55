/** Press and hold, seen at the emulated board's pins: on at once or not at all, off at once. */
import { expect, test } from 'vitest';
import { newPin } from '#domain/rule-defaults.ts';
import type { PinSettings } from '#domain/rule.ts';
import { boardBed, effectOf, profileOf } from './board-bed.ts';

const PULSE = effectOf([{ verb: 'PULSE', pin: 13, ms: 500 }]);

function bed(settings: Partial<PinSettings> = {}) {
  const made = boardBed(profileOf({ pins: [{ ...newPin(13, 'pump'), ...settings }] }));
  made.board.choose({ kind: 'virtual', model: 'uno' });
  made.clock.advance(3_000);
  return {
    ...made,
    isOn: () => made.virtualUno.edges.findLast((edge) => edge.pin === 13)?.on ?? false,
    refused: () => made.board.view().counters.dropped['pin-busy'],
  };
}

test('on while it is held, and off again', () => {
  const { board, clock, isOn } = bed();
  expect(board.holdPin(13, true)).toBe(true);
  clock.advance(20);
  expect(isOn()).toBe(true);
  clock.advance(2_000);
  expect([isOn(), board.view().pins[0]?.shows]).toEqual([true, { does: 'on' }]);
  board.holdPin(13, false);
  clock.advance(20);
  expect([isOn(), board.view().pins[0]?.shows]).toEqual([false, { does: 'off' }]);
});

test('beyond its longest on-time it goes off and has to be pressed again', () => {
  const { board, clock, isOn } = bed({ limitMs: 1_000 });
  board.holdPin(13, true);
  clock.advance(1_050);
  expect([isOn(), board.view().pins[0]?.shows]).toEqual([false, { does: 'off' }]);
  clock.advance(1_000);
  board.holdPin(13, false);
  expect(board.holdPin(13, true)).toBe(true);
  clock.advance(20);
  expect(isOn()).toBe(true);
});

test('a rule’s pulses wait until it is let go', () => {
  const { board, clock, fire } = bed();
  board.holdPin(13, true);
  const action = fire(PULSE);
  clock.advance(1_000);
  expect(action.unstarted).toEqual({ waiting: 1 });
  board.holdPin(13, false);
  clock.advance(50);
  expect(action.results).toMatchObject([{ outcome: 'acked' }]);
});

test('a busy pin refuses, does nothing later, and counts it', () => {
  const { board, clock, fire, isOn, refused, virtualUno } = bed();
  fire(PULSE);
  clock.advance(100);
  expect(board.holdPin(13, true)).toBe(false);
  board.holdPin(13, false);
  clock.advance(2_000);
  expect([isOn(), refused(), virtualUno.edges.filter(({ on }) => on).length]).toEqual([false, 1, 1]);
});

test('a pin with a duty cycle rests after it was held', () => {
  const { board, clock } = bed({ dutyPercent: 50 });
  board.holdPin(13, true);
  clock.advance(1_000);
  board.holdPin(13, false);
  clock.advance(900);
  expect(board.holdPin(13, true)).toBe(false);
  clock.advance(150);
  expect(board.holdPin(13, true)).toBe(true);
});

test('EMERGENCY STOP ends it; paused or without a board it does not begin', () => {
  const { board, clock, isOn, virtualUno } = bed();
  board.holdPin(13, true);
  clock.advance(100);
  board.emergencyStop();
  clock.advance(100);
  expect(isOn()).toBe(false);
  board.holdPin(13, false);
  board.hold();
  expect(board.holdPin(13, true)).toBe(false);
  board.resume();
  virtualUno.unplug();
  clock.advance(100);
  expect(board.holdPin(13, true)).toBe(false);
});
