/**
 * The pins as the host last set them, for the screen. Works from commands alone: no board is asked.
 * Knows no lanes and no link.
 */
import { holdMs, pinOf, type Command } from '#domain/command.ts';
import type { PinSettings } from '#domain/rule.ts';
import type { PinView } from '#rpc/live.ts';

interface Shown {
  readonly detail: string;
  readonly on: boolean;
  /** ms of the clock; Infinity = until told otherwise */
  readonly until: number;
}

function shownAs(command: Command, now: number): Shown {
  const hold = holdMs(command);
  const until = hold ? now + hold : Infinity;
  switch (command.verb) {
    case 'SET':
      return { detail: '', on: command.on, until };
    case 'PWM':
      return { detail: `PWM ${command.value}`, on: command.value > 0, until };
    case 'SERVO':
      return { detail: `SERVO ${command.position}`, on: true, until };
    case 'TONE':
      return { detail: `TONE ${command.hz}`, on: command.hz > 0, until };
    case 'PULSE':
      return { detail: `PULSE ${command.ms}`, on: true, until };
    default:
      return { detail: command.verb, on: true, until };
  }
}

export function shownPins() {
  const pins = new Map<number, Shown>();
  return {
    /** A command was handed to the link. */
    sent(command: Command, now: number): void {
      if (command.verb === 'OFF') return pins.clear();
      const pin = pinOf(command);
      if (pin !== null) pins.set(pin, shownAs(command, now));
    },
    off(pin: number): void {
      pins.delete(pin);
    },
    allOff: (): void => pins.clear(),
    /** Every pin of the profile and every pin that is on, by number. */
    view(settings: readonly PinSettings[], waitingOn: (pin: number) => number, now: number): PinView[] {
      const names = new Map(settings.map(({ pin, name }) => [pin, name]));
      const all = new Set([...names.keys(), ...pins.keys()]);
      return [...all]
        .sort((a, b) => a - b)
        .map((pin) => {
          const shown = pins.get(pin);
          const on = shown !== undefined && shown.on && now < shown.until;
          return { pin, name: names.get(pin) ?? '', on, detail: on ? shown.detail : '', waiting: waitingOn(pin) };
        });
    },
  };
}
