/**
 * The protocol model's pins: verbs carried out as the protocol says, on times that are handed in.
 * Knows no frames, no bytes and no clock.
 */
import { DEFAULT_LIMIT_MS } from '#domain/rule.ts';
import { ERR } from '#wire/board-reply.ts';

/** An Uno's digital pins 2–19 (A0 = 14); its PWM pins; those of Timer1 and Timer2, which servos and tones take over. */
const FIRST_PIN = 2;
const LAST_PIN = 19;
const PWM_PINS = [3, 5, 6, 9, 10, 11];
const TIMER1_PINS = [9, 10];
const TIMER2_PINS = [3, 11];
/** A0: the stop button's. */
const STOP_PIN = 14;
/** What each verb takes after its pin, from and to. */
const RANGES: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  SET: [[0, 1]],
  PULSE: [[1, 60_000]],
  BLINK: [
    [1, 60_000],
    [1, 60_000],
    [0, 65_535],
  ],
  PWM: [[0, 255]],
  SERVO: [[0, 2_500]],
  TONE: [
    [31, 65_535],
    [1, 60_000],
  ],
  INV: [[0, 1]],
  LIM: [[0, 65_535]],
};
const SLOTS = 12;
const SERVOS = 8;

interface Output {
  kind: 'level' | 'timed' | 'pwm' | 'servo' | 'tone';
  on: boolean;
  onMs: number;
  offMs: number;
  /** On-phases left, the present one included; Infinity = for ever. */
  left: number;
  /** When it changes by itself, and when LIM cuts it; ms. */
  changeAt: number;
  limitAt: number;
}

export interface ProtocolOutputsHost {
  /** A pin's logical level changed; `inverted` pins are told as people see them: on = active. */
  onPin(pin: number, on: boolean, at: number): void;
  onLimit(pin: number, at: number): void;
}

const NO_ERROR = 0;
const whole = (value: number | undefined, from: number, to: number): value is number =>
  value !== undefined && Number.isInteger(value) && value >= from && value <= to;

