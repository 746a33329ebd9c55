/** Who may speak to the relay: over real HTTP and real sockets on a free port. */
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startRelay, type Relay } from '#relay/server.ts';
import { CLOSE, MAX_FRAME_BYTES } from '#wire/relay-frame.ts';
import { connect, get, has, manualSource, startTestRelay, type ManualSource } from './harness.ts';

const ALLOWED = 'https://giftwire.example';
let manual: ManualSource;
let relay: Relay;

beforeEach(async () => {
  manual = manualSource();
  relay = await startTestRelay(manual.start, { allowOrigins: [ALLOWED] });
});
afterEach(() => relay.close());

/** What a refused upgrade is answered with. */
function upgrade(target: string, headers: Record<string, string>): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const ws = new WebSocket(`ws://127.0.0.1:${relay.port}${target}`, { headers });
    ws.on('error', reject);
    ws.on('unexpected-response', (_req, res) => {
      let body = '';
      res.on('data', (part: Buffer) => (body += part.toString()));
      res.on('end', () => resolve({ status: res.statusCode!, body }));
    });
  });
}

describe('by which name', () => {
  it('sends pages asked for as localhost to the one canonical origin, query and all', async () => {
    for (const host of [`localhost:${relay.port}`, `[::1]:${relay.port}`]) {
      const { status, headers } = await get(relay, '/?source=demo&room=a', { Host: host });
      expect([status, headers.location]).toEqual([302, `http://127.0.0.1:${relay.port}/?source=demo&room=a`]);
    }
    expect((await get(relay, '/healthz', { Host: 'localhost' })).status).toBe(200);
  });

  it.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example:8787',
    '[::2]',
    '169.254.169.254',
    'a b',
    '@127.0.0.1',
  ])('does not answer to %s', async (host) => {
    expect(await get(relay, '/', { Host: host })).toMatchObject({
      status: 421,
      body: expect.stringContaining('--host'),
    });
    expect(await upgrade('/ws?source=demo', { Host: host })).toMatchObject({ status: 421 });
    expect(manual.started).toEqual([]);
  });

  it.each(['127.0.0.1', 'LOCALHOST:1', 'giftwire.example', 'giftwire.example:443'])('answers to %s', async (host) => {
    expect((await get(relay, '/healthz', { Host: host })).status).toBe(200);
  });
});

describe('which pages may watch', () => {
  it.each([
    ['none (a script)', undefined],
    ['its own', 'http://127.0.0.1:PORT'],
    ['its own by another name', 'http://localhost:PORT'],
    ['one that is named', ALLOWED],
  ])('origin: %s', async (_name, origin) => {
    const client = await connect(
      relay,
      'source=demo',
      origin ? { origin: origin.replace('PORT', String(relay.port)) } : {},
    );
    await client.until(has('relay.hello'));
    client.ws.terminate();
  });

  it.each([
    'https://evil.example',
    'http://127.0.0.1:1',
    'https://127.0.0.1:PORT',
    'null',
    `${ALLOWED}.evil.example`,
    'http://giftwire.example',
    `http://${'x'.repeat(300)}`,
  ])('origin %s is told so and nothing else', async (origin) => {
    const client = await connect(relay, 'source=demo', { origin: origin.replace('PORT', String(relay.port)) });
    const { code, reason } = await client.closed;
    expect(code).toBe(CLOSE.originRefused);
    expect(reason).toContain('--allow-origin');
    expect(client.frames).toEqual([]);
    expect(manual.started).toEqual([]);
  });

  it('says what is wrong with an address', async () => {
    const { code, reason } = await (await connect(relay, 'source=tiktok&room=../x')).closed;
    expect([code, reason]).toEqual([CLOSE.badRequest, expect.stringContaining('room must be')]);
    expect(await upgrade('/elsewhere', {})).toMatchObject({ status: 404 });
  });
});

describe('sockets', () => {
  it.each([MAX_FRAME_BYTES + 1, 20_000_000])('end on a frame of %i bytes, saying why', async (size) => {
    const client = await connect(relay, 'source=demo');
    client.ws.on('error', () => undefined);
    client.ws.send('x'.repeat(size));
    const { code, reason } = await client.closed;
    expect([code, reason]).toEqual([CLOSE.frameTooLarge, expect.stringContaining('256 KiB')]);
  });

  it('bear a frame of just the limit', async () => {
    const client = await connect(relay, 'source=demo');
    client.ws.send('x'.repeat(MAX_FRAME_BYTES));
    client.ws.ping();
    await new Promise((resolve) => client.ws.once('pong', resolve));
    expect(client.ws.readyState).toBe(WebSocket.OPEN);
    client.ws.terminate();
  });

  it('are told when the relay shuts down, and it lets go even of who does not answer', async () => {
    const [client, deaf] = [await connect(relay, 'source=demo'), await connect(relay, 'source=demo')];
    deaf.ws.pause();
    await relay.close();
    expect(await client.closed).toEqual({ code: CLOSE.shutdown, reason: expect.stringContaining('shutting down') });
    expect(manual.started[0]!.stopped).toBe(true);
    deaf.ws.terminate();
    relay = await startTestRelay(manual.start);
  });
});

it('says when its port is taken', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const options = {
    host: '127.0.0.1',
    allowOrigins: [],
    dist: '/nowhere',
    version: '1',
    log: () => undefined,
    startSource: manual.start,
  };
  await expect(startRelay({ ...options, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await new Promise((resolve) => other.close(resolve));
});
