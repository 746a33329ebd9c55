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
  function timed(pin: number, onMs: number, offMs: number, times: number, at: number): number {
    release(pin, at);
    if ([...outputs.values()].filter((o) => o.kind === 'timed' && o.changeAt !== Infinity).length >= SLOTS)
      return ERR.noSlot;
    return drive(pin, 'timed', true, at, { onMs, offMs, left: times || Infinity, changeAt: at + onMs });
  }
  const count = (kind: Output['kind']) => [...outputs.values()].filter((output) => output.kind === kind).length;

  function pwm(pin: number, value: number | undefined, at: number): number {
    if (!whole(value, 0, 255)) return ERR.argument;
    if (!PWM_PINS.includes(pin)) return ERR.pin;
    if (count('servo') && TIMER1_PINS.includes(pin)) return ERR.timerBusy;
    if (count('tone') && TIMER2_PINS.includes(pin)) return ERR.timerBusy;
    release(pin, at);
    return drive(pin, 'pwm', value > 0, at);
  }
  function servo(pin: number, position: number | undefined, at: number): number {
    if (!whole(position, 0, 180) && !whole(position, 500, 2500)) return ERR.argument;
    if (outputs.get(pin)?.kind === 'servo') return NO_ERROR;
    if (count('servo') >= SERVOS) return ERR.noSlot;
    release(pin, at);
    return drive(pin, 'servo', true, at);
  }
  function tone(pin: number, hz: number | undefined, ms: number | undefined, at: number): number {
    if (!whole(hz, 0, 65535) || !whole(ms, 0, 65535) || (hz > 0 && hz < 31)) return ERR.argument;
    for (const [other, output] of outputs) if (output.kind === 'tone') release(other, at);
    release(pin, at);
    return hz ? drive(pin, 'tone', true, at, { changeAt: ms ? at + ms : Infinity }) : NO_ERROR;
  }

  return {
    /** Carries out a verb. @returns 0 or an err code of protocol v1 */
    run(verb: string, args: readonly number[], at: number): number {
      const [pin, a, b, c, extra] = args;
      if (!['SET', 'PULSE', 'BLINK', 'PWM', 'SERVO', 'TONE', 'INV', 'LIM'].includes(verb)) return ERR.verb;
      if (pin === undefined || extra !== undefined || args.some((arg) => !whole(arg, 0, 65535))) return ERR.argument;
      if (pin < FIRST_PIN || pin > LAST_PIN) return ERR.pin;
      if (verb !== 'TONE' && verb !== 'BLINK' && b !== undefined) return ERR.argument;
      if (verb === 'TONE' && c !== undefined) return ERR.argument;
      switch (verb) {
        case 'SET':
          if (!whole(a, 0, 1)) return ERR.argument;
          release(pin, at);
          return drive(pin, 'level', a === 1, at);
        case 'PULSE':
          return whole(a, 1, 60_000) ? timed(pin, a, 0, 1, at) : ERR.argument;
        case 'BLINK':
          if (!whole(a, 1, 60_000) || !whole(b, 1, 60_000) || !whole(c, 0, 65535)) return ERR.argument;
          return timed(pin, a, b, c, at);
        case 'PWM':
          return pwm(pin, a, at);
        case 'SERVO':
          return servo(pin, a, at);
        case 'TONE':
          return tone(pin, a, b, at);
        case 'INV':
          if (!whole(a, 0, 1)) return ERR.argument;
          release(pin, at);
          return NO_ERROR;
        default:
          if (!whole(a, 0, 65535)) return ERR.argument;
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
