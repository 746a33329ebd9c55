/** What stands in the sheets' rows, and what an error of the browser is called. */
import { expect, test } from 'vitest';
import { LEADERS, leadersOf } from '#domain/leaders.ts';
import { actionRows } from '#storage/action-columns.ts';
import { faultOf } from '#storage/faults.ts';
import { rank } from '#storage/leader-columns.ts';
import { WORDS } from '#storage/words.ts';
import { action, contribution, session } from './bed.ts';

test('everybody who gave is ranked as the Live screen ranks, beyond its limit too', () => {
  const givers = Array.from({ length: LEADERS + 50 }, (_, n) =>
    contribution(`${n}`, { coins: (n * 7) % 40, lastAt: 1_000_000 - n * 13 }),
  );
  const ranked = rank(givers, session('s1', { totals: { ...session('s1').totals, coins: 2_000 } }));
  expect(ranked.slice(0, LEADERS).map(({ userId }) => userId)).toEqual(leadersOf(givers));
  expect(ranked).toHaveLength(givers.filter(({ coins }) => coins > 0).length);
  expect(ranked.map((row) => row.rank)).toEqual(ranked.map((_, index) => index + 1));
  expect(ranked[0]?.share).toBe(39 / 2_000);
});

test('an action has a row for each command and for each fate of what was not started; its cost stands once', () => {
  const result = {
    command: { verb: 'OFF' },
    sentMs: 1,
    queued: false,
    ackMs: 2,
    outcome: 'acked',
    code: null,
  } as const;
  const rows = actionRows(action('s1#1', { results: [result, result], unstarted: { owed: 3, expired: 0 } }));
  expect(rows.map(({ first, outcome, runs }) => [first, outcome, runs])).toEqual([
    [true, 'acked', null],
    [false, 'acked', null],
    [false, 'owed', 3],
  ]);
});

const named = (name: string, inner?: unknown): Error => Object.assign(new Error('why'), { name, inner });
test.each([
  ['a full disk', named('QuotaExceededError'), 'storage-full'],
  ['a transaction that a full disk aborted', named('AbortError', named('QuotaExceededError')), 'storage-full'],
  ['a newer database', named('VersionError'), 'storage-newer'],
  ['another tab in the way', named('BlockedError'), 'storage-busy-elsewhere'],
  ['no IndexedDB', named('MissingAPIError'), 'storage-unavailable'],
  ['anything else', named('UnknownError'), 'storage-failed'],
  ['no error at all', 'text', 'storage-failed'],
])('%s is a fault of its own', (_, error, code) => {
  expect(faultOf(error)).toMatchObject({ code });
});

test('a fault stays as it is, and a circle of causes ends', () => {
  const fault = { code: 'storage-newer', detail: '2 > 1', at: 7 } as const;
  expect(faultOf(fault)).toBe(fault);
  const circle: { name: string; inner?: unknown } = { name: 'X' };
  circle.inner = circle;
  expect(faultOf(circle)).toMatchObject({ code: 'storage-failed' });
});

test('names of sheets are ones that Excel takes, also with a number behind them', () => {
  for (const { sheets } of Object.values(WORDS)) {
    const names = Object.values(sheets);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\]{1,28}$/);
  }
});
