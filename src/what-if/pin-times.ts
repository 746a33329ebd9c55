/**
 * How long each pin of a healthy board is on: protocol v1's verbs reckoned as intervals, with the board's own longest
 * on-time (LIM) and without a timer. Only times: knows no frames, no bytes and no clock. Part of the timing model in
 * timing-board.ts, which says what it leaves out.
 */
import type { BoardCommand } from '#domain/command.ts';
import { DEFAULT_LIMIT_MS } from '#domain/rule.ts';

export interface PinTimes {
  /** Commands carried out. */
  commands: number;
  /** ms on, all together, and the longest without a break. A servo is never "on". */
  onMs: number;
  longestMs: number;
  /** How often LIM cut it. */
  cuts: number;
}

interface Pin extends PinTimes {
  /** LIM, ms; 0 = none. */
  limitMs: number;
  /** What it does now, from `since` on: `times` phases of on and off ms. An on without an end has onMs Infinity. */
  phase: { readonly since: number; readonly on: number; readonly off: number; readonly times: number } | null;
  /** Since when it has been on without a break, if the present phase follows such a time directly. */
  unbrokenFrom: number;
}

const newPin = (): Pin => ({
  ...{ commands: 0, onMs: 0, longestMs: 0, cuts: 0, limitMs: DEFAULT_LIMIT_MS },
  ...{ phase: null, unbrokenFrom: 0 },
});

/** What a verb makes of its pin; null = off. */
function phaseOf(command: BoardCommand, since: number): Pin['phase'] {
  switch (command.verb) {
    case 'SET':
      return command.on ? { since, on: Infinity, off: 0, times: 1 } : null;
    case 'PULSE':
      return { since, on: command.ms, off: 0, times: 1 };
    case 'BLINK':
      return { since, on: command.on, off: command.off, times: command.times || Infinity };
    case 'PWM':
      return command.value > 0 ? { since, on: Infinity, off: 0, times: 1 } : null;
    case 'TONE':
      return command.hz > 0 ? { since, on: command.ms || Infinity, off: 0, times: 1 } : null;
    default:
      return null;
  }
}

export function pinTimes() {
  const pins = new Map<number, Pin>();
  /** The one pin that sounds: there is one tone at a time. */
  let sounding: number | null = null;

  function pinAt(number: number): Pin {
    let pin = pins.get(number);
    if (!pin) pins.set(number, (pin = newPin()));
    return pin;
  }
  /** Reckons what the pin did up to `at`, and forgets it. @returns since when it is on at this moment, else null */
  function close(pin: Pin, at: number): number | null {
    const { phase } = pin;
    pin.phase = null;
    if (!phase) return null;
    const { since, on, off, times } = phase;
    const limit = pin.limitMs || Infinity;
    // The first phase that reaches LIM is the last one, however many were asked for.
    const cut = on > limit;
    const done = cut ? 0 : Math.min(times, Math.floor((at - since) / (on + off)));
    if (done) {
      pin.onMs += done * on;
      pin.longestMs = Math.max(pin.longestMs, since + on - pin.unbrokenFrom);
    }
    if (done >= times) return null;
    const from = done ? since + done * (on + off) : since;
    const end = from + Math.min(on, limit);
    const unbroken = done ? from : pin.unbrokenFrom;
    const until = Math.max(from, Math.min(end, at));
    pin.onMs += until - from;
    pin.longestMs = Math.max(pin.longestMs, until - unbroken);
    if (cut && end <= at) pin.cuts++;
    return end > at ? unbroken : null;
  }
  const cutAt = ({ phase, limitMs }: Pin): number | null =>
    phase && limitMs && phase.on > limitMs ? phase.since + limitMs : null;
  function allOff(at: number): void {
    for (const pin of pins.values()) close(pin, at);
    sounding = null;
  }

  return {
    /**
     * Carried out at `at`, ms; times never run backwards.
     * @returns when LIM will cut the pin if nothing happens before, ms; null = never
     */
    run(command: BoardCommand, at: number): number | null {
      if (command.verb === 'OFF') {
        allOff(at);
        return null;
      }
      const pin = pinAt(command.pin);
      pin.commands++;
      if (command.verb === 'TONE') {
        if (sounding !== null && sounding !== command.pin) close(pinAt(sounding), at);
        sounding = command.hz > 0 ? command.pin : null;
      }
      const onSince = close(pin, at);
      pin.phase = phaseOf(command, at);
      pin.unbrokenFrom = pin.phase ? (onSince ?? at) : at;
      return cutAt(pin);
    },
    /** LIM may cut the pin at `at`. @returns whether it did: the pin may do something else by now */
    cut(pin: number, at: number): boolean {
      const known = pinAt(pin);
      if (cutAt(known) !== at) return false;
      close(known, at);
      return true;
    },
    /** Told before the pin is used. ms; 0 = none. */
    limit(pin: number, ms: number): void {
      pinAt(pin).limitMs = ms;
    },
    /** What ends by itself is counted to its end, the rest up to `at`. */
    close(at: number): ReadonlyMap<number, PinTimes> {
      for (const pin of pins.values()) {
        const { phase } = pin;
        close(pin, phase && (phase.on === Infinity || phase.times === Infinity) ? at : Infinity);
      }
      return pins;
    },
  };
}
