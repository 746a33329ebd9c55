/**
 * A bookmark that says where the LIVE comes from: /?source=tiktok&room=name&start=1.
 * Knows no setting; says nothing where the address names no source.
 */
import type { SourceKind } from '#domain/session.ts';
import type { SourceConfig } from '#rpc/live.ts';
import { isFileName } from '#wire/relay-query.ts';

export interface DeepLink {
  readonly source: SourceConfig;
  readonly start: boolean;
}

const KINDS: readonly SourceKind[] = ['demo', 'tiktok', 'replay', 'tikfinity'];
/** TikTok's uniqueIds, as the relay takes them; anything else would be a typing error or worse. */
const ROOM = /^[\w.-]{1,32}$/;
const SLOWEST = 1;
const FASTEST = 20;

/** A room as people write it: with @, capitals or blanks around it. '' when it cannot be one. */
export function parseRoom(text: string): string {
  const room = text.trim().replace(/^@/, '').toLowerCase();
  return ROOM.test(room) ? room : '';
}

/** The name of a recording in the relay's folder, never a path: what the relay takes, the page takes. */
export const isRecordingName = isFileName;
export const clampSpeed = (speed: number): number =>
  Number.isFinite(speed) ? Math.min(FASTEST, Math.max(SLOWEST, speed)) : SLOWEST;

/** `search` as in location.search. null: no source named, or what it names cannot be used. */
export function parseDeepLink(search: string, relayUrl: string | null): DeepLink | null {
  const query = new URLSearchParams(search);
  const kind = KINDS.find((name) => name === query.get('source'));
  if (!kind) return null;
  const start = query.get('start') === '1';
  if (kind === 'tiktok') {
    const room = parseRoom(query.get('room') ?? '');
    return room ? { source: { kind, room, relayUrl }, start } : null;
  }
  if (kind === 'replay') {
    const file = query.get('file') ?? '';
    if (!isRecordingName(file)) return null;
    const speed = clampSpeed(Number(query.get('speed') ?? SLOWEST));
    return { source: { kind, room: file, relayUrl, file, speed, loop: query.get('loop') === '1' }, start };
  }
  return { source: { kind, room: '', relayUrl: kind === 'demo' ? relayUrl : null }, start };
}

const KEYS = ['source', 'room', 'file', 'speed', 'loop', 'start'] as const;

/** The same address without what it says of a source; the screen it names stays. */
export function withoutLink(href: string): string {
  const url = new URL(href);
  for (const key of KEYS) url.searchParams.delete(key);
  return url.href;
}

/** A person chose otherwise: a reload must not undo it. A bookmark still holds the link. */
export function forgetLink(): void {
  if (new URLSearchParams(location.search).has('source'))
    history.replaceState(history.state, '', withoutLink(location.href));
}
