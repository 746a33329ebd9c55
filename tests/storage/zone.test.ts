/** Wall clocks and Excel's days, against dates worked out by hand. */
import { describe, expect, test } from 'vitest';
import { zone } from '#storage/zone.ts';

const utc = (text: string): number => Date.parse(text);

describe('wall time', () => {
  test.each([
    ['UTC', '2026-03-01T19:30:00Z', '2026-03-01T19:30:00'],
    ['Asia/Jakarta', '2026-03-01T19:30:00Z', '2026-03-02T02:30:00'],
    ['Asia/Kolkata', '2026-03-01T19:30:00Z', '2026-03-02T01:00:00'],
    ['Asia/Kathmandu', '2026-03-01T19:30:00Z', '2026-03-02T01:15:00'],
    ['America/St_Johns', '2026-01-01T00:00:00Z', '2025-12-31T20:30:00'],
    // Summer time begins 2026-03-29 01:00 UTC and ends 2026-10-25 01:00 UTC.
    ['Europe/Berlin', '2026-03-29T00:59:59Z', '2026-03-29T01:59:59'],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-29T03:00:00'],
    ['Europe/Berlin', '2026-10-25T00:59:59Z', '2026-10-25T02:59:59'],
    ['Europe/Berlin', '2026-10-25T01:00:00Z', '2026-10-25T02:00:00'],
    // Half an hour of summer time.
    ['Australia/Lord_Howe', '2026-07-01T00:00:00Z', '2026-07-01T10:30:00'],
    ['Australia/Lord_Howe', '2026-01-01T00:00:00Z', '2026-01-01T11:00:00'],
  ])('%s at %s reads %s', (name, at, wall) => {
    expect(zone(name).wall(utc(at))).toBe(wall);
  });

  test('agrees with Intl all year round', () => {
    for (const timeZone of ['America/New_York', 'Pacific/Chatham', 'Africa/Casablanca']) {
      const intl = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
      const here = zone(timeZone);
      for (let at = utc('2026-01-01T00:07:30Z'); at < utc('2027-01-01'); at += 7 * 3_600_000)
        expect(here.wall(at).replace('T', ' ')).toBe(intl.format(at));
    }
  });
});

describe('serial', () => {
  test.each([
    ['UTC', '1970-01-01T00:00:00Z', 25_569],
    ['UTC', '2000-03-01T12:00:00Z', 36_586.5],
    ['Asia/Jakarta', '2026-03-01T17:00:00Z', 46_083],
  ])('%s at %s is day %d', (name, at, day) => {
    expect(zone(name).serial(utc(at))).toBe(day);
  });

  test.each([Number.NaN, Infinity, -Infinity, -1e14, 1e15, 8.64e15])('Excel has no date for %d', (ms) => {
    expect(zone('Asia/Jakarta').serial(ms)).toBeNull();
  });
});

test('a zone nobody knows is refused', () => {
  expect(() => zone('Mars/Olympus')).toThrow(RangeError);
});
