/** Counters, latencies and what became of what was never sent. */
import { describe, expect, test } from 'vitest';
import { ACK_BOUNDS_MS } from '#domain/ack-bounds.ts';
import { boardFigures } from '#live/board-figures.ts';
import { effectOf } from './board-bed.ts';
import { greetedBed } from './giftwire-bed.ts';
import { lanesBed } from './lanes-bed.ts';

describe('latencies', () => {
  test('none: no percentile, and bars of nothing', () => {
    const { ackP50Ms, ackP99Ms, ackHistogram } = boardFigures().view();
    expect([ackP50Ms, ackP99Ms]).toEqual([null, null]);
    expect(ackHistogram).toEqual(new Array(ACK_BOUNDS_MS.length + 1).fill(0));
  });
  test('nearest rank over the last 1,000, and every one of them in its bar', () => {
    const figures = boardFigures();
    for (let i = 0; i < 700; i++) figures.command('acked', 9_999);
    // In no order at all: 1 … 1,000.
    for (let i = 0; i < 1_000; i++) figures.command('acked', ((i * 617) % 1_000) + 1);
    const { ackP50Ms, ackP99Ms, ackHistogram } = figures.view();
    expect([ackP50Ms, ackP99Ms]).toEqual([500, 990]);
    const below = (bound: number) => Math.ceil(bound) - 1;
    expect(ackHistogram).toEqual(
      [...ACK_BOUNDS_MS, Infinity].map(
        (bound, i) => Math.min(1_000, below(bound)) - (i ? below(ACK_BOUNDS_MS[i - 1] ?? 0) : 0),
      ),
    );
  });
});

test('what happened is counted once each, until another board is chosen', () => {
  const figures = boardFigures();
  for (const outcome of ['waiting', 'acked', 'waiting', 'refused', 'waiting', 'unknown', 'waiting', 'sent'] as const)
    figures.command(outcome, outcome === 'acked' ? 3 : null);
  figures.resent(8);
  figures.dropped('expired', 2);
  const before = figures.view();
  expect(before.counters).toMatchObject({ sent: 4, acked: 1, refused: 1, unknown: 1, resent: 8 });
  expect(before.counters.dropped).toMatchObject({ expired: 2, ended: 0 });
  figures.forget();
  expect(figures.view()).toMatchObject({ counters: { sent: 0, dropped: { expired: 0 } }, ackP50Ms: null });
  expect(before.counters.dropped.expired).toBe(2);
});

test('frames that go out once more are told: after a nak all in flight, after silence too', () => {
  const { clock, host, answer, fill } = greetedBed();
  fill(3);
  answer('nak 3 1');
  clock.advance(8);
  expect(host.resent.mock.calls).toEqual([[2]]);
  clock.advance(200);
  expect(host.resent.mock.calls).toEqual([[2], [2]]);
});

describe('what was never sent, by why', () => {
  const pulse = effectOf([{ verb: 'PULSE', pin: 13, ms: 200 }]);
  type Bed = ReturnType<typeof lanesBed>;
  test.each<[string, (bed: Bed) => void, Record<string, number>]>([
    ['queue-full', (bed) => bed.fire(pulse, { runs: 10, longestQueue: 4 }), { 'queue-full': 5 }],
    ['replaced', (bed) => bed.fire({ ...pulse, whenBusy: 'replace' }, { runs: 4 }), { replaced: 2 }],
    ['ended', (bed) => bed.lanes.empty('ended'), { ended: 2 }],
    ['stopped', (bed) => bed.stop(), { stopped: 2 }],
    ['board-away', (bed) => bed.unplug(), { 'board-away': 2 }],
    ['expired', (bed) => bed.clock.advance(1_200), { expired: 2 }],
  ])('%s', (reason, happen, dropped) => {
    const bed = lanesBed();
    const waits = reason !== 'queue-full' && reason !== 'replaced';
    if (waits) bed.fire(pulse, { runs: 3, expiresAt: bed.clock.now() + 150 });
    happen(bed);
    expect(bed.dropped()).toEqual(dropped);
  });
  test('what is owed is not lost, until somebody says so', () => {
    const bed = lanesBed();
    const paid = bed.fire(pulse, { runs: 3, coins: 1 });
    bed.stop();
    expect(bed.dropped()).toEqual({});
    bed.lanes.dismissOwed(paid);
    expect(bed.dropped()).toEqual({ dismissed: 2 });
  });
  test('the rest of a run that was cut short, and what the dialect has no words for', () => {
    const bed = lanesBed();
    bed.fire(
      effectOf([
        { verb: 'SET', pin: 5, on: true },
        { do: 'wait', ms: 500 },
        { verb: 'SET', pin: 5, on: false },
      ]),
    );
    bed.stop();
    bed.fire(effectOf([{ do: 'text', line: 'refuse' }]));
    expect(bed.dropped()).toEqual({ stopped: 1, unsupported: 1 });
  });
});
