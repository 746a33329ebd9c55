/**
 * Keeps a machine at the pace of real time: runs it in slices up to now, at once when it is spoken to.
 * Knows no chip: something that counts cycles and can be told to run some more.
 */
import { CYCLES_PER_MS } from './chip.ts';
import type { BoardClock } from './clock.ts';

const SLICE_MS = 4;
/** While the host is waiting for an answer, which takes about 2 ms, slices are short … */
const HURRIED_SLICE_MS = 1;
/** … for so long after its last byte. */
const HURRY_MS = 8;
/** A machine that fell further behind, as after the computer slept, leaves out the rest instead of racing through it. */
const MOST_LAG_MS = 100;

export interface Paced {
  run(cycles: number): void;
  cycles(): number;
}

/** @param onSlice after every slice */
export function createPacing(clock: BoardClock, machine: Paced, onSlice: () => void) {
  /** The time at which the machine had, or would have had, run no cycle; null = stopped. */
  let zero: number | null = null;
  let hurryUntil = -Infinity;
  let lostMs = 0;
  let cancel: () => void = () => undefined;

  function slice(): void {
    if (zero === null) return;
    const now = clock.now();
    const lag = now - zero - machine.cycles() / CYCLES_PER_MS;
    const lost = Math.max(0, lag - MOST_LAG_MS);
    lostMs += lost;
    zero += lost;
    if (lag > 0) machine.run((lag - lost) * CYCLES_PER_MS);
    onSlice();
    cancel();
    // Whoever was told of this slice may have stopped the machine.
    if (zero !== null) cancel = clock.after(now < hurryUntil ? HURRIED_SLICE_MS : SLICE_MS, slice);
  }
  return {
    /** From now on the machine's time runs. */
    start(): void {
      zero = clock.now() - machine.cycles() / CYCLES_PER_MS;
      slice();
    },
    /** Its time stands still; harmless when it does already. */
    stop(): void {
      zero = null;
      cancel();
    },
    isRunning: (): boolean => zero !== null,
    /** Brings the machine up to now and keeps it close to it for a while: something is about to happen to it. */
    hurry(): void {
      if (zero === null) return;
      hurryUntil = clock.now() + HURRY_MS;
      slice();
    },
    /** Simulated time that was left out, ms. */
    lostMs: (): number => lostMs,
  };
}
