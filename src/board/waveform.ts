/**
 * One pin's edges, measured: is it a steady wave, of which period and duty cycle, or just a level? Times are CPU cycles.
 * Knows no pins and nothing of what a wave is used for.
 */
import { CLOCK_HZ } from './chip.ts';

export interface Wave {
  /** From rise to rise, cycles. */
  readonly period: number;
  /** Part of the time that it is high, 0–1. */
  readonly duty: number;
  /** Length of the last high pulse that was over, cycles. */
  readonly pulse: number;
}

/** Slower changes than the lowest tone's (31 Hz) are seen one by one. */
const LONGEST_PERIOD = CLOCK_HZ / 30;
/** Two periods this close together are one wave. */
const STEADY = 0.1;
/** No rise for so many periods: the wave has ended. */
const GONE = 1.5;

export function createWaveform() {
  let high = false;
  let turnedAt = 0;
  let highCycles = 0;
  let pulse = 0;
  let roseAt: number | null = null;
  let highAtRise = 0;
  /** The rise from which periods are counted, how many have passed since, and what `highCycles` was. */
  let countedFrom: number | null = null;
  let periods = 0;
  let highBefore = 0;
  /** Of the last measurement; 0 = none yet. */
  let period = 0;
  let wave: Wave | null = null;

  return {
    turn(toHigh: boolean, cycle: number): void {
      if (toHigh === high) return;
      high = toHigh;
      if (!toHigh) {
        highCycles += cycle - turnedAt;
        pulse = cycle - turnedAt;
      } else {
        if (countedFrom === null) [countedFrom, highBefore, periods] = [cycle, highCycles, 0];
        else periods++;
        roseAt = cycle;
        highAtRise = highCycles;
      }
      turnedAt = cycle;
    },
    /** What the edges since the last call amount to; null = no wave. `now` in cycles. */
    measure(now: number): Wave | null {
      if (roseAt === null || countedFrom === null) return null;
      if (periods > 0) {
        const span = roseAt - countedFrom;
        const mean = span / periods;
        const steady = periods > 1 || Math.abs(mean - period) <= period * STEADY;
        const duty = (highAtRise - highBefore) / span;
        wave = steady && mean <= LONGEST_PERIOD ? { period: mean, duty, pulse } : null;
        period = mean;
        [countedFrom, highBefore, periods] = [roseAt, highAtRise, 0];
      } else if (now - roseAt > GONE * (period || LONGEST_PERIOD)) {
        [roseAt, countedFrom, period, wave] = [null, null, 0, null];
      }
      return wave;
    },
    /** A wave may yet end, or begin, without a further edge. */
    isOpen: (): boolean => roseAt !== null,
  };
}
