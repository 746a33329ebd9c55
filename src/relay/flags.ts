/** The relay's command line: flags in, settings or one line of complaint out. Knows no server. */
import { parseArgs } from 'node:util';
import { buildQuery, parseQuery, type RelaySource } from '#wire/relay-query.ts';

export interface Flags {
  readonly port: number;
  readonly host: string;
  readonly open: boolean;
  /** '' when not given */
  readonly room: string;
  readonly source: RelaySource | 'tikfinity' | null;
  readonly allowOrigins: readonly string[];
  readonly recordings: string;
}

export type ParsedFlags =
  { readonly ok: true; readonly flags: Flags } | { readonly ok: false; readonly reason: string };

const OPTIONS = {
  port: { type: 'string', default: '8787' },
  host: { type: 'string', default: '127.0.0.1' },
  open: { type: 'boolean', default: false },
  room: { type: 'string', default: '' },
  source: { type: 'string', default: '' },
  'allow-origin': { type: 'string', multiple: true, default: [] as string[] },
  recordings: { type: 'string', default: 'recordings' },
} as const;

const USAGE = `Flags: ${Object.keys(OPTIONS)
  .map((name) => `--${name}`)
  .join(' ')}`;
const refuse = (reason: string): ParsedFlags => ({ ok: false, reason: `${reason}. ${USAGE}` });

/** `http://host:port` as browsers send it, or null. */
function originOf(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain =
    url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.username;
  return isPlain ? url.origin : null;
}

/** `args` without node and script. */
export function parseFlags(args: readonly string[]): ParsedFlags {
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }));
  } catch (error) {
    return refuse((error instanceof Error ? error.message : String(error)).split(/[.\n]/, 1)[0] ?? 'Bad flag');
  }
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : NaN;
  if (!(port <= 65_535)) return refuse(`--port must be a number from 0 to 65535, not "${values.port}"`);
  if (!/^[\w.:-]+$/.test(values.host)) return refuse(`--host must be a name or an address, not "${values.host}"`);

  const allowOrigins: string[] = [];
  for (const text of values['allow-origin']) {
    const origin = originOf(text);
    if (!origin) return refuse(`--allow-origin must look like https://example.org, not "${text}"`);
    allowOrigins.push(origin);
  }

  const room = values.room.replace(/^@/, '');
  const source = values.source || (room ? 'tiktok' : '');
  const { recordings, open } = values;
  // "localhost" may mean ::1 alone, and the page's one origin is 127.0.0.1.
  const host = values.host === 'localhost' ? '127.0.0.1' : values.host;
  const flags = { port, host, open, room, allowOrigins, recordings };
  if (source === '' || source === 'tikfinity') return { ok: true, flags: { ...flags, source: source || null } };
  const asked = parseQuery(new URLSearchParams({ source, room, ...(source === 'replay' && { file: room }) }));
  if (!asked.ok) return refuse(`--source and --room: ${asked.reason}`);
  return { ok: true, flags: { ...flags, source: asked.query.source } };
}

/** The address to open: the deep link that connects and starts the given room or source by itself, else the page alone. */
export function pageUrl(flags: Flags, port: number): string {
  const host = ['0.0.0.0', '::'].includes(flags.host) ? '127.0.0.1' : flags.host;
  const base = `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
  const { source, room } = flags;
  if (!source) return base;
  const query =
    source === 'tikfinity' || room === ''
      ? `source=${source}`
      : buildQuery({ source, room, ...(source === 'replay' && { file: room }) });
  return `${base}?${query}&start=1`;
}
