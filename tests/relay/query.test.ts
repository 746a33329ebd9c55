/** The URL contract, both ways. */
import { describe, expect, it } from 'vitest';
import { buildQuery, parseQuery } from '#wire/relay-query.ts';

const parse = (text: string): ReturnType<typeof parseQuery> => parseQuery(new URLSearchParams(text));
const none = { resume: null, file: '', speed: 1, loop: false };

describe('what a client asks for', () => {
  it.each([
    ['source=demo', { room: 'demo', source: 'demo', ...none }],
    ['source=tiktok&room=some.body_1-x', { room: 'some.body_1-x', source: 'tiktok', ...none }],
    [
      'source=tiktok&room=a&since=0&epoch=e-1',
      { room: 'a', source: 'tiktok', ...none, resume: { since: 0, epoch: 'e-1' } },
    ],
    [
      'source=replay&file=my+night.jsonl',
      { room: 'my night.jsonl', source: 'replay', ...none, file: 'my night.jsonl' },
    ],
    [
      'source=replay&file=a&room=b&speed=2.5&loop=1',
      { room: 'b', source: 'replay', ...none, file: 'a', speed: 2.5, loop: true },
    ],
    ['source=demo&speed=99&loop=1&token=x&later=y', { room: 'demo', source: 'demo', ...none }],
  ])('%s', (text, query) => {
    expect(parse(text)).toEqual({ ok: true, query });
  });

  it.each([
    ['', 'source'],
    ['source=tikfinity&room=a', 'source'],
    ['source=tiktok', 'room'],
    ['source=tiktok&room=@a', 'room'],
    ['source=tiktok&room=a/b', 'room'],
    [`source=tiktok&room=${'a'.repeat(33)}`, 'room'],
    ['source=replay', 'file'],
    ['source=replay&file=../secret', 'file'],
    ['source=replay&file=a/b', 'file'],
    ['source=replay&file=a%5Cb', 'file'],
    ['source=replay&file=C:a', 'file'],
    ['source=replay&file=.hidden', 'file'],
    ['source=replay&file=a%00b', 'file'],
    ['source=replay&file=a..b', 'file'],
    ['source=replay&file=a&speed=0', 'speed'],
    ['source=replay&file=a&speed=21', 'speed'],
    ['source=replay&file=a&speed=fast', 'speed'],
    ['source=demo&since=1', 'since'],
    ['source=demo&epoch=e', 'since'],
    ['source=demo&since=-1&epoch=e', 'since'],
    ['source=demo&since=1.5&epoch=e', 'since'],
    ['source=demo&since=1&epoch=%22', 'epoch'],
  ])('refuses %s', (text, word) => {
    const parsed = parse(text);
    expect(parsed).toMatchObject({ ok: false, reason: expect.stringContaining(word) });
    if (!parsed.ok) expect(Buffer.byteLength(parsed.reason)).toBeLessThanOrEqual(123);
  });

  it('comes back as it was said', () => {
    const parts = { room: 'ü b', source: 'replay', file: 'ü b', speed: 3, loop: true, since: 5, epoch: 'e' } as const;
    expect(parse(buildQuery(parts))).toEqual({
      ok: true,
      query: { room: 'ü b', source: 'replay', file: 'ü b', speed: 3, loop: true, resume: { since: 5, epoch: 'e' } },
    });
  });

  it('leaves half a resume point out', () => {
    expect(buildQuery({ room: 'a', source: 'demo', since: 3 })).toBe('room=a&source=demo');
  });
});
