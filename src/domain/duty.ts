/**
 * Duty cycle: how long a pin has been on, and how long it has to rest so that on-time ÷ (on-time + rest) stays within its
 * share. Knows no lane and no clock: times are ms by whatever clock the caller has.
 */
import { holdMs, type Command } from './command.ts';
import type { PinSettings } from './rule.ts';

/** One stretch of being on, made of one command or of several that followed each other without a break. */
export interface OnTime {
  /** When the stretch began, and the on-time of it that earlier commands account for. */
  readonly since: number;
  readonly carried: number;
  /** The present command: when it began, what share of the time it is on, and when it ends; Infinity = when it is told. */
  readonly from: number;
  readonly share: number;
  readonly until: number;
}

const onFor = ({ carried, from, share, until }: OnTime, now: number): number =>
  carried + share * (Math.min(now, until) - from);

/** What a command asks of a pin: the share of the time it is on, and for how long. Null where it does not concern duty. */
function asked(command: Command): { readonly share: number; readonly ms: number } | null {
  switch (command.verb) {
    case 'SET':
      return { share: command.on ? 1 : 0, ms: Infinity };
    case 'PWM':
      // Anything above 0 counts as on: what heats or jams does so at half power too.
      return { share: command.value ? 1 : 0, ms: Infinity };
    case 'PULSE':
      return { share: 1, ms: command.ms };
    case 'TONE':
      return { share: command.hz ? 1 : 0, ms: command.hz ? command.ms : Infinity };
    case 'BLINK': {
      const period = command.on + command.off;
      return { share: command.on / period, ms: command.times ? command.times * period : Infinity };
    }
    default:
      return null;
  }
}

/** The stretch after `command` began at `now`; null when the pin was not on and does not go on. */
export function afterCommand(last: OnTime | null, command: Command, now: number): OnTime | null {
  const what = asked(command);
  if (!what) return last;
  if (!what.share) return last && afterOff(last, now);
  const goesOn = last && now < last.until ? last : null;
  const since = goesOn?.since ?? now;
  return { since, carried: goesOn ? onFor(goesOn, now) : 0, from: now, share: what.share, until: now + what.ms };
}

/** The same stretch, ended at `now` at the latest. */
export const afterOff = (last: OnTime, now: number): OnTime =>
  now < last.until
    ? { since: last.since, carried: last.carried, from: last.from, share: last.share, until: now }
    : last;

/**
 * ms that the pin rests after the stretch's end: on · 100 / percent − (end − since), at least 0. Off phases of a blink
 * are part of the stretch and so have rested already. 0 while it has no end.
 * @param percent 1–99; absent = no limit
 */
export function restMs(stretch: OnTime, percent: number | undefined): number {
  if (percent === undefined || stretch.until === Infinity) return 0;
  return Math.max(0, (onFor(stretch, stretch.until) * 100) / percent - (stretch.until - stretch.since));
}

/**
 * When a pin may be driven again after `command` began at `now`: behind its hold and the pin's gap or, where that is
 * longer, its rest. `stretch` as `afterCommand` left it. 0 where the command keeps nobody waiting.
 */
export function freeAt(
  command: Command,
  pin: Pick<PinSettings, 'gapMs' | 'dutyPercent'>,
  stretch: OnTime | null,
  now: number,
): number {
  const hold = holdMs(command);
  const rest = stretch ? restMs(stretch, pin.dutyPercent) : 0;
  if (hold) return now + hold + Math.max(pin.gapMs, rest);
  return stretch && rest ? stretch.until + rest : 0;
}