export function protocolOutputs(host: ProtocolOutputsHost) {
  const outputs = new Map<number, Output>();
  const limits = new Map<number, number>();
  const inverted = new Set<number>();

  function change(pin: number, output: Output, on: boolean, at: number): void {
    if (output.on === on) return;
    output.on = on;
    const limit = limits.get(pin) ?? DEFAULT_LIMIT_MS;
    output.limitAt = on && limit && output.kind !== 'servo' ? at + limit : Infinity;
    host.onPin(pin, on, at);
  }
  function release(pin: number, at: number): void {
    const output = outputs.get(pin);
    if (output) change(pin, output, false, at);
    outputs.delete(pin);
  }
  function drive(pin: number, kind: Output['kind'], on: boolean, at: number, times: Partial<Output> = {}): number {
    const output: Output = {
      kind,
      on: false,
      onMs: 0,
      offMs: 0,
      left: 1,
      changeAt: Infinity,
      limitAt: Infinity,
      ...times,
    };
    outputs.set(pin, output);
    change(pin, output, on, at);
    return NO_ERROR;
  }
  const isTimed = (output: Output | undefined) => output?.kind === 'timed' && output.changeAt !== Infinity;
  function timed(pin: number, onMs: number, offMs: number, times: number, at: number): number {
    if (!isTimed(outputs.get(pin)) && [...outputs.values()].filter(isTimed).length >= SLOTS) return ERR.noSlot;
    release(pin, at);
    return drive(pin, 'timed', true, at, { onMs, offMs, left: times || Infinity, changeAt: at + onMs });
  }
  /** Whether a pin other than `pin` does this. */
  const elsewhere = (pin: number, kind: Output['kind'], pins?: readonly number[]): boolean =>
    [...outputs].some(([other, output]) => other !== pin && output.kind === kind && (pins?.includes(other) ?? true));

  function pwm(pin: number, value: number, at: number): number {
    if (!PWM_PINS.includes(pin)) return ERR.pin;
    // All off and all on are steady levels, which need no timer.
    const steady = value === 0 || value === 255;
    if (!steady && TIMER1_PINS.includes(pin) && elsewhere(pin, 'servo')) return ERR.timerBusy;
    if (!steady && TIMER2_PINS.includes(pin) && elsewhere(pin, 'tone')) return ERR.timerBusy;
    release(pin, at);
    return drive(pin, steady ? 'level' : 'pwm', value > 0, at);
  }
  function servo(pin: number, at: number): number {
    if (outputs.get(pin)?.kind === 'servo') return NO_ERROR;
    if (elsewhere(pin, 'pwm', TIMER1_PINS)) return ERR.timerBusy;
    if ([...outputs.values()].filter(({ kind }) => kind === 'servo').length >= SERVOS) return ERR.noSlot;
    release(pin, at);
    return drive(pin, 'servo', true, at);
  }
  function tone(pin: number, ms: number, at: number): number {
    if (elsewhere(pin, 'tone') || elsewhere(pin, 'pwm', TIMER2_PINS)) return ERR.timerBusy;
    release(pin, at);
    return drive(pin, 'tone', true, at, { changeAt: at + ms });
  }

  return {
    /** Carries out a verb; refusals are looked for in the order 3, 4, 5, 11, 6, 7. @returns 0 or an err code of protocol v1 */
    run(verb: string, [pin = NaN, ...values]: readonly number[], at: number, stopPressed: boolean): number {
      const ranges = RANGES[verb];
      if (!ranges) return ERR.verb;
      const fits = ranges.every(([from, to], i) => whole(values[i], from, to));
      if (!fits || values.length !== ranges.length || !whole(pin, 0, 65_535)) return ERR.argument;
      const [a = 0, b = 0, c = 0] = values;
      if (verb === 'SERVO' && a > 180 && a < 500) return ERR.argument;
      if (pin < FIRST_PIN || pin > LAST_PIN || pin === STOP_PIN) return ERR.pin;
      if (stopPressed && verb !== 'INV' && verb !== 'LIM') return ERR.stopPressed;
      switch (verb) {
        case 'SET':
          release(pin, at);
          return drive(pin, 'level', a === 1, at);
        case 'PULSE':
          return timed(pin, a, 0, 1, at);
        case 'BLINK':
          return timed(pin, a, b, c, at);
        case 'PWM':
          return pwm(pin, a, at);
        case 'SERVO':
          return servo(pin, at);
        case 'TONE':
          return tone(pin, b, at);
        case 'INV':
          if (a !== Number(inverted.has(pin))) release(pin, at);
          if (a) inverted.add(pin);
          else inverted.delete(pin);
          return NO_ERROR;
        default:
          limits.set(pin, a);
          return NO_ERROR;
      }
    },
    allOff(at: number): void {
      for (const pin of [...outputs.keys()]) release(pin, at);
    },
    /** A reset forgets limits too. */
    forget(at: number): void {
      for (const pin of [...outputs.keys()]) release(pin, at);
      limits.clear();
      inverted.clear();
    },
    isOn: (pin: number): boolean => outputs.get(pin)?.on ?? false,
    /** When something changes by itself next; ms, Infinity = never. */
    due: (): number => Math.min(Infinity, ...[...outputs.values()].map((o) => Math.min(o.changeAt, o.limitAt))),
    /** One change that falls due at `at`. */
    advance(at: number): void {
      for (const [pin, output] of outputs) {
        if (output.limitAt <= at) {
          release(pin, at);
          host.onLimit(pin, at);
        } else if (output.changeAt <= at) {
          const off = output.on;
          change(pin, output, !off, at);
          if (!off) output.changeAt += output.onMs;
          else if (output.kind === 'timed' && --output.left > 0) output.changeAt += output.offMs;
          else outputs.delete(pin);
        }
      }
    },
  };
}
