/**
 * Where each board's pins stand: its headers, seen from above with the USB socket on the left. Knows no pixels.
 * Source: the boards' own print (Uno R3, Nano V3, Mega 2560 R3) and pins_arduino.h for the numbers of A0 and up.
 */
import type { BoardModel } from '#domain/board-model.ts';

/** A number is a pin; a string is the print of a hole that no command reaches (power, analogue-only inputs). */
export type Slot = number | string;
/** Strips of slots, left to right, with a small space between two strips. */
export type Header = readonly (readonly Slot[])[];

export interface BoardHeaders {
  /** As printed on the board. */
  readonly print: string;
  readonly chip: string;
  readonly jack: boolean;
  readonly top: Header;
  readonly bottom: Header;
  /** The Mega's double strip at the right end, rows from the top. */
  readonly right: readonly (readonly [Slot, Slot])[];
  /** Height by width of the real board. */
  readonly ratio: number;
}

/** Both ends included, in either direction. */
const run = (from: number, to: number): number[] =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, i) => from + Math.sign(to - from) * i);

const POWER = ['RST', '3V3', '5V', 'GND', 'GND', 'VIN'];

export const HEADERS: Readonly<Record<BoardModel, BoardHeaders>> = {
  uno: {
    ...{ print: 'UNO', chip: 'ATmega328P', jack: true, ratio: 0.78, right: [] },
    top: [run(13, 8), run(7, 0)],
    bottom: [['', '', ...POWER], run(14, 19)],
  },
  nano: {
    ...{ print: 'NANO', chip: 'ATmega328P', jack: false, ratio: 0.4, right: [] },
    top: [[...run(12, 2), 'GND', 'RST', 0, 1]],
    bottom: [[13, '3V3', 'REF', ...run(14, 19), 'A6', 'A7', '5V', 'RST', 'GND', 'VIN']],
  },
  mega: {
    ...{ print: 'MEGA', chip: 'ATmega2560', jack: true, ratio: 0.53 },
    top: [run(13, 8), run(7, 0), run(14, 21)],
    bottom: [POWER, run(54, 61), run(62, 69)],
    right: [['5V', '5V'], ...run(11, 26).map((half) => [2 * half, 2 * half + 1] as const), ['GND', 'GND']],
  },
};

/** Its pins as they stand: upper header, lower one, double strip. */
export const pinsInPlace = ({ top, bottom, right }: BoardHeaders): number[] =>
  [...top, ...bottom, ...right].flat().filter((slot) => typeof slot === 'number');
