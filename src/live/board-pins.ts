/**
 * The pins as the host last set them, for the screen: what they do as people mean it, whatever level that is on the wire.
 * Works from commands and from what the board says by itself; knows no lanes and no link.
 */
import { holdMs, pinOf, type Command } from '#domain/command.ts';
import type { PinShown } from '#domain/pin-shown.ts';
import type { PinSettings } from '#domain/rule.ts';
import type { PinView } from '#rpc/board-view.ts';
import { alarm } from './board-alarm.ts';
import type { Clock } from './clock.ts';

interface Shown {
  readonly command: Command;
  readonly shows: PinShown;
  /** ms of the clock; Infinity = until told otherwise */
  readonly until: number;
  /** What it did before, as long as this command may still be refused. */
  before: Shown | null;
}

const OFF: PinShown = { does: 'off' };
const ON: PinShown = { does: 'on' };

/** Degrees as the firmware turns them into a pulse: 544 µs at 0°, 2400 µs at 180° (the Arduino Servo library's range). */
const servoUs = (position: number): number => (position <= 180 ? 544 + Math.floor((position * 1856) / 180) : position);

/** A blinking pin counts as on until its end: ten pictures a second could not follow its phases, only scramble them. */
function shownAs(command: Command): PinShown {
  switch (command.verb) {
    case 'SET':
      return command.on ? ON : OFF;
    case 'PULSE':
    case 'BLINK':
      return ON;
    case 'PWM':
      return command.value ? { does: 'pwm', duty: command.value / 255 } : OFF;
    case 'SERVO':
      return { does: 'servo', us: servoUs(command.position) };
    case 'TONE':
      return command.hz ? { does: 'tone', hz: command.hz } : OFF;
    default:
      return OFF;
  }
}

/** @param onChange a pin's time is up: the view differs although nothing was sent */
export function shownPins(clock: Clock, onChange: () => void) {
  const pins = new Map<number, Shown>();
  const end = alarm(clock, onEnd);

  function onEnd(): void {
    const now = clock.now();
    for (const { until } of pins.values()) if (until > now && until < Infinity) end.atLatest(until);
    onChange();
  }
  function doesNow(pin: number, now: number): PinShown {
    const shown = pins.get(pin);
    return shown && now < shown.until ? shown.shows : OFF;
  }

  return {
    /** A command was handed to the link. */
    sent(command: Command, now: number): void {
      if (command.verb === 'OFF') return pins.clear();
      const pin = pinOf(command);
      if (pin === null) return;
      const hold = holdMs(command);
      const until = hold ? now + hold : Infinity;
      pins.set(pin, { command, shows: shownAs(command), until, before: pins.get(pin) ?? null });
      if (hold) end.atLatest(until);
    },
    /** The board answered, or never will. One that it refused changed nothing. */
    settled(command: Command, refused: boolean): void {
      const pin = pinOf(command);
      const shown = pin === null ? undefined : pins.get(pin);
      if (pin === null || shown?.command !== command) return;
      if (!refused) shown.before = null;
      else if (shown.before) pins.set(pin, shown.before);
      else pins.delete(pin);
    },
    off(pin: number): void {
      pins.delete(pin);
    },
    allOff: (): void => pins.clear(),
    /** Whether a servo on this pin holds a position. */
    isServo: (pin: number): boolean => pins.get(pin)?.shows.does === 'servo',
    /** Every pin of the profile and every pin that does something, by number. */
    view(settings: readonly PinSettings[], waitingOn: (pin: number) => number, now: number): PinView[] {
      const names = new Map(settings.map(({ pin, name }) => [pin, name]));
      const all = new Set([...names.keys(), ...pins.keys()]);
      return [...all]
        .sort((a, b) => a - b)
        .map((pin) => ({ pin, name: names.get(pin) ?? '', shows: doesNow(pin, now), waiting: waitingOn(pin) }));
    },
  };
}
