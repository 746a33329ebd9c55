/**
 * The relay's plain HTTP: the built page, /healthz, and one canonical origin. Knows no rooms beyond their health.
 *
 * History belongs to an origin, so a page asked for by another local name is sent on to 127.0.0.1.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { hostName, type Access } from './access.ts';
import type { RoomHealth } from './room.ts';
import { SAFE_HEADERS, sendFile, type StaticFiles } from './static-files.ts';

export interface HttpOptions {
  readonly access: Access;
  readonly files: StaticFiles;
  readonly version: string;
  /** False where 127.0.0.1 does not lead here. */
  readonly hasIpv4Loopback: boolean;
  readonly rooms: () => RoomHealth[];
}

const NOT_BUILT = 'The page has not been built yet: run "npm start" or "npm run build". The relay itself works.\n';

function say(res: ServerResponse, status: number, words: string, headers: Record<string, string> = {}): void {
  res.writeHead(status, {
    ...SAFE_HEADERS,
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    ...headers,
  });
  res.end(words);
}

function sendHealth(options: HttpOptions, req: IncomingMessage, res: ServerResponse): void {
  const { origin } = req.headers;
  const cors = options.access.isAllowedOrigin(origin) ? { 'Access-Control-Allow-Origin': origin } : {};
  const health = {
    name: 'giftwire',
    version: options.version,
    uptime: Math.round(process.uptime()),
    rooms: options.rooms(),
  };
  res.writeHead(200, {
    ...SAFE_HEADERS,
    ...cors,
    Vary: 'Origin',
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  res.end(req.method === 'HEAD' ? undefined : JSON.stringify(health));
}

/** Words for a request whose Host is not one of ours; also for upgrades. */
export const FOREIGN_HOST =
  'This relay does not answer to that host name. Start it with --host or --allow-origin to name it.\n';

export function createHttpHandler(options: HttpOptions): (req: IncomingMessage, res: ServerResponse) => void {
  return (req, res) => {
    const { host } = req.headers;
    if (!options.access.isOwnHost(host)) return say(res, 421, FOREIGN_HOST);
    if (req.method !== 'GET' && req.method !== 'HEAD')
      return say(res, 405, 'Only GET and HEAD are answered here.\n', { Allow: 'GET, HEAD' });
    const target = req.url ?? '/';
    const pathname = target.split(/[?#]/, 1)[0] ?? '/';
    if (pathname === '/healthz') return sendHealth(options, req, res);
    if (pathname === '/ws') return say(res, 426, 'This address speaks WebSocket.\n', { Upgrade: 'websocket' });
    if (options.hasIpv4Loopback && ['localhost', '[::1]'].includes(hostName(host)) && /^\/(?!\/)/.test(target)) {
      const port = /:\d+$/.exec(host ?? '')?.[0] ?? '';
      return say(res, 302, 'History belongs to one address: http://127.0.0.1\n', {
        Location: `http://127.0.0.1${port}${target}`,
      });
    }
    if (sendFile(options.files, pathname, req, res)) return;
    if (options.files.size === 0) return say(res, 503, NOT_BUILT);
    say(res, 404, 'There is nothing at this address.\n');
  };
}
