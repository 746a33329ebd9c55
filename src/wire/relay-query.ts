/**
 * The relay's URL contract: everything a client wants is said in the address of its socket,
 * /ws?room=&source=&since=&epoch=&file=&speed=&loop=. Knows no socket, no ring and no file system.
 */

const RELAY_SOURCES = ['tiktok', 'demo', 'replay'] as const;
export type RelaySource = (typeof RELAY_SOURCES)[number];

/** What a client says; what it leaves out has the default of `RelayQuery`. */
export interface QueryParts {
  readonly room: string;
  readonly source: RelaySource;
  readonly since?: number;
  readonly epoch?: string;
  readonly file?: string;
  readonly speed?: number;
  readonly loop?: boolean;
}

export interface RelayQuery {
  /** uniqueId without @; for a replay any name, by default its file's. */
  readonly room: string;
  readonly source: RelaySource;
  /** The last frame the client has, in which numbering; null: only what is new. */
  readonly resume: { readonly since: number; readonly epoch: string } | null;
  /** Name of a recording, never a path; '' unless source is replay. */
  readonly file: string;
  /** 1–20; 1 unless source is replay. */
  readonly speed: number;
  readonly loop: boolean;
}

export type ParsedQuery =
  { readonly ok: true; readonly query: RelayQuery } | { readonly ok: false; readonly reason: string };

/** TikTok's own charset for a uniqueId, which it limits to 24; some older ones are longer. */
const UNIQUE_ID = /^[A-Za-z0-9._-]{1,32}$/;
/** No separators of any system, no control characters, no hidden files: a name inside a folder and nothing else. */
const FILE_NAME = /^[^./\\:*?"<>|\p{Cc}][^/\\:*?"<>|\p{Cc}]{0,127}$/u;
const EPOCH = /^[A-Za-z0-9-]{1,64}$/;
const SLOWEST = 1;
const FASTEST = 20;

export const isFileName = (name: string): boolean => FILE_NAME.test(name) && !name.includes('..');

/** The query part of a relay's address, without '?'. */
export function buildQuery(parts: QueryParts): string {
  const params = new URLSearchParams({ room: parts.room, source: parts.source });
  if (parts.since !== undefined && parts.epoch !== undefined) {
    params.set('since', String(parts.since));
    params.set('epoch', parts.epoch);
  }
  if (parts.file !== undefined) params.set('file', parts.file);
  if (parts.speed !== undefined) params.set('speed', String(parts.speed));
  if (parts.loop) params.set('loop', '1');
  return params.toString();
}

const refuse = (reason: string): ParsedQuery => ({ ok: false, reason });

/** Parameters it does not know are left alone: a later client may say more. Reasons fit a close frame (123 bytes). */
export function parseQuery(params: URLSearchParams): ParsedQuery {
  const asked = params.get('source') ?? '';
  const source = RELAY_SOURCES.find((name) => name === asked);
  if (!source) return refuse(`source must be one of ${RELAY_SOURCES.join(', ')}`);

  const file = source === 'replay' ? (params.get('file') ?? '') : '';
  if (source === 'replay' && !isFileName(file)) return refuse('file must be the name of a recording, not a path');

  const room = params.get('room') || (source === 'tiktok' ? '' : file || source);
  if (source === 'replay' ? !isFileName(room) : !UNIQUE_ID.test(room))
    return refuse('room must be a TikTok name without @: 1 to 32 of A-Z a-z 0-9 . _ -');

  const speed = source === 'replay' ? Number(params.get('speed') ?? SLOWEST) : SLOWEST;
  if (!(speed >= SLOWEST && speed <= FASTEST)) return refuse(`speed must be a number from ${SLOWEST} to ${FASTEST}`);

  const [since, epoch] = [params.get('since'), params.get('epoch')];
  if ((since === null) !== (epoch === null)) return refuse('since and epoch belong together');
  if (epoch !== null && !EPOCH.test(epoch)) return refuse('epoch is not one of ours');
  if (since !== null && !/^\d{1,15}$/.test(since)) return refuse('since must be a whole number from 0');

  const loop = source === 'replay' && ['1', 'true'].includes(params.get('loop') ?? '');
  const resume = since === null || epoch === null ? null : { since: Number(since), epoch };
  return { ok: true, query: { room, source, resume, file, speed, loop } };
}
