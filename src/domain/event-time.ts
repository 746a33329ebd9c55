/**
 * When an event happened. TikTok's createTime tells; for events without one, the arrival less the median distance of
 * arrival and createTime in the events that have both (a recording's arrival clock can be an hour off).
 * Knows no clock and no event.
 */

/** Distances kept: enough for a steady median, few enough to follow a source whose clock is set. */
const SAMPLES = 51;

export interface EventTimes {
  /** ms UTC. `created`: createTime, null when not told. `at`: arrival. Pass `sample` false where the two are unrelated (history). */
  of(created: number | null, at: number, sample: boolean): number;
}

export function createEventTimes(): EventTimes {
  const offsets = new Float64Array(SAMPLES);
  let known = 0;
  let next = 0;
  let median = 0;
  let stale = false;
  return {
    of(created, at, sample) {
      if (created !== null) {
        if (sample) {
          offsets[next] = at - created;
          next = (next + 1) % SAMPLES;
          if (known < SAMPLES) known += 1;
          stale = true;
        }
        return created;
      }
      if (stale) {
        const sorted = offsets.slice(0, known).sort();
        median = sorted[known >> 1] ?? 0;
        stale = false;
      }
      return Math.round(at - median);
    },
  };
}
