/**
 * A relay whose LIVE is written by the test: serves the built page and speaks the relay contract (wire/relay-frame.ts)
 * on /ws, event by event as told. Knows no source of its own. The real relay has its own specs (relay-process.ts).
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { WebSocketServer, type WebSocket } from 'ws';
import { BEAT_MS, type Envelope } from '#wire/relay-frame.ts';

export type Data = Record<string, unknown>;

export interface ScriptedRelay {
  /** Where the page is served from. */
  readonly origin: string;
  /** Opens the page on this LIVE and starts the session: auto-connect. */
  readonly startLink: string;
  /** Paths asked for so far, each time they were. */
  readonly requested: readonly string[];
  /** Sockets that are connected now, and connections ever made. */
  connected(): number;
  connections(): number;
  /** One event, in a frame of its own. Returns when it was handed to the socket (ms, performance.now). */
  send(event: string, data: Data): number;
  /** Several events in one frame, as a relay under load does. */
  sendTogether(events: readonly (readonly [string, Data])[]): number;
  /** The same, made now and sent when called: a benchmark must not measure how its own frames are made. */
  prepareTogether(events: readonly (readonly [string, Data])[]): () => number;
  /** Text as it stands, numbered by nobody: for bad input. */
  sendRaw(text: string): void;
  /** Every socket dies without a farewell. The page may connect again at once. */
  cut(): void;
  close(): Promise<void>;
}

const DIST = path.join(import.meta.dirname, '..', '..', 'dist');
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};
const ROOM = 'scripted';

/** @param pageFolder the built page */
export async function createScriptedRelay(pageFolder = DIST): Promise<ScriptedRelay> {
  const epoch = Math.random().toString(36).slice(2);
  const sockets = new Set<WebSocket>();
  const held: Envelope[] = [];
  const requested: string[] = [];
  let connections = 0;

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://relay');
    requested.push(pathname);
    if (pathname === '/healthz') {
      response.setHeader('content-type', 'application/json');
      return void response.end(JSON.stringify({ name: 'giftwire', version: 'scripted' }));
    }
    const file = path.join(pageFolder, pathname === '/' ? 'index.html' : path.normalize(pathname));
    readFile(file).then(
      (content) => {
        response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream');
        response.setHeader('cache-control', 'no-cache');
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });

  const envelope = (event: string, data: Data): Envelope => {
    const made = { event, data, seq: held.length + 1, epoch, at: Date.now(), room: ROOM };
    held.push(made);
    return made;
  };
  const broadcast = (text: string): number => {
    const at = performance.now();
    for (const socket of sockets) socket.send(text);
    return at;
  };

  const prepareTogether: ScriptedRelay['prepareTogether'] = (events) => {
    const text = JSON.stringify(events.map(([event, data]) => envelope(event, data)));
    return () => broadcast(text);
  };

  const webSockets = new WebSocketServer({ server, path: '/ws', perMessageDeflate: false });
  webSockets.on('connection', (socket, request) => {
    connections++;
    const query = new URL(request.url ?? '/', 'http://relay').searchParams;
    const say = (event: string, data: object): void => socket.send(JSON.stringify({ event, data }));
    say('relay.hello', {
      version: 'scripted',
      client: String(connections),
      now: Date.now(),
      epoch,
      room: ROOM,
      source: query.get('source') ?? 'tiktok',
      head: held.length,
      tail: held.length === 0 ? 0 : 1,
    });
    say('relay.room', { state: 'live', roomId: '7000', hostUserId: '1', code: '', reason: '', retryAt: null });
    const since = Number(query.get('since') ?? Number.NaN);
    const missed = query.get('epoch') === epoch ? held.slice(since) : [];
    if (missed.length > 0) socket.send(JSON.stringify(missed.map((made) => ({ ...made, resumed: true }))));
    sockets.add(socket);
    const beat = setInterval(() => say('relay.beat', { head: held.length }), BEAT_MS);
    socket.on('close', () => {
      clearInterval(beat);
      sockets.delete(socket);
    });
  });

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    startLink: `${origin}/?source=tiktok&room=${ROOM}&start=1`,
    requested,
    connected: () => sockets.size,
    connections: () => connections,
    send: (event, data) => broadcast(JSON.stringify(envelope(event, data))),
    sendTogether: (events) => prepareTogether(events)(),
    prepareTogether,
    sendRaw: (text) => void broadcast(text),
    cut() {
      for (const socket of sockets) socket.terminate();
      sockets.clear();
    },
    async close() {
      for (const socket of webSockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
