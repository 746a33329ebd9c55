/** Numbering, resume, batching and slowness, over real sockets and a source the test drives. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RING_LIMITS } from '#relay/ring.ts';
import type { Relay } from '#relay/server.ts';
import { CLOSE } from '#wire/relay-frame.ts';
import { connect, has, manualSource, seqs, startTestRelay, type ManualSource, type TestClient } from './harness.ts';

describe('a room', () => {
  let manual: ManualSource;
  let relay: Relay;
  const clients: TestClient[] = [];

  const join = async (query = 'source=demo'): Promise<TestClient> => {
    const client = await connect(relay, query);
    clients.push(client);
    await client.until(has('relay.room'));
    return client;
  };
  const say = (...comments: string[]): void => {
    for (const comment of comments) manual.started.at(-1)!.sink.event('chat', { comment });
  };
  const hello = (client: TestClient): Record<string, unknown> => client.envelopes[0]!.data;
  const comments = (client: TestClient): unknown[] =>
    client.envelopes.filter((e) => e.event === 'chat').map((e) => e.data['comment']);

  beforeEach(async () => {
    manual = manualSource();
    relay = await startTestRelay(manual.start, { ringLimits: { ...RING_LIMITS, events: 5 } });
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.ws.terminate();
    await relay.close();
  });

  it('greets first, then says how the room is', async () => {
    const before = Date.now();
    const client = await join();
    expect(client.envelopes.map(({ event }) => event)).toEqual(['relay.hello', 'relay.room']);
    expect(hello(client)).toMatchObject({ version: '1.2.3', room: 'demo', source: 'demo', head: 0, tail: 0 });
    expect(hello(client)['now']).toBeGreaterThanOrEqual(before);
    expect(hello(client)['client']).not.toBe(hello(await join())['client']);
    expect(client.envelopes[1]!.data).toEqual({
      state: 'live',
      roomId: null,
      hostUserId: null,
      code: '',
      reason: '',
      retryAt: null,
    });
  });

  it('has one upstream however many watch, and numbers from 1', async () => {
    const [first, second] = [await join(), await join()];
    say('a', 'b');
    const [one, two] = [await first.until(has('chat', 2)), await second.until(has('chat', 2))];
    expect(manual.started).toHaveLength(1);
    expect(seqs(one)).toEqual([1, 2]);
    expect(seqs(two)).toEqual([1, 2]);
    expect(one.at(-1)).toEqual({
      event: 'chat',
      data: { comment: 'b' },
      seq: 2,
      epoch: hello(first)['epoch'],
      at: expect.any(Number),
      room: 'demo',
    });
  });

  it('sends a lone event by itself and those of one moment as one array', async () => {
    const client = await join();
    say('alone');
    await client.until(has('chat'));
    say('first', 'second', 'third');
    await client.until(has('chat', 4));
    const shapes = client.frames.filter((frame) => frame.includes('chat')).map((frame) => frame[0]);
    expect(shapes).toEqual(['{', '{', '[']);
  });

  it('tells every change of the room', async () => {
    const client = await join();
    manual.started[0]!.sink.room({ state: 'ended', reason: 'over' });
    const told = await client.until(has('relay.room', 2));
    expect(told.at(-1)!.data).toMatchObject({ state: 'ended', reason: 'over' });
  });

  it('resumes: all that was missed, marked, then what is new', async () => {
    const client = await join();
    say('a', 'b');
    await client.until(has('chat', 2));
    client.ws.terminate();
    say('c', 'd');
    const again = await join(`source=demo&since=2&epoch=${hello(client)['epoch']}`);
    await again.until(has('chat', 2));
    say('e');
    const told = await again.until(has('chat', 3));
    expect(seqs(told)).toEqual([3, 4, 5]);
    expect(told.filter((e) => e.event === 'chat').map((e) => e.resumed === true)).toEqual([true, true, false]);
    expect(has('relay.gap')(told)).toBe(false);
  });

  it('names what is gone when a resume reaches further back than the ring', async () => {
    const client = await join();
    for (let n = 1; n <= 8; n++) {
      say(String(n));
      await client.until(has('chat', n));
    }
    const again = await join(`source=demo&since=1&epoch=${hello(client)['epoch']}`);
    const told = await again.until(has('chat', 5));
    expect(told.map(({ event }) => event).slice(0, 3)).toEqual(['relay.hello', 'relay.room', 'relay.gap']);
    expect(told[2]!.data).toEqual({ from: 2, to: 3 });
    expect(seqs(told)).toEqual([4, 5, 6, 7, 8]);
    expect(hello(again)).toMatchObject({ head: 8, tail: 4 });
  });

  it('voids the numbers of another epoch: a new one is told, and all the ring holds is sent', async () => {
    await join();
    say('a', 'b');
    const stranger = await join('source=demo&since=900&epoch=other');
    const told = await stranger.until(has('chat', 2));
    expect(seqs(told)).toEqual([1, 2]);
    expect(told.filter((e) => e.event === 'chat').every((e) => e.resumed)).toBe(true);
    expect(hello(stranger)['epoch']).not.toBe('other');
  });

  it('sends nothing old to whoever does not ask, nor to one who is ahead', async () => {
    const client = await join();
    say('a');
    const [fresh, ahead] = [await join(), await join(`source=demo&since=77&epoch=${hello(client)['epoch']}`)];
    say('b');
    for (const late of [fresh, ahead]) expect(seqs(await late.until(has('chat')))).toEqual([2]);
  });

  it('keeps its rooms apart', async () => {
    const demo = await join();
    const other = await join('source=demo&room=other');
    say('for other');
    await other.until(has('chat'));
    expect(comments(demo)).toEqual([]);
    expect(other.envelopes.at(-1)).toMatchObject({ seq: 1, room: 'other' });
  });

  it('marks history and slims what is stored', async () => {
    const client = await join();
    const data = {
      comment: 'x',
      userBadges: [{ url: 'y'.repeat(999) }],
      userDetails: {},
      followInfo: { followStatus: 1, followerCount: 9 },
    };
    manual.started[0]!.sink.event('chat', data, true);
    const told = (await client.until(has('chat'))).at(-1)!;
    expect(told.history).toBe(true);
    expect(told.data).toEqual({ comment: 'x', followInfo: { followStatus: 1 } });
  });

  it('beats', async () => {
    const quick = manualSource();
    const beating = await startTestRelay(quick.start, { beatMs: 10 });
    const client = await connect(beating, 'source=demo');
    await client.until(has('relay.beat'));
    quick.started[0]!.sink.event('chat', { comment: 'x' });
    const told = await client.until((all) => all.some((e) => e.event === 'relay.beat' && e.data['head'] === 1));
    expect(told.at(-1)!.data).toEqual({ head: 1 });
    client.ws.terminate();
    await beating.close();
  });

  it('cuts off who does not read, saying why', async () => {
    const client = await join();
    client.ws.pause();
    const chunk = 'x'.repeat(8_000);
    // Far more than all buffers between the two ends hold.
    for (let sent = 0; sent < 40_000_000; sent += chunk.length) {
      say(chunk);
      if (sent % 400_000 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    client.ws.resume();
    const { code, reason } = await client.closed;
    expect(code).toBe(CLOSE.slow);
    expect(reason).toContain('1 MB behind');
  });
});
