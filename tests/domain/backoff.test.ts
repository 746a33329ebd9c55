/** How long a link waits before it tries again. */
import { expect, it } from 'vitest';
import { backoffMs } from '#domain/backoff.ts';

const TABLE = { first: 5_000, cap: 300_000 };

it.each([
  [0, 0, undefined, 250],
  [0, 1, undefined, 500],
  [1, 0.5, undefined, 750],
  [5, 1, undefined, 16_000],
  [6, 1, undefined, 30_000],
  [5_000, 0, undefined, 15_000],
  [0, 1, TABLE, 5_000],
  [10, 1, TABLE, 300_000],
])('attempt %i with chance %d waits within its half', (attempt, random, table, expected) => {
  expect(backoffMs(attempt, random, table)).toBe(expected);
});
