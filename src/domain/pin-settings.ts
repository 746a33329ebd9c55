/** Which of a profile's pin settings hold on a given board. Knows no board. */
import { newPin } from './rule-defaults.ts';
import type { PinSettings } from './rule.ts';

/** Those of any board and those of board number `board` (null = it has none), each pin once: the board's own go before. */
export function pinsOfBoard(pins: readonly PinSettings[], board: number | null): readonly PinSettings[] {
  const own = new Set(pins.flatMap((each) => (each.board !== undefined && each.board === board ? [each.pin] : [])));
  return pins.filter((each) => (each.board === undefined ? !own.has(each.pin) : each.board === board));
}

/** One pin's settings out of `pinsOfBoard`; the usual ones where the profile says nothing of it. */
export const settingsOfPin = (pins: readonly PinSettings[], pin: number): PinSettings =>
  pins.find((each) => each.pin === pin) ?? newPin(pin, '');
