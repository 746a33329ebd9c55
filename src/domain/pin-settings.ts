/** Which of a profile's pin settings hold on a given board. Knows no board. */
import { newPin } from './rule-defaults.ts';
import type { PinSettings } from './rule.ts';

/** Those of any board and those of board number `board` (null = it has none), each pin once: the board's own go before. */
export function pinsOfBoard(pins: readonly PinSettings[], board: number | null): readonly PinSettings[] {
  const own = new Set(pins.flatMap((each) => (each.board !== undefined && each.board === board ? [each.pin] : [])));
  return pins.filter((each) => (each.board === undefined ? !own.has(each.pin) : each.board === board));
}

/** Each pin's settings out of `pinsOfBoard`, made ready for the hot path; the usual ones where the profile says nothing of it. */
export function pinTable(pins: readonly PinSettings[]): (pin: number) => PinSettings {
  const table = new Map(pins.map((each) => [each.pin, each]));
  return (pin) => {
    let settings = table.get(pin);
    if (!settings) table.set(pin, (settings = newPin(pin, '')));
    return settings;
  };
}
