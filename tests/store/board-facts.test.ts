/** When the board's own longest on-time cuts a command short. */
import { expect, test } from 'vitest';
import type { BoardCommand } from '#domain/command.ts';
import { newPin } from '#domain/rule-defaults.ts';
import { cutAfterMs } from '#store/board-facts.ts';

const pins = [
  { ...newPin(5, 'pump'), limitMs: 2_000 },
  { ...newPin(5, 'left pump'), limitMs: 500, board: 2 },
  { ...newPin(6, 'lamp'), limitMs: 0 },
];

test.each<[BoardCommand, number | undefined, number | null]>([
  [{ verb: 'PULSE', pin: 5, ms: 2_000 }, undefined, null],
  [{ verb: 'PULSE', pin: 5, ms: 2_001 }, undefined, 2_000],
  [{ verb: 'PULSE', pin: 5, ms: 600 }, 2, 500],
  [{ verb: 'TONE', pin: 5, hz: 440, ms: 3_000 }, undefined, 2_000],
  [{ verb: 'BLINK', pin: 5, on: 1_000, off: 9_000, times: 5 }, undefined, null],
  [{ verb: 'BLINK', pin: 5, on: 2_500, off: 1, times: 1 }, undefined, 2_000],
  // Without a limit, and with the one of a pin the profile says nothing of.
  [{ verb: 'PULSE', pin: 6, ms: 60_000 }, undefined, null],
  [{ verb: 'PULSE', pin: 7, ms: 60_000 }, undefined, newPin(7, '').limitMs],
  [{ verb: 'SET', pin: 5, on: true }, undefined, null],
  [{ verb: 'OFF' }, undefined, null],
])('%o on board %s: %s', (command, board, ms) => {
  expect(cutAfterMs(command, pins, board)).toBe(ms);
});
