/** What the relay serves: over real HTTP on a free port. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Relay } from '#relay/server.ts';
import { connect, get, has, manualSource, startTestRelay, type ManualSource } from './harness.ts';

const ALLOWED = 'https://giftwire.example';
let dist: string;
let manual: ManualSource;
let relay: Relay;

beforeAll(() => {
  const root = mkdtempSync(path.join(tmpdir(), 'giftwire-'));
  dist = path.join(root, 'dist');
  mkdirSync(path.join(dist, 'assets'), { recursive: true });
  writeFileSync(path.join(root, 'secret.txt'), 'not yours');
  writeFileSync(path.join(dist, 'index.html'), `<!doctype html><title>Giftwire</title>${' '.repeat(2_000)}`);
  writeFileSync(path.join(dist, 'manifest.webmanifest'), '{}');
  writeFileSync(path.join(dist, 'assets', 'app-1a2b.js'), 'export {};');
  writeFileSync(path.join(dist, 'assets', 'x-1a2b.wasm'), '');
});
afterAll(() => rmSync(path.dirname(dist), { recursive: true }));
beforeEach(async () => {
  manual = manualSource();
  relay = await startTestRelay(manual.start, { dist, allowOrigins: [ALLOWED] });
});
afterEach(() => relay.close());

describe('what it serves', () => {
  it('the page, never stale, under a strict policy', async () => {
    for (const target of ['/', '/index.html', '/?source=demo&start=1']) {
      const { status, headers, body } = await get(relay, target);
      expect([status, headers['content-type'], headers['cache-control']]).toEqual([
        200,
        'text/html; charset=utf-8',
        'no-cache',
      ]);
      expect(body).toContain('Giftwire');
      expect(headers['content-security-policy']).toMatch(
        /script-src 'self';.*object-src 'none'.*frame-ancestors 'none'/,
      );
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect([headers['x-content-type-options'], headers['referrer-policy']]).toEqual(['nosniff', 'no-referrer']);
    }
  });

  it.each([
    ['/assets/app-1a2b.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/assets/x-1a2b.wasm', 'application/wasm', 'public, max-age=31536000, immutable'],
    ['/manifest.webmanifest', 'application/manifest+json; charset=utf-8', 'no-cache'],
  ])('%s with its type and how long it keeps', async (target, type, cache) => {
    const { headers } = await get(relay, target);
    expect([headers['content-type'], headers['cache-control']]).toEqual([type, cache]);
  });

  it('packed where that is understood, and not again when nothing changed', async () => {
    const packed = await get(relay, '/', { 'Accept-Encoding': 'gzip, br' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(Number(packed.headers['content-length'])).toBeLessThan(500);
    expect((await get(relay, '/', { 'If-None-Match': packed.headers.etag! })).status).toBe(304);
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '//etc/passwd',
    '/%',
    '/assets',
  ])('nothing for %s', async (target) => {
    const { status, body } = await get(relay, target);
    expect(status).toBe(404);
    expect(body).not.toContain('not yours');
  });

  it('only to who reads', async () => {
    expect(await get(relay, '/', {}, 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    expect(await get(relay, '/', {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
    expect((await get(relay, '/ws')).status).toBe(426);
  });

  it('words instead of a page that was not built', async () => {
    await relay.close();
    relay = await startTestRelay(manual.start);
    expect(await get(relay, '/')).toMatchObject({ status: 503, body: expect.stringContaining('npm start') });
  });

  it('its health as JSON, readable to allowed origins alone', async () => {
    const client = await connect(relay, 'source=demo');
    await client.until(has('relay.room'));
    manual.started[0]!.sink.event('chat', { comment: 'x' });
    const { headers, body } = await get(relay, '/healthz', { Origin: ALLOWED });
    expect(headers['access-control-allow-origin']).toBe(ALLOWED);
    expect(JSON.parse(body)).toEqual({
      name: 'giftwire',
      version: '1.2.3',
      uptime: expect.any(Number),
      rooms: [{ room: 'demo', source: 'demo', state: 'live', code: '', head: 1, tail: 1, clients: 1 }],
    });
    expect((await get(relay, '/healthz', { Origin: 'https://evil.example' })).headers).not.toHaveProperty(
      'access-control-allow-origin',
    );
    client.ws.terminate();
  });
});
