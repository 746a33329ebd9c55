/** The log calls a pin by its name, and only a pin. */
import { expect, test } from 'vitest';
import { newPin } from '#domain/rule-defaults.ts';
import { namedCommand } from '#ui/live/command-words.ts';

const pins = [
  newPin(3, 'feeder'),
  newPin(4, ' '),
  { ...newPin(5, 'left'), board: 1 },
  { ...newPin(5, 'right'), board: 2 },
];

test.each([
  ['PULSE 3 200', 'PULSE feeder 200'],
  ['SERVO 3 140', 'SERVO feeder 140°'],
  ['SERVO 9 1500', 'SERVO 9 1500 µs'],
  ['PULSE 33 200', 'PULSE 33 200'],
  ['PULSE 4 200', 'PULSE 4 200'],
  ['SET 5 1', 'SET 5 1'],
  ['OFF', 'OFF'],
  ['FEED 3 times', 'FEED 3 times'],
])('%s reads %s', (command, words) => {
  expect(namedCommand(command, pins)).toBe(words);
});
