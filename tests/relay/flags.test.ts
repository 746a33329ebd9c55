/** The command line: what is understood, what is refused in one line, and the address that comes of it. */
import { describe, expect, it } from 'vitest';
import { pageUrl, parseFlags, type Flags } from '#relay/flags.ts';

const DEFAULTS: Flags = {
  port: 8787,
  host: '127.0.0.1',
  open: false,
  room: '',
  source: null,
  allowOrigins: [],
  recordings: 'recordings',
};

describe('flags', () => {
  it.each<[string, Partial<Flags>]>([
    ['', {}],
    ['--port 0 --open', { port: 0, open: true }],
    ['--room @ab', { room: 'ab', source: 'tiktok' }],
    ['--source=demo', { source: 'demo' }],
    ['--source tikfinity', { source: 'tikfinity' }],
    ['--source replay --room night.jsonl --recordings /r', { source: 'replay', room: 'night.jsonl', recordings: '/r' }],
    [
      '--allow-origin https://a.example/ --allow-origin http://b:81',
      { allowOrigins: ['https://a.example', 'http://b:81'] },
    ],
    ['--host 0.0.0.0', { host: '0.0.0.0' }],
    ['--host localhost', { host: '127.0.0.1' }],
  ])('%s', (line, flags) => {
    expect(parseFlags(line.split(' ').filter(Boolean))).toEqual({ ok: true, flags: { ...DEFAULTS, ...flags } });
  });

  it.each([
    ['--prot 1', '--prot'],
    ['stray', 'stray'],
    ['--port', '--port'],
    ['--port 70000', '70000'],
    ['--port -1', '--port'],
    ['--port 80a', '80a'],
    ['--host a/b', 'a/b'],
    ['--allow-origin *', '--allow-origin'],
    ['--allow-origin example.org', 'example.org'],
    ['--allow-origin https://a.example/path', '/path'],
    ['--allow-origin file:///x', 'file'],
    ['--source radio', 'source must be'],
    ['--source tiktok', 'room must be'],
    ['--source replay', 'file must be'],
    ['--source replay --room ../x', 'file must be'],
    ['--room a/b', 'room must be'],
  ])('refuses %s in one line', (line, words) => {
    const parsed = parseFlags(line.split(' '));
    expect(parsed).toMatchObject({ ok: false, reason: expect.stringContaining(words) });
    if (!parsed.ok) expect(parsed.reason).not.toContain('\n');
  });

  it.each([
    ['', 'http://127.0.0.1:9/'],
    ['--host 0.0.0.0', 'http://127.0.0.1:9/'],
    ['--host localhost', 'http://127.0.0.1:9/'],
    ['--host ::1', 'http://[::1]:9/'],
    ['--source demo', 'http://127.0.0.1:9/?source=demo&start=1'],
    ['--source tikfinity', 'http://127.0.0.1:9/?source=tikfinity&start=1'],
    ['--source tikfinity --room ab', 'http://127.0.0.1:9/?source=tikfinity&start=1'],
    ['--room ab', 'http://127.0.0.1:9/?room=ab&source=tiktok&start=1'],
    ['--source replay --room n.jsonl', 'http://127.0.0.1:9/?room=n.jsonl&source=replay&file=n.jsonl&start=1'],
  ])('%s leads to %s', (line, url) => {
    const parsed = parseFlags(line.split(' ').filter(Boolean));
    expect(parsed.ok && pageUrl(parsed.flags, 9)).toBe(url);
  });
});
