/** Frames from a relay: one envelope, many, or rubbish. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FaultCode } from '#domain/fault.ts';
import { MAX_FRAME_BYTES, parseFrames, readBeat, readGap, readHello, readRoom } from '#wire/relay-frame.ts';
import { bench } from './frames.ts';

function parse(text: string) {
  const codes: FaultCode[] = [];
  return { envelopes: parseFrames(text, (code) => codes.push(code)), codes };
}
const good = { event: 'chat', data: { comment: 'hi' } };

describe('frames', () => {
  it.each<[string, unknown, unknown[], FaultCode[]]>([
    ['one envelope', good, [good], []],
    ['several', [good, good], [good, good], []],
    ['none', [], [], []],
    ['an empty relay event', { event: 'x', data: {} }, [{ event: 'x', data: {} }], []],
    ['fields of others', { ...good, ts: 'x', host: 1 }, [{ ...good, ts: 'x', host: 1 }], []],
    [
      'a bad one among good ones',
      [good, { event: 1, data: {} }, null, good],
      [good, good],
      ['frame-malformed', 'frame-malformed'],
    ],
    ['an array in an array', [[good]], [], ['frame-malformed']],
    ['a number', 5, [], ['frame-malformed']],
    ['a text', 'chat', [], ['frame-malformed']],
    ['null', null, [], ['frame-malformed']],
    ['no event', { data: {} }, [], ['frame-malformed']],
    ['an empty name', { event: '', data: {} }, [], ['frame-malformed']],
    ['a name without end', { event: 'x'.repeat(201), data: {} }, [], ['frame-malformed']],
    ['no data', { event: 'chat' }, [], ['frame-malformed']],
    ['data that is a list', { event: 'chat', data: [] }, [], ['frame-malformed']],
    ['data that is null', { event: 'chat', data: null }, [], ['frame-malformed']],
  ])('%s', (_name, frame, envelopes, codes) => {
    expect(parse(JSON.stringify(frame))).toEqual({ envelopes, codes });
  });

  it.each<[string, Record<string, unknown>, boolean]>([
    ['all of the relay’s', { seq: 1, epoch: 'e', at: 5.5, room: 'r', resumed: true, history: false }, true],
    ['seq below 0', { seq: -1 }, false],
    ['seq as text', { seq: '1' }, false],
    ['at as text', { at: 'now' }, false],
    ['at beyond counting', { at: 1e300 }, false],
    ['epoch as a number', { epoch: 1 }, false],
    ['room as a number', { room: 1 }, false],
    ['history as text', { history: 'true' }, false],
    ['resumed as a number', { resumed: 1 }, false],
  ])('own fields: %s', (_name, more, passes) => {
    const frame = { ...good, ...more };
    expect(parse(JSON.stringify(frame))).toEqual(
      passes ? { envelopes: [frame], codes: [] } : { envelopes: [], codes: ['frame-malformed'] },
    );
  });

  it.each(['', '{', '{"event":"chat"', 'undefined', '[1,', '\ud800', '{"event":"chat","data":{}} trailing'])(
    'broken JSON: %s',
    (text) => {
      expect(parse(text)).toEqual({ envelopes: [], codes: ['frame-not-json'] });
    },
  );

  it('over the limit', () => {
    const text = JSON.stringify({ event: 'chat', data: { comment: 'x'.repeat(MAX_FRAME_BYTES) } });
    expect(parse(text)).toEqual({ envelopes: [], codes: ['frame-too-large'] });
  });

  it('with __proto__ keys change no prototype', () => {
    const { envelopes } = parse('{"event":"chat","data":{"__proto__":{"evil":1}},"__proto__":{"seq":9}}');
    expect(envelopes).toHaveLength(1);
    expect(({} as Record<string, unknown>)['evil']).toBeUndefined();
    expect(parse('{"__proto__":{"event":"chat","data":{}}}').codes).toEqual(['frame-malformed']);
  });

  it('nested deeply do not overflow', () => {
    expect(() => parse('['.repeat(100_000))).not.toThrow();
    expect(parse('['.repeat(100_000) + ']'.repeat(100_000)).envelopes).toEqual([]);
  });

  it('of any kind neither throw nor stop what follows', () => {
    const frame = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc.jsonValue().map((data) => JSON.stringify([{ event: 'gift', data }])),
    );
    fc.assert(
      fc.property(frame, (text) => {
        const { normaliser } = bench();
        for (const envelope of parse(text).envelopes) normaliser.event(envelope, 1_700_000_000_000);
      }),
    );
  });
});

describe('relay events', () => {
  const hello = { version: '1', client: 'c', now: 5, epoch: 'e', room: 'r', source: 'demo', head: 3, tail: 1 };
  it.each([
    ['hello', hello, hello],
    [
      'hello without words',
      { now: 5, epoch: 'e', head: 0, tail: 0 },
      { ...hello, version: '', client: '', room: '', source: '', head: 0, tail: 0 },
    ],
    ['hello without a clock', { ...hello, now: undefined }, null],
    ['hello with a clock in words', { ...hello, now: 'noon' }, null],
    ['hello without an epoch', { ...hello, epoch: '' }, null],
    ['hello with head below 0', { ...hello, head: -1 }, null],
    ['null', null, null],
    ['a list', [], null],
    ['text', 'hello', null],
  ])('%s', (_name, data, expected) => {
    expect(readHello(data)).toEqual(expected);
  });

  const room = { state: 'live', roomId: '7', hostUserId: '9', code: '', reason: '', retryAt: null };
  it.each([
    ['room', room, room],
    ['room with ids as numbers', { ...room, roomId: 7, hostUserId: 9 }, room],
    [
      'room without ids',
      { state: 'offline', retryAt: 99 },
      { ...room, state: 'offline', roomId: null, hostUserId: null, retryAt: 99 },
    ],
    ['room with markup in its reason', { ...room, reason: '<b>\u0007' }, { ...room, reason: '<b>' }],
    ['room in no known state', { ...room, state: 'constructor' }, null],
    ['room without a state', {}, null],
    ['no object', 5, null],
  ])('%s', (_name, data, expected) => {
    expect(readRoom(data)).toEqual(expected);
  });

  it.each([
    ['beat', readBeat({ head: 4 }), { head: 4 }],
    ['beat without head', readBeat({}), null],
    ['beat that is none', readBeat(null), null],
    ['gap', readGap({ from: 2, to: 5 }), { from: 2, to: 5 }],
    ['gap of one', readGap({ from: 2, to: 2 }), { from: 2, to: 2 }],
    ['gap backwards', readGap({ from: 5, to: 2 }), null],
    ['gap in words', readGap({ from: 'a', to: 'b' }), null],
    ['gap that is none', readGap([]), null],
  ])('%s', (_name, read, expected) => {
    expect(read).toEqual(expected);
  });
});
