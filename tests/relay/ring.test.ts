/** What a room holds, for how long, and who is too slow for it: without sockets, on the test's own time. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClient, SLOW_BYTES } from '#relay/client.ts';
import { createRing } from '#relay/ring.ts';
import { createRooms } from '#relay/rooms.ts';
import { CLOSE } from '#wire/relay-frame.ts';
import type { RelayQuery } from '#wire/relay-query.ts';
import { manualSource, type ManualSource } from './harness.ts';

describe('how long a room lives', () => {
  const query: RelayQuery = { room: 'a', source: 'replay', resume: null, file: 'a', speed: 1, loop: false };
  const outlet = { send: (_text: string, done: () => void) => done(), close: () => undefined };
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const start = (): { manual: ManualSource; rooms: ReturnType<typeof createRooms> } => {
    const manual = manualSource();
    return { manual, rooms: createRooms({ version: '1', log: () => undefined, startSource: manual.start }) };
  };

  it('outlives its last watcher by 15 minutes', () => {
    const { manual, rooms } = start();
    rooms.join(query, outlet)!();
    vi.advanceTimersByTime(14 * 60_000);
    rooms.join(query, outlet)!();
    vi.advanceTimersByTime(14 * 60_000);
    expect(manual.started.map(({ stopped }) => stopped)).toEqual([false]);
    vi.advanceTimersByTime(60_000);
    expect(manual.started.map(({ stopped }) => stopped)).toEqual([true]);
    expect(rooms.health()).toEqual([]);
  });

  it('plays a recording anew for who comes anew, not for who reconnects', () => {
    const { manual, rooms } = start();
    const leave = rooms.join(query, outlet)!;
    manual.started[0]!.sink.room({ state: 'ended' });
    leave();
    rooms.join({ ...query, resume: { since: 0, epoch: 'e' } }, outlet)!();
    expect(manual.started).toHaveLength(1);
    rooms.join(query, outlet);
    expect(manual.started.map(({ stopped }) => stopped)).toEqual([true, false]);
    rooms.close(1012, '');
  });

  it('has an end to how many there are', () => {
    const { rooms } = start();
    for (let i = 0; i < 32; i++) expect(rooms.join({ ...query, room: `r${i}` }, outlet)).not.toBeNull();
    expect(rooms.join({ ...query, room: 'one too many' }, outlet)).toBeNull();
    rooms.close(1012, '');
  });
});

describe('the ring', () => {
  it.each([
    ['events', { events: 3, bytes: 1e9, ageMs: 1e9 }, 3],
    ['bytes', { events: 1e4, bytes: 45, ageMs: 1e9 }, 4],
    ['age', { events: 1e4, bytes: 1e9, ageMs: 5 }, 6],
  ])('holds no more %s than it may', (_name, limits, held) => {
    const ring = createRing(limits);
    for (let at = 0; at < 100; at++) ring.add('0123456789', at);
    expect([ring.tail(), ring.head()]).toEqual([101 - held, 100]);
    expect(ring.get(ring.tail())?.at).toBe(100 - held);
    expect(ring.get(ring.tail() - 1)).toBeNull();
    expect(ring.get(101)).toBeNull();
    ring.expire(1e12);
    expect([ring.tail(), ring.get(100)]).toEqual([0, null]);
  });
});

describe('one watcher', () => {
  const entry = (size: number): string => JSON.stringify({ event: 'chat', data: { comment: 'x'.repeat(size) } });

  it('is not slow for a long resume, only for what came since', () => {
    const ring = createRing();
    for (let i = 0; i < 300; i++) ring.add(entry(10_000), 0);
    const sent: string[] = [];
    let done: () => void = () => undefined;
    let closed: number | null = null;
    const client = createClient(
      { send: (text, then) => (sent.push(text), (done = then)), close: (code) => (closed = code) },
      ring,
      0,
      ['"hello"'],
    );
    for (let added = 0; added < SLOW_BYTES - 20_000; added += 10_000) {
      ring.add(entry(9_900), 0);
      client.more();
    }
    expect(closed).toBeNull();
    for (let i = 0; i < 4; i++) ring.add(entry(10_000), 0);
    client.more();
    expect(closed).toBe(CLOSE.slow);
    done();
    expect(sent).toHaveLength(1);
    expect(sent[0]!.length).toBeLessThan(256 * 1024);
  });
});
