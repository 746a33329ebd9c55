/** How often an effect runs for one event, and when a gift lies within a rule's coins. Knows no rules but their figures. */
import type { GiftEvent, LikeEvent, RoomUserEvent } from './event.ts';
import type { Times } from './rule.ts';
import type { TriggerOf } from './compile-rules.ts';

/** A room that jumps by a million likes must not fill a lane with a million pulses. */
const MOST_LIKE_RUNS = 100;

const between = (value: number, from = 0, to = Infinity): boolean => value >= from && value <= to;

/** Whether the gift's coins are in range after `count` units of its streak. */
function inRange(range: TriggerOf<'gift'>['coins'], event: GiftEvent, count: number): boolean {
  if (!range) return true;
  return between(range.of === 'unit' ? event.diamondCount : count * event.diamondCount, range.from, range.to);
}

/** Units of this streak so far, this frame's included; types that do not streak may tell 0. */
const unitsSoFar = (event: GiftEvent): number => Math.max(event.units, event.repeatCount);

export const coinsMatch = (range: TriggerOf<'gift'>['coins'], event: GiftEvent): boolean =>
  inRange(range, event, unitsSoFar(event));

/**
 * Runs for a gift frame that adds `event.units` (> 0).
 * unit: one each. coins: clamp(⌊units · diamondCount / coins⌋, 1, cap).
 * streak: one, on the frame on which the streak first matches: its first frame, or the one that brings its coins into range.
 */
export function giftRuns(times: Times, event: GiftEvent, range?: TriggerOf<'gift'>['coins']): number {
  switch (times.per) {
    case 'unit':
      return event.units;
    case 'coins':
      return Math.min(times.cap, Math.max(1, Math.floor((event.units * event.diamondCount) / times.coins)));
    case 'streak': {
      const before = unitsSoFar(event) - event.units;
      return before > 0 && inRange(range, event, before) ? 0 : 1;
    }
  }
}

/** How many multiples of `every` lie in (running − grown, running]; at most 100. */
export function likeRuns(every: number, { running, grown }: LikeEvent): number {
  const passed = Math.floor(running / every) - Math.floor((running - grown) / every);
  return Math.max(0, Math.min(MOST_LIKE_RUNS, passed));
}

/** True when the count went from one side of `crosses` to the other; reaching it from below counts as up. */
export function viewersCross(
  { crosses, going }: TriggerOf<'viewers'>,
  before: number | null,
  event: RoomUserEvent,
): boolean {
  if (before === null) return false;
  const up = before < crosses && event.viewerCount >= crosses;
  const down = before >= crosses && event.viewerCount < crosses;
  return going === 'up' ? up : down;
}
