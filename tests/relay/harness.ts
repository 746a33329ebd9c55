/** A relay on a free port and a client that remembers what it was told, for the tests beside this file. */
import { request, type IncomingHttpHeaders } from 'node:http';
import { WebSocket, type ClientOptions } from 'ws';
import { startRelay, type Relay, type RelayOptions } from '#relay/server.ts';
import type { SourceSink, StartSource } from '#relay/source.ts';
import type { Envelope } from '#wire/relay-frame.ts';

/** A source that does only what the test says. One per room that was begun, in order. */
export interface ManualSource {
  readonly start: StartSource;
  readonly started: { readonly room: string; readonly sink: SourceSink; stopped: boolean }[];
}

export function manualSource(): ManualSource {
  const started: ManualSource['started'] = [];
  const start: StartSource = (query, sink) => {
    const entry = { room: query.room, sink, stopped: false };
    started.push(entry);
    sink.room({ state: 'live' });
    return { stop: () => void (entry.stopped = true) };
  };
  return { start, started };
}

export const startTestRelay = (startSource: StartSource, more: Partial<RelayOptions> = {}): Promise<Relay> =>
  startRelay({
    host: '127.0.0.1',
    port: 0,
    allowOrigins: [],
    dist: '/nowhere',
    version: '1.2.3',
    log: () => undefined,
    startSource,
    ...more,
  });

export interface TestClient {
  readonly ws: WebSocket;
  /** Every frame as it came. */
  readonly frames: string[];
  /** Every envelope, arrays taken apart. */
  readonly envelopes: Envelope[];
  /** Resolves once enough has come. */
  until(enough: (envelopes: Envelope[]) => boolean): Promise<Envelope[]>;
  readonly closed: Promise<{ code: number; reason: string }>;
}

/** Connects; resolves when the socket is open. */
export async function connect(
  relay: Pick<Relay, 'port'>,
  query: string,
  options: ClientOptions = {},
): Promise<TestClient> {
  const ws = new WebSocket(`ws://127.0.0.1:${relay.port}/ws?${query}`, options);
  const frames: string[] = [];
  const envelopes: Envelope[] = [];
  let look: () => void = () => undefined;
  ws.on('message', (bytes: Buffer) => {
    frames.push(bytes.toString());
    envelopes.push(...([JSON.parse(bytes.toString())].flat() as Envelope[]));
    look();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    ws.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  await new Promise<void>((resolve, reject) => {
    ws.once('open', resolve);
    ws.once('error', reject);
  });
  return {
    ws,
    frames,
    envelopes,
    closed,
    until: (enough) =>
      new Promise((resolve) => {
        look = () => {
          if (enough(envelopes)) resolve(envelopes);
        };
        look();
      }),
  };
}

export const has =
  (event: string, times = 1) =>
  (envelopes: Envelope[]): boolean =>
    envelopes.filter((envelope) => envelope.event === event).length >= times;
export const seqs = (envelopes: Envelope[]): number[] =>
  envelopes.flatMap((envelope) => (envelope.seq === undefined ? [] : [envelope.seq]));

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
/** Paths go out as they are written, dots and all, which fetch would tidy up. */
export function get(
  relay: Pick<Relay, 'port'>,
  target: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = request({ host: '127.0.0.1', port: relay.port, path: target, headers, method, agent: false }, (res) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () =>
        resolve({ status: res.statusCode!, headers: res.headers, body: Buffer.concat(parts).toString() }),
      );
    });
    req.on('error', reject);
    req.end();
  });
}
