/**
 * TikTok as tiktok-live-connector sees it, on loopback: a sign server (http) and a push server (ws) that speak real
 * protobuf, so that the library's own client and decoder are under test. Only TikTok's web pages are short-circuited
 * (room id, room info, is-live), since the library insists on their https addresses.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { RouteConfig, SignConfig } from 'tiktok-live-connector';
import * as schema from 'tiktok-live-proto/v3';
import { WebSocketServer, type WebSocket } from 'ws';

interface Codec {
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): object;
}
/** One message of a batch; `fields` as in the v3 schema, all others at their defaults. */
export interface WebcastMessage {
  readonly method: keyof typeof schema & string;
  readonly fields: object;
  readonly isHistory?: boolean;
  /** Sent instead of an encoding of `fields`. */
  readonly payload?: Uint8Array;
}

const codec = (name: string): Codec => (schema as unknown as Record<string, Codec>)[name]!;
const encode = (name: string, fields: object): Uint8Array => {
  const { encode: toWriter, decode } = codec(name);
  return toWriter({ ...decode(new Uint8Array(0)), ...fields }).finish();
};
/** Every field of `name` at its default, then `fields`: nested messages must be whole to be encoded. */
export const whole = (name: string, fields: object): object => ({
  ...codec(name).decode(new Uint8Array(0)),
  ...fields,
});

function fetchResult(messages: readonly WebcastMessage[], pushServer: string): Uint8Array {
  const batch = messages.map(({ method, fields, isHistory = false, payload }) =>
    whole('BaseProtoMessage', { method, isHistory, payload: Buffer.from(payload ?? encode(method, fields)) }),
  );
  return encode('ProtoMessageFetchResult', {
    messages: batch,
    cursor: 'c1',
    internalExt: 'x1',
    needAck: true,
    pushServer,
  });
}

export interface Webcast {
  /** What connect replays. */
  initial: WebcastMessage[];
  isLive: boolean;
  /** The sign server answers with this status instead; 429 with the Retry-After given. */
  refuse: { status: number; retryAfterSeconds?: number } | null;
  /** Bytes of each frame are gzipped, as TikTok does. */
  gzip: boolean;
  readonly signRequests: number;
  /** Headers of the last push connection. */
  readonly cookies: string;
  /** Resolves when the library has connected and asked for the room. */
  entered(): Promise<void>;
  /** One frame with all of them. */
  send(...messages: WebcastMessage[]): void;
  /** Cuts the push connection without a closing handshake. */
  drop(): void;
  close(): Promise<void>;
}

export const ROOM_ID = '7300000000000000001';
export const HOST_USER_ID = '7044902821263888239';

/** Starts it and points the library here until close(). */
export async function startWebcast(): Promise<Webcast> {
  let socket: WebSocket | null = null;
  let signRequests = 0;
  let cookies = '';
  let onEntered: () => void = () => undefined;
  let entered = new Promise<void>((resolve) => (onEntered = resolve));

  const server: Server = createServer((_req, res) => {
    signRequests += 1;
    const refused = webcast.refuse;
    if (refused) {
      const after = refused.retryAfterSeconds;
      res.writeHead(refused.status, after === undefined ? {} : { 'Retry-After': String(after) });
      return res.end(JSON.stringify({ message: 'no', limit_label: 'test' }));
    }
    res.writeHead(200, { 'x-set-tt-cookie': 'ttwid=abc', 'x-room-id': ROOM_ID });
    res.end(fetchResult(webcast.initial, `ws://127.0.0.1:${port()}/push`));
  });
  const port = (): number => (server.address() as AddressInfo).port;
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (ws, req) => {
    socket = ws;
    cookies = req.headers.cookie ?? '';
    ws.on('message', (bytes: Buffer) => {
      const frame = codec('WebcastPushFrame').decode(bytes) as { payloadType: string };
      if (frame.payloadType === 'im_enter_room') onEntered();
    });
    ws.on('close', () => (entered = new Promise<void>((resolve) => (onEntered = resolve))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const routes = { ...RouteConfig };
  const sign = { ...SignConfig };
  Object.assign(SignConfig, { basePath: `http://127.0.0.1:${port()}`, cachedInstance: undefined });
  Object.assign(RouteConfig, {
    fetchRoomIdComposite: async () => ROOM_ID,
    fetchIsLiveComposite: async () => webcast.isLive,
    fetchRoomInfo: async () => ({ data: { status: webcast.isLive ? 2 : 4, owner: { id_str: HOST_USER_ID } } }),
  });

  const webcast: Webcast = {
    initial: [],
    isLive: true,
    refuse: null,
    gzip: true,
    get signRequests() {
      return signRequests;
    },
    get cookies() {
      return cookies;
    },
    entered: () => entered,
    send(...messages) {
      const result = fetchResult(messages, '');
      const payload = Buffer.from(webcast.gzip ? gzipSync(result) : result);
      socket!.send(encode('WebcastPushFrame', { logId: '7', payloadEncoding: 'pb', payloadType: 'msg', payload }));
    },
    drop: () => socket!.terminate(),
    async close() {
      Object.assign(RouteConfig, routes);
      Object.assign(SignConfig, { ...sign, cachedInstance: undefined });
      for (const ws of sockets.clients) ws.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return webcast;
}
