/** When an event happened, by its own time or by the median offset of those that tell theirs. */
import { expect, it } from 'vitest';
import { createEventTimes } from '#domain/event-time.ts';

const HOUR = 3_600_000;
const T = 1_700_000_000_000;

it('is createTime where there is one', () => {
  expect(createEventTimes().of(T - 5, T, true)).toBe(T - 5);
});

it('is the arrival while no event has told both', () => {
  expect(createEventTimes().of(null, T, true)).toBe(T);
});

it('is the arrival less the median distance from createTime', () => {
  const times = createEventTimes();
  for (const late of [200, 100, 300, 90 * HOUR, 250]) times.of(T, T + HOUR + late, true);
  expect(times.of(null, T + HOUR + 1000, true)).toBe(T + 750);
});

it('learns nothing from history, whose arrival has nothing to do with its time', () => {
  const times = createEventTimes();
  times.of(T - HOUR, T, false);
  expect(times.of(null, T, true)).toBe(T);
});

it('follows a source whose clock is set', () => {
  const times = createEventTimes();
  for (let n = 0; n < 500; n += 1) times.of(T, T + HOUR, true);
  for (let n = 0; n < 51; n += 1) times.of(T, T + 100, true);
  expect(times.of(null, T + 100, true)).toBe(T);
});
