/**
 * From a chip's port edges to what a person sees at its pins, frame by frame. "On" is a high level that the chip itself
 * drives; whether that is "on" for what hangs on the pin, the profile knows. Nothing that happens between two frames is
 * lost: a pulse that came and went is shown for one frame.
 */
import type { PinShown } from '#domain/pin-shown.ts';
import { CLOCK_HZ } from './chip.ts';
import { LEVEL, type Level } from './pins.ts';
import { createWaveform, type Wave } from './waveform.ts';

const CYCLES_PER_US = CLOCK_HZ / 1e6;
/** Servos read 500–2500 µs about every 20 ms; interrupts may shift an edge by a few µs. */
const SERVO = {
  fromUs: 500,
  toUs: 2_500,
  slackUs: 20,
  shortestFrame: CLOCK_HZ * 0.015,
  longestFrame: CLOCK_HZ * 0.025,
};
/** A wave that the program makes, not a timer's PWM, is a tone when it is about as long high as low. */
const TONE_DUTY = { from: 0.45, to: 0.55 };

const OFF: PinShown = { does: 'off' };
const ON: PinShown = { does: 'on' };
const WAVES: ReadonlySet<PinShown['does'] | undefined> = new Set(['pwm', 'servo', 'tone'] as const);

interface Pin {
  readonly wave: ReturnType<typeof createWaveform>;
  level: Level;
  /** Went high or low since the last frame. */
  turned: boolean;
  /** The level, high or not, that the last frame showed. */
  shownHigh: boolean;
  shown: PinShown | null;
}

/** @param isTimerDriven whether a timer makes the pin's level at present */
export function createPinWatch(isTimerDriven: (pin: number) => boolean) {
  const pins = new Map<number, Pin>();
  /** Those that another frame may show otherwise. */
  const restless = new Set<number>();
  let frame: Readonly<Record<number, PinShown>> = {};

  function pinOf(number: number): Pin {
    let pin = pins.get(number);
    if (!pin) {
      pin = { wave: createWaveform(), level: LEVEL.input, turned: false, shownHigh: false, shown: null };
      pins.set(number, pin);
    }
    return pin;
  }
  function look(number: number, pin: Pin, now: number): PinShown | null {
    const high = pin.level === LEVEL.high;
    // The end of a wave is no pulse of its own.
    const turned = pin.turned && !WAVES.has(pin.shown?.does);
    pin.turned = false;
    const wave = pin.wave.measure(now);
    if (wave) {
      pin.shownHigh = high;
      return meaning(wave, isTimerDriven(number));
    }
    // Turned and turned back since the last frame: what was in between is shown now.
    const between = turned && high === pin.shownHigh;
    pin.shownHigh = between ? !high : high;
    if (!between && !pin.wave.isOpen()) restless.delete(number);
    if (pin.shownHigh) return ON;
    return pin.level <= LEVEL.high ? OFF : null;
  }

  return {
    edge(number: number, level: Level, cycle: number): void {
      const pin = pinOf(number);
      const high = level === LEVEL.high;
      if (high !== (pin.level === LEVEL.high)) pin.turned = true;
      pin.level = level;
      pin.wave.turn(high, cycle);
      restless.add(number);
    },
    /** Another frame may differ from the last one, even without another edge. */
    isRestless: (): boolean => restless.size > 0,
    /**
     * Closes a frame. Only pins that the chip drives are in it: one at a low level is off, an undriven one is absent.
     * @returns the same object as before when nothing differs
     */
    frame(now: number): Readonly<Record<number, PinShown>> {
      let changed = false;
      for (const number of restless) {
        const pin = pinOf(number);
        const shown = look(number, pin, now);
        if (same(pin.shown, shown)) continue;
        pin.shown = shown;
        changed = true;
      }
      if (changed) frame = Object.fromEntries([...pins].flatMap(([n, { shown }]) => (shown ? [[n, shown]] : [])));
      return frame;
    },
  };
}

function meaning({ period, duty, pulse }: Wave, timerDriven: boolean): PinShown {
  const us = pulse / CYCLES_PER_US;
  const { fromUs, toUs, slackUs, shortestFrame, longestFrame } = SERVO;
  const isServo = us >= fromUs - slackUs && us <= toUs + slackUs && period >= shortestFrame && period <= longestFrame;
  if (isServo) return { does: 'servo', us: Math.round(Math.min(toUs, Math.max(fromUs, us))) };
  if (!timerDriven && duty >= TONE_DUTY.from && duty <= TONE_DUTY.to)
    return { does: 'tone', hz: Math.round((CLOCK_HZ / period) * 10) / 10 };
  return { does: 'pwm', duty: Math.round(duty * 1_000) / 1_000 };
}

/** Alike to the eye: interrupts make every edge a little early or late, which is no reason to draw anew. */
function same(a: PinShown | null, b: PinShown | null): boolean {
  if (a?.does === 'servo' && b?.does === 'servo') return Math.abs(a.us - b.us) < 5;
  if (a?.does === 'pwm' && b?.does === 'pwm') return Math.abs(a.duty - b.duty) < 0.002;
  if (a?.does === 'tone' && b?.does === 'tone') return Math.abs(a.hz - b.hz) < a.hz * 0.01;
  return a?.does === b?.does;
}
