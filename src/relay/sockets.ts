/**
 * The relay's WebSockets: who is let in, and what joins which room. Knows neither sources nor what events mean.
 *
 * How a page tells "refused" from "down": a browser shows a script neither status nor body of a refused upgrade, so
 * an origin that may not watch is let in and closed at once with CLOSE.originRefused and words that name the flag;
 * nothing is sent before, and no room is joined. A bad address is closed with CLOSE.badRequest likewise. What no
 * browser page sends (a foreign Host, no Origin from another machine, another path) is refused by HTTP in words.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { CLOSE, MAX_FRAME_BYTES } from '#wire/relay-frame.ts';
import { parseQuery } from '#wire/relay-query.ts';
import type { Access } from './access.ts';
import { FOREIGN_HOST } from './http.ts';
import type { Rooms } from './rooms.ts';

export interface SocketsOptions {
  readonly access: Access;
  readonly rooms: Rooms;
  /** Where the relay listens, once it does. */
  readonly port: () => number;
  readonly log: (line: string) => void;
}

/** A close frame carries at most this many bytes of reason (RFC 6455 §5.5). */
const REASON_BYTES = 123;
const TOO_LARGE = `Frame over ${MAX_FRAME_BYTES / 1024} KiB: nothing a client says here is that long.`;
/** What ws closes with when a frame exceeds maxPayload (RFC 6455 §7.4.1). */
const MESSAGE_TOO_BIG = 1009;

function shortened(reason: string): string {
  const bytes = Buffer.from(reason);
  return bytes.length <= REASON_BYTES
    ? reason
    : `${bytes
        .subarray(0, REASON_BYTES - 3)
        .toString()
        .replace(/\uFFFD+$/, '')}…`;
}

function refuse(socket: Duplex, status: string, words: string): void {
  const body = Buffer.from(words);
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${body.length}\r\n\r\n${words}`,
  );
}

/** ws ends an oversize frame by itself, before reading it, but with no word why: the reason is put in on the way. */
function explainOversize(ws: WebSocket): void {
  const close = ws.close.bind(ws);
  ws.close = (code, reason) => (code === MESSAGE_TOO_BIG ? close(CLOSE.frameTooLarge, TOO_LARGE) : close(code, reason));
}

function join(ws: WebSocket, req: IncomingMessage, options: SocketsOptions): void {
  const parsed = parseQuery(new URL(req.url ?? '/', 'http://relay').searchParams);
  if (!parsed.ok) return ws.close(CLOSE.badRequest, shortened(parsed.reason));
  const leave = options.rooms.join(parsed.query, {
    send: (text, done) => ws.send(text, done),
    close: (code, reason) => ws.close(code, shortened(reason)),
  });
  if (!leave) return ws.close(CLOSE.badRequest, 'This relay has too many rooms open; wait or restart it');
  ws.on('close', leave);
}

export function attachSockets(server: Server, options: SocketsOptions): WebSocketServer {
  const { access, log } = options;
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MAX_FRAME_BYTES });

  sockets.on('connection', (ws: WebSocket, req: IncomingMessage) => {
    explainOversize(ws);
    ws.on('error', (error: Error & { code?: string }) =>
      log(`a client's socket failed: ${error.code ?? error.message}`),
    );
    const { origin } = req.headers;
    if (access.mayWatch(origin, options.port(), req.socket.remoteAddress)) return join(ws, req, options);
    log(`refused a page of ${String(origin).slice(0, 100)}: start with --allow-origin to let it in`);
    ws.close(CLOSE.originRefused, shortened(`Origin refused. Start the relay with --allow-origin ${origin}`));
  });

  server.on('upgrade', (req, socket, head) => {
    socket.on('error', (error: Error) => log(`a client went away while connecting: ${error.message}`));
    if (!access.isOwnHost(req.headers.host)) return refuse(socket, '421 Misdirected Request', FOREIGN_HOST);
    if (req.url?.split('?', 1)[0] !== '/ws') return refuse(socket, '404 Not Found', 'WebSockets are at /ws.\n');
    if (req.headers.origin === undefined && !access.mayWatch(undefined, options.port(), req.socket.remoteAddress))
      return refuse(socket, '403 Forbidden', 'From another machine only pages named by --allow-origin may watch.\n');
    sockets.handleUpgrade(req, socket, head, (ws) => sockets.emit('connection', ws, req));
  });
  return sockets;
}
