/** How long an effect keeps its pins busy. Knows the lanes' rules, not the lanes. */
import { holdMs, pinOf } from './command.ts';
import { afterCommand, freeAt, restMs, type OnTime } from './duty.ts';
import { pinTable } from './pin-settings.ts';
import type { Effect, PinSettings, Step } from './rule.ts';

/** The longest pulse of wire protocol v1, for pins without a limit. */
const LONGEST_PULSE_MS = 60_000;
/** A newer run takes the place of those that wait, never of the one that runs. */
const RUNS_WHEN_REPLACING = 2;

/** One run on idle pins: ms to the end of its last step or hold, and ms until another may start. */
function oneRun(
  steps: readonly Step[],
  settingsOf: (pin: number) => PinSettings,
): { readonly ends: number; readonly free: number } {
  const busy = new Map<number, number>();
  const on = new Map<number, OnTime | null>();
  let now = 0;
  let ends = 0;
  for (const step of steps) {
    if (step.do === 'wait') now += step.ms;
    if (step.do !== 'command') continue;
    const pin = pinOf(step.command);
    if (pin === null) continue;
    now = Math.max(now, busy.get(pin) ?? 0);
    const stretch = afterCommand(on.get(pin) ?? null, step.command, now);
    on.set(pin, stretch);
    ends = Math.max(ends, now + holdMs(step.command));
    busy.set(pin, freeAt(step.command, settingsOf(pin), stretch, now));
  }
  return { ends: Math.max(ends, now), free: Math.max(now, ...busy.values()) };
}

/**
 * ms from the first command to the end of the last hold, on idle pins. A run keeps its pins until its last step, and the
 * next begins when all of them are free. So, with a run's own length `ends` and `free` = when another may start:
 *
 *   queue:   (runs − 1) · free + ends          99 pulses of 200 ms, gap 60 → 98 · 260 + 200 = 25.7 s
 *   replace: the same for two runs at most: the one that runs and the last of those behind it
 *   merge:   runs · ms + (pulses − 1) · gap    pulses = ⌈runs / ⌊limit / ms⌋⌉; only a single PULSE merges
 *
 * A pin with a duty cycle rests for as long as that takes (duty.ts) where its gap is shorter.
 *
 * An effect without pins waits for none, so its runs go side by side.
 */
export function lastsMs(effect: Effect, runs: number, pins: readonly PinSettings[]): number {
  const settingsOf = pinTable(pins);
  const { ends, free } = oneRun(effect.steps, settingsOf);
  const [only, more] = effect.steps;
  if (effect.whenBusy === 'merge' && !more && only?.do === 'command' && only.command.verb === 'PULSE') {
    const { pin, ms } = only.command;
    const { limitMs, gapMs, dutyPercent } = settingsOf(pin);
    const inOne = Math.max(1, Math.floor((limitMs || LONGEST_PULSE_MS) / ms));
    const pulse = afterCommand(null, { verb: 'PULSE', pin, ms: inOne * ms }, 0);
    const rest = pulse ? restMs(pulse, dutyPercent) : 0;
    return runs * ms + (Math.ceil(runs / inOne) - 1) * Math.max(gapMs, rest);
  }
  if (!effect.steps.some((step) => step.do === 'command' && pinOf(step.command) !== null)) return ends;
  const counted = effect.whenBusy === 'replace' ? Math.min(RUNS_WHEN_REPLACING, runs) : runs;
  return (counted - 1) * free + ends;
}
