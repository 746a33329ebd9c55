/**
 * Wall-clock time of an IANA zone. Excel's dates have no zone, so a cell holds what a clock on the streamer's wall
 * showed. Knows no cell and no language.
 */

const DAY_MS = 86_400_000;
/** Offsets change on quarter hours of UTC, so one look-up serves this long. Intl is slow: 100,000 look-ups take a second. */
const OFFSET_HOLDS_MS = 900_000;
/** 1970-01-01 in Excel's 1900 date system (ECMA-376 part 1, 18.17.4.1). */
const EXCEL_EPOCH = 25_569;
/** The year 10000, where Excel's dates end. */
const EXCEL_END = 2_958_466;

export interface Zone {
  /** Days of Excel's 1900 system for a time in ms UTC; null where Excel has no date for it. */
  serial(ms: number): number | null;
  /** `yyyy-mm-ddThh:mm:ss` on the wall */
  wall(ms: number): string;
}

/** From Intl's `GMT+07:00`, `GMT-03:30` or `GMT` to ms. */
function offsetOf(name: string): number {
  const [, sign, hours, minutes, seconds] = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/.exec(name) ?? [];
  const ms = (Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)) * 1_000;
  return sign === '-' ? -ms : ms;
}

/** Throws RangeError for a zone the browser does not know. */
export function zone(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const offsets = new Map<number, number>();
  const offsetAt = (ms: number): number => {
    const slot = Math.floor(ms / OFFSET_HOLDS_MS);
    let offset = offsets.get(slot);
    if (offset === undefined) {
      const part = format.formatToParts(slot * OFFSET_HOLDS_MS).find(({ type }) => type === 'timeZoneName');
      offsets.set(slot, (offset = offsetOf(part?.value ?? '')));
    }
    return offset;
  };
  return {
    serial(ms) {
      const utc = ms / DAY_MS + EXCEL_EPOCH;
      // A day more on either side, as the offset is not known yet.
      if (!(utc >= 1 && utc < EXCEL_END - 1)) return null;
      return (ms + offsetAt(ms)) / DAY_MS + EXCEL_EPOCH;
    },
    wall: (ms) => new Date(ms + offsetAt(ms)).toISOString().slice(0, 19),
  };
}
