/**
 * How many watch the demo LIVE: likes and gifts bring people 20–40 s later, who drift off again.
 * So the room has a cause and an effect that statistics can find. Knows no events, only how much happened.
 */
import type { Random } from './demo-random.ts';

/** Who watches anyway. */
const LOYAL = 1_020;
/** A slow swell of the loyal crowd, as over an evening. */
const SWELL = { people: 60, periodMs: 17 * 60_000 };
/** Word gets round in this time. */
const DELAY_MS = { from: 20_000, to: 40_000 };
/** Those who were drawn in leave with this time constant (37 % are still there after it). */
const STAY_MS = 90_000;

export interface Crowd {
  /** Something happened that will draw about so many people. */
  attract(people: number, now: number): void;
  /** Viewers at `now` (ms, never going back). */
  viewers(now: number): number;
}

export function createCrowd(random: Random, start: number): Crowd {
  let arriving: { at: number; people: number }[] = [];
  // What the time before the demo began would have left.
  let drawnIn = 280;
  let last = start;
  return {
    attract(people, now) {
      arriving.push({ at: now + random.whole(DELAY_MS.from, DELAY_MS.to), people });
    },
    viewers(now) {
      drawnIn *= Math.exp(-Math.max(0, now - last) / STAY_MS);
      last = Math.max(last, now);
      arriving = arriving.filter(({ at, people }) => {
        if (at <= now) drawnIn += people;
        return at > now;
      });
      const swell = SWELL.people * Math.sin(((now - start) / SWELL.periodMs) * 2 * Math.PI);
      return Math.round(LOYAL + swell + drawnIn);
    },
  };
}
