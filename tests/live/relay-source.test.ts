/** A room as a relay tells it: numbering, resume, gaps, and when the room counts as found or lost. */
import { describe, expect, it } from 'vitest';
import type { Gap } from '#domain/session.ts';
import { createRelaySource } from '#live/relay-source.ts';
import type { LeftPosition } from '#live/source.ts';
import { fakeClock } from '../fakes/clock.ts';
import { collectFaults } from '../fakes/faults.ts';
import { fakeSockets } from '../fakes/socket.ts';

const hello = (epoch: string, now: number) =>
  JSON.stringify({
    event: 'relay.hello',
    data: { version: '0', client: 'c1', now, epoch, room: 'warung', source: 'tiktok', head: 0, tail: 0 },
  });
const room = (state: string, more = {}) =>
  JSON.stringify({
    event: 'relay.room',
    data: { state, roomId: '77', hostUserId: '5', code: '', reason: '', retryAt: null, ...more },
  });
const chat = (seq: number, more = {}) => ({ event: 'chat', data: { comment: `c${seq}` }, seq, at: 0, ...more });

function setUp(from: LeftPosition | null = null) {
  const clock = fakeClock();
  const sockets = fakeSockets();
  const faults = collectFaults();
  const seen: number[] = [];
  const gaps: Gap[] = [];
  const story: string[] = [];
  const source = createRelaySource({
    config: { kind: 'tiktok', room: 'warung', relayUrl: 'ws://127.0.0.1:8787/ws' },
    clock,
    random: () => 0,
    report: faults.report,
    openSocket: sockets.open,
    from,
    events: {
      onEnvelopes: (envelopes) => seen.push(...envelopes.map((envelope) => envelope.seq ?? -1)),
      onFound: ({ roomId }) => story.push(`found ${roomId}`),
      onName: () => undefined,
      onLost: () => story.push('lost'),
      onClock: () => undefined,
      onRecorded: () => undefined,
      onGap: (gap) => gaps.push(gap),
      onChange: () => undefined,
    },
  });
  source.connect();
  sockets.last().open();
  return { clock, sockets, faults, seen, gaps, story, source };
}

describe('relay source', () => {
  it('asks for its room, and for what it missed once it knows a numbering', () => {
    const { sockets, clock } = setUp();
    expect(new URL(sockets.last().url).searchParams.get('room')).toBe('warung');
    expect(new URL(sockets.last().url).searchParams.has('since')).toBe(false);
    sockets.last().say(hello('e1', clock.now()));
    sockets.last().say(JSON.stringify([chat(1), chat(2)]));
    sockets.last().drop();
    clock.advance(30_000);
    const query = new URL(sockets.last().url).searchParams;
    expect([query.get('since'), query.get('epoch')]).toEqual(['2', 'e1']);
  });

  it('a drop before the first event resumes from where it joined, not from the beginning', () => {
    const { sockets, clock } = setUp();
    sockets.last().say(hello('e1', clock.now()).replace('"head":0', '"head":500'));
    sockets.last().drop();
    clock.advance(30_000);
    expect(new URL(sockets.last().url).searchParams.get('since')).toBe('500');
  });

  it('resumes from a stored position', () => {
    const { sockets } = setUp({ epoch: 'e9', seq: 41, at: 0 });
    const query = new URL(sockets.last().url).searchParams;
    expect([query.get('since'), query.get('epoch')]).toEqual(['41', 'e9']);
  });

  it('hands each number on once', () => {
    const { sockets, clock, seen, faults } = setUp();
    sockets.last().say(hello('e1', clock.now()));
    sockets.last().say(JSON.stringify(chat(1)));
    sockets.last().say(JSON.stringify([chat(1), chat(2, { resumed: true })]));
    expect(seen).toEqual([1, 2]);
    expect(faults.count('event-duplicate')).toBe(1);
  });

  it('marks a number that was skipped as a gap', () => {
    const { sockets, clock, gaps, faults } = setUp();
    sockets.last().say(hello('e1', clock.now()));
    sockets.last().say(JSON.stringify([chat(1), chat(5)]));
    expect(gaps).toMatchObject([{ from: 2, to: 4, by: 'seq' }]);
    expect(faults.count('frames-missed')).toBe(1);
  });

  it('marks what the relay no longer holds, once', () => {
    const { sockets, clock, gaps, seen } = setUp({ epoch: 'e1', seq: 3, at: 0 });
    sockets.last().say(hello('e1', clock.now()));
    sockets.last().say(JSON.stringify({ event: 'relay.gap', data: { from: 4, to: 9 } }));
    sockets.last().say(JSON.stringify([chat(10, { resumed: true })]));
    expect(gaps).toMatchObject([{ from: 4, to: 9, by: 'seq', reason: 'relay-buffer' }]);
    expect(seen).toEqual([10]);
  });

  it('another numbering is a gap in time, and counting starts anew', () => {
    const { sockets, clock, gaps, seen, source } = setUp({ epoch: 'old', seq: 900, at: 4 });
    sockets.last().say(hello('new', clock.now()));
    sockets.last().say(JSON.stringify(chat(1)));
    expect(gaps).toMatchObject([{ from: 4, to: clock.now(), by: 'time', reason: 'relay-restarted' }]);
    expect(seen).toEqual([1]);
    expect(source.position()).toEqual({ epoch: 'new', seq: 1 });
  });

  it('is found while the room is live and the socket open, and lost once', () => {
    const { sockets, clock, story } = setUp();
    sockets.last().say(room('connecting'));
    expect(story).toEqual([]);
    sockets.last().say(room('live'));
    sockets.last().say(room('live'));
    sockets.last().say(room('offline', { code: 'source-offline', reason: 'not live' }));
    sockets.last().say(room('live'));
    sockets.last().drop();
    clock.advance(1);
    expect(story).toEqual(['found 77', 'lost', 'found 77', 'lost']);
  });

  it("passes the relay's own fault on by its code, and ignores a code it does not know", () => {
    const { sockets, faults, source } = setUp();
    sockets.last().say(room('failed', { code: 'source-rate-limited', reason: 'next try 21:04' }));
    sockets.last().say(room('failed', { code: '__proto__', reason: '' }));
    expect(faults.all).toEqual([{ code: 'source-rate-limited', detail: 'next try 21:04' }]);
    expect(source.view().room).toBe('failed');
  });

  it.each(['relay.hello', 'relay.room', 'relay.gap', 'relay.beat'])(
    'a malformed %s is counted and nothing else',
    (event) => {
      const { sockets, faults, story, gaps } = setUp();
      sockets.last().say(JSON.stringify({ event, data: { state: 7, from: 'x', now: null, head: {} } }));
      expect(faults.count('frame-malformed')).toBe(1);
      expect([...story, ...gaps]).toEqual([]);
    },
  );
});
