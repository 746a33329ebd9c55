/** Recordings: lines in, envelopes out, at their own pace. */
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { replayFrom } from '#relay/replay.ts';
import type { Source } from '#relay/source.ts';
import { parseLine, renumber } from '#wire/recording.ts';
import { parseQuery } from '#wire/relay-query.ts';

const DIR = path.join(import.meta.dirname, '../fixtures/recordings');

describe('a line of a recording', () => {
  const event = { event: 'chat', data: { comment: 'x' } };
  it.each([
    ['an ISO time', { ts: '2024-05-01T18:00:00Z', ...event }, { ts: 1_714_586_400_000, ...event }],
    ['ms', { ts: 5, ...event }, { ts: 5, ...event }],
    ['a frame of our own', { ...event, seq: 3, epoch: 'e', at: 7, room: 'r' }, { ts: 7, ...event }],
    ['a frame of history', { ...event, at: 7, history: true }, { ts: 7, ...event, history: true }],
    ['words of the relay', { at: 7, event: 'relay.hello', data: {} }, 'skip'],
    ['no time', event, 'broken'],
    ['a time that is none', { ts: 'yesterday', ...event }, 'broken'],
    ['no event', { ts: 5, data: {} }, 'broken'],
    ['no data', { ts: 5, event: 'chat' }, 'broken'],
    ['data that is a list', { ts: 5, event: 'chat', data: [] }, 'broken'],
    ['null', null, 'broken'],
    ['a list', [{ ts: 5, ...event }], 'broken'],
    ['longer than a frame may be', { ts: 5, event: 'chat', data: { comment: 'x'.repeat(300_000) } }, 'broken'],
  ])('%s', (_name, line, expected) => {
    expect(parseLine(JSON.stringify(line))).toEqual(expected);
  });
  it('skips what is empty, reports what is no JSON', () => {
    expect(parseLine('  ')).toBe('skip');
    expect(parseLine('{"ts":')).toBe('broken');
  });
  it('gives ids of their own to each further pass', () => {
    const data = { msgId: '1', groupId: '2', comment: 'x' };
    expect(renumber(data, 0)).toBe(data);
    expect(renumber(data, 2)).toEqual({ msgId: '1-2', groupId: '2-2', comment: 'x' });
    expect(renumber({ msgId: '' }, 1)).toEqual({ msgId: '' });
  });
});

describe('a replay', () => {
  interface Told {
    readonly at: number;
    readonly event: string;
    readonly data: Record<string, unknown>;
  }
  let source: Source | null = null;

  /** Plays until `enough`; all told in order, room states under the name `room`. */
  function play(query: string, enough: (told: Told[]) => boolean): Promise<Told[]> {
    const parsed = parseQuery(new URLSearchParams(`source=replay&${query}`));
    if (!parsed.ok) throw new Error(parsed.reason);
    const told: Told[] = [];
    return new Promise((resolve) => {
      const tell = (event: string, data: object): void => {
        told.push({ at: Date.now(), event, data: data as Record<string, unknown> });
        if (enough(told)) resolve(told);
      };
      source = replayFrom(DIR)(parsed.query, { event: tell, room: (status) => tell('room', status) });
    });
  }
  const isOver = (told: Told[]): boolean => ['ended', 'failed'].includes(String(told.at(-1)?.data['state']));

  afterEach(() => source?.stop());

  it('plays every event, skips and reports the broken line, says when it is over', async () => {
    const told = await play('file=short.jsonl&speed=20', isOver);
    expect(told.map(({ event, data }) => data['state'] ?? event)).toEqual([
      'live',
      'chat',
      'gift',
      'live',
      'gift',
      'ended',
    ]);
    expect(told[3]!.data).toMatchObject({ code: 'recording-bad-line', reason: expect.stringContaining('Line 3') });
    expect(told[5]!.data).toMatchObject({ code: 'recording-bad-line', reason: expect.stringContaining('1 lines') });
  });

  it('starts again with new ids when it loops', async () => {
    const told = await play(
      'file=short.jsonl&speed=20&loop=1',
      (all) => all.filter((t) => t.event === 'chat').length === 2,
    );
    const chats = told.filter(({ event }) => event === 'chat').map(({ data }) => data['msgId']);
    expect(chats).toEqual(['7300000000000000001', '7300000000000000001-1']);
  });

  it('says that there is no such recording', async () => {
    const told = await play('file=none.jsonl', isOver);
    expect(told.at(-1)!.data).toMatchObject({ state: 'failed', code: 'recording-missing' });
  });

  it('gives up on a file without one readable line, even in a loop', async () => {
    const told = await play('file=broken.jsonl&loop=1', isOver);
    expect(told.at(-1)!.data).toMatchObject({ state: 'failed', code: 'recording-bad-line' });
  });
});
