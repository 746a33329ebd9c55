/** What a visit leaves behind for the next one while storage takes nothing. */
import { beforeEach, expect, test } from 'vitest';
import type { Snapshot } from '#rpc/live.ts';
import { noteUnstored, unstoredUntil } from '#store/unstored.ts';

const snapshot = (at: number, unansweredSince: number | null): Snapshot =>
  ({ at, record: { waiting: 1, savedAt: null, unansweredSince, fault: null } }) as unknown as Snapshot;

beforeEach(() => localStorage.clear());

test('nothing is noted while storage answers in time', () => {
  noteUnstored(snapshot(10_000, null));
  noteUnstored(snapshot(10_500, 10_000));
  expect(unstoredUntil()).toBeNull();
});

test('the last sign of life is noted while it does not, and forgotten once it does', () => {
  noteUnstored(snapshot(12_000, 10_000));
  noteUnstored(snapshot(15_000, 10_000));
  expect(unstoredUntil()).toBe(15_000);
  noteUnstored(snapshot(15_100, null));
  expect(unstoredUntil()).toBeNull();
});
