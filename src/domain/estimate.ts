/** How long an effect keeps its pins busy. Knows the lanes' rules of wire protocol v1, not the lanes. */
import { holdMs } from './command.ts';
import { DEFAULT_GAP_MS, DEFAULT_LIMIT_MS } from './rule.ts';
import type { Effect, PinSettings } from './rule.ts';

/**
 * ms from the first command to the end of the last hold, on idle pins.
 *
 *   queue:   runs · waits + max over pins ( runs · Σ (hold + gap) − gap )      99 pulses of 200 ms, gap 60 → 25.7 s
 *   merge:   runs · waits + max over pins ( min(limit, runs · Σ hold) )        one longer pulse, up to the pin's limit
 *   replace: as queue for a single run: each takes the place of the one before
 *
 * Pins work side by side, so the busiest decides; runs follow one another, so their waits add up.
 */
export function lastsMs(effect: Effect, runs: number, pins: readonly PinSettings[]): number {
  const counted = effect.whenBusy === 'replace' ? 1 : runs;
  let waits = 0;
  const holds = new Map<number, { holds: number; commands: number }>();
  for (const step of effect.steps) {
    if (step.do === 'wait') waits += step.ms;
    else if (step.do === 'command' && 'pin' in step.command && holdMs(step.command) > 0) {
      const lane = holds.get(step.command.pin) ?? { holds: 0, commands: 0 };
      holds.set(step.command.pin, { holds: lane.holds + holdMs(step.command), commands: lane.commands + 1 });
    }
  }
  let busiest = 0;
  for (const [pin, lane] of holds) {
    const settings = pins.find((each) => each.pin === pin);
    const gap = settings?.gapMs ?? DEFAULT_GAP_MS;
    const limit = settings?.limitMs ?? DEFAULT_LIMIT_MS;
    const queued = counted * (lane.holds + lane.commands * gap) - gap;
    const merged = Math.min(limit === 0 ? Infinity : limit, counted * lane.holds);
    busiest = Math.max(busiest, effect.whenBusy === 'merge' ? merged : queued);
  }
  return counted * waits + busiest;
}
