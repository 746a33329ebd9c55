/** Which of a profile's pin settings hold on a given board. Knows no board. */
import { pinOf } from './command.ts';
import { newPin } from './rule-defaults.ts';
import type { PinSettings, Profile } from './rule.ts';

/** Those of any board and those of board number `board` (null = it has none), each pin once: the board's own go before. */
export function pinsOfBoard(pins: readonly PinSettings[], board: number | null): readonly PinSettings[] {
  const own = new Set(pins.flatMap((each) => (each.board !== undefined && each.board === board ? [each.pin] : [])));
  return pins.filter((each) => (each.board === undefined ? !own.has(each.pin) : each.board === board));
}

/**
 * The profile for one board that stands in for all of them: each pin once, as it is on the board named by the first rule
 * that moves it; where that has no settings of its own, as on any board, or else as on the first one that has.
 * A pin that rules move on several boards is one pin there, and they wait for each other.
 */
export function onOneBoard(profile: Profile): Profile {
  const movedOn = new Map<number, number | undefined>();
  for (const { enabled, board, effect, fallback } of profile.rules)
    for (const step of enabled ? [...effect.steps, ...(fallback?.steps ?? [])] : []) {
      const pin = step.do === 'command' ? pinOf(step.command) : null;
      if (pin !== null && !movedOn.has(pin)) movedOn.set(pin, board);
    }
  const pins = new Map<number, PinSettings>();
  for (const wanted of [(each: PinSettings) => each.board === movedOn.get(each.pin), isOfAny, () => true])
    for (const each of profile.pins) if (!pins.has(each.pin) && wanted(each)) pins.set(each.pin, ofAny(each));
  return { ...profile, pins: [...pins.values()] };
}
const isOfAny = ({ board }: PinSettings): boolean => board === undefined;
function ofAny(settings: PinSettings): PinSettings {
  const its: { -readonly [K in keyof PinSettings]: PinSettings[K] } = { ...settings };
  delete its.board;
  return its;
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
