/**
 * Pins that a person presses and holds: on at once or not at all, and off at once when let go or at the pin's longest
 * on-time. Meanwhile nothing else has the pin. Knows no link; should the whole page die, the board's own LIM and watchdog
 * switch the pin off.
 */
import type { Action } from '#domain/action.ts';
import type { PinSettings, Step } from '#domain/rule.ts';
import { tryAction } from './board-try.ts';
import type { Clock } from './clock.ts';
import type { Lanes } from './lanes.ts';

export interface HoldHost {
  readonly clock: Clock;
  readonly lanes: Pick<Lanes, 'isFree' | 'enqueue' | 'letGo'>;
  settingsOf(pin: number): PinSettings;
  onRefused(): void;
}

export function heldPins({ clock, lanes, settingsOf, onRefused }: HoldHost) {
  const held = new Map<number, Action>();
  const set = (pin: number, on: boolean): Step => ({ do: 'command', command: { verb: 'SET', pin, on } });
  return {
    /** @returns whether the pin goes on; it does not while it is busy or resting, and not without a board */
    press(pin: number): boolean {
      if (!lanes.isFree(pin)) {
        onRefused();
        return false;
      }
      const now = clock.now();
      const longest = settingsOf(pin).limitMs || Infinity;
      const action = tryAction([set(pin, true), { do: 'wait', ms: longest }, set(pin, false)], now);
      held.set(pin, action);
      lanes.enqueue(action, now);
      return true;
    },
    letGo(pin: number): void {
      const action = held.get(pin);
      held.delete(pin);
      if (action) lanes.letGo(action);
    },
  };
}
