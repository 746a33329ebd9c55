/**
 * The built page, read once and served from memory: a path that was not read cannot be asked for, so none can be
 * climbed out of. Knows no WebSockets.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.hex': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};
const PACKED = new Set(['.html', '.js', '.mjs', '.css', '.json', '.webmanifest', '.svg', '.txt', '.hex', '.wasm']);
/** Below this a gzip header costs as much as it saves. */
const WORTH_PACKING = 1_024;

/** Strict on purpose: the page shows strangers' words. A relay elsewhere is reached by ws:, one nearby asked by http. */
const CSP = [
  "default-src 'self'",
  "script-src 'self'",
  "connect-src 'self' ws: wss: http://127.0.0.1:*",
  "img-src 'self' data: blob:",
  "style-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const SAFE_HEADERS = {
  'Content-Security-Policy': CSP,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const;

interface StaticFile {
  readonly type: string;
  readonly cache: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly packed: Buffer | null;
}

export type StaticFiles = ReadonlyMap<string, StaticFile>;

function readOne(file: string, url: string): StaticFile {
  const plain = readFileSync(file);
  const extension = path.extname(file).toLowerCase();
  const isWorthIt = PACKED.has(extension) && plain.length >= WORTH_PACKING;
  return {
    type: TYPES[extension] ?? 'application/octet-stream',
    // Vite puts a hash of the content into every name under assets/; all else may change under its name.
    cache: url.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    plain,
    packed: isWorthIt ? gzipSync(plain) : null,
  };
}

/** Every file under `root` by its URL path. Empty when the page was not built. */
export function readStaticFiles(root: string): StaticFiles {
  const files = new Map<string, StaticFile>();
  let entries;
  try {
    entries = readdirSync(root, { recursive: true, withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return files;
    throw error;
  }
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const url = `/${path.relative(root, file).split(path.sep).join('/')}`;
    files.set(url, readOne(file, url));
  }
  const index = files.get('/index.html');
  if (index) files.set('/', index);
  return files;
}

/** Answers with the file, or 304. `pathname` is the URL's, still encoded. False when there is no such file. */
export function sendFile(files: StaticFiles, pathname: string, req: IncomingMessage, res: ServerResponse): boolean {
  let name: string;
  try {
    name = decodeURIComponent(pathname);
  } catch {
    // Not valid percent-encoding: no file has such a name.
    return false;
  }
  const file = files.get(name);
  if (!file) return false;
  const packed = /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? '')) ? file.packed : null;
  const headers = { ...SAFE_HEADERS, 'Cache-Control': file.cache, ETag: file.etag, Vary: 'Accept-Encoding' };
  if (req.headers['if-none-match'] === file.etag) {
    res.writeHead(304, headers).end();
    return true;
  }
  const body = packed ?? file.plain;
  res.writeHead(200, {
    ...headers,
    'Content-Type': file.type,
    'Content-Length': body.length,
    ...(packed && { 'Content-Encoding': 'gzip' }),
  });
  res.end(req.method === 'HEAD' ? undefined : body);
  return true;
}
