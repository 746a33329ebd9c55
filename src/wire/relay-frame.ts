/**
 * The wire between relay and page: envelopes in TikFinity's shape plus the relay's own fields, and the relay.* events.
 * Knows neither sockets nor what an event means (normalise.ts does).
 * Source of the shape: TikFinity's local socket, ws://localhost:21213/, as observed.
 */
import type { ReportFault } from '#domain/fault.ts';
import { readId, readText } from './normalise-fields.ts';

/** One event as it travels. `data` is hostile until normalised. */
export interface Envelope {
  readonly event: string;
  readonly data: Record<string, unknown>;
  /** Per room and epoch, from 1. Relay only. */
  readonly seq?: number;
  readonly epoch?: string;
  /** ms, the relay's clock: when it received the event. */
  readonly at?: number;
  readonly room?: string;
  readonly resumed?: boolean;
  readonly history?: boolean;
}

export interface RelayHello {
  readonly version: string;
  readonly client: string;
  /** ms, the relay's clock */
  readonly now: number;
  readonly epoch: string;
  readonly room: string;
  readonly source: string;
  /** Newest and oldest seq the relay holds; 0 when it holds none. */
  readonly head: number;
  readonly tail: number;
}
export type RelayRoomState = 'connecting' | 'live' | 'offline' | 'ended' | 'failed';
export interface RelayRoom {
  readonly state: RelayRoomState;
  readonly roomId: string | null;
  readonly hostUserId: string | null;
  /** A fault code of domain/fault.ts where there is one, else ''. */
  readonly code: string;
  readonly reason: string;
  /** ms, the relay's clock; null when nothing is planned */
  readonly retryAt: number | null;
}
export interface RelayBeat {
  readonly head: number;
}
export interface RelayGap {
  readonly from: number;
  readonly to: number;
}

/** A browser sees no WebSocket pings, so the relay says something this often … */
export const BEAT_MS = 5_000;
/** … and is taken for dead when nothing came for so long. */
export const SILENCE_MS = 12_000;
/** A frame above this ends the socket. */
export const MAX_FRAME_BYTES = 256 * 1024;
/** WebSocket close codes of our own (4000–4999 is the private range, RFC 6455 §7.4.2). */
export const CLOSE = {
  frameTooLarge: 4009,
  originRefused: 4403,
  badRequest: 4400,
  slow: 4008,
  shutdown: 1012,
} as const;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Neither negative nor beyond what a double counts exactly. */
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;

const isText = (value: unknown, cap: number): value is string => typeof value === 'string' && value.length <= cap;

/** For text that is no event: a fault's detail, and relay.* events, whose faults the caller sees as null. */
const unreported: ReportFault = () => undefined;

/** Longest event name, epoch or room that makes sense. */
const NAME = 200;

function isEnvelope(value: unknown): value is Envelope {
  return (
    isObject(value) &&
    isText(value['event'], NAME) &&
    value['event'] !== '' &&
    isObject(value['data']) &&
    (value['seq'] === undefined || isCount(value['seq'])) &&
    (value['at'] === undefined || isCount(value['at'])) &&
    (value['epoch'] === undefined || isText(value['epoch'], NAME)) &&
    (value['room'] === undefined || isText(value['room'], NAME)) &&
    (value['resumed'] === undefined || typeof value['resumed'] === 'boolean') &&
    (value['history'] === undefined || typeof value['history'] === 'boolean')
  );
}

/**
 * One text frame: an envelope or an array of them. Never throws. Reports 'frame-too-large' (the frame's length in UTF-16
 * units, which is never more than its bytes), 'frame-not-json', and 'frame-malformed' once per element that is none.
 */
export function parseFrames(text: string, report: ReportFault): Envelope[] {
  if (text.length > MAX_FRAME_BYTES) {
    report('frame-too-large', String(text.length));
    return [];
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    report('frame-not-json', readText(text.slice(0, 40), 40, '', unreported));
    return [];
  }
  const envelopes: Envelope[] = [];
  for (const element of Array.isArray(parsed) ? parsed : [parsed]) {
    if (isEnvelope(element)) envelopes.push(element);
    else report('frame-malformed');
  }
  return envelopes;
}

const shortText = (value: unknown): string => readText(value, NAME, '', unreported);

/** relay.hello, or null when it is none. */
export function readHello(data: unknown): RelayHello | null {
  if (!isObject(data)) return null;
  const { now, head, tail, epoch } = data;
  if (!isCount(now) || !isCount(head) || !isCount(tail) || !isText(epoch, NAME) || epoch === '') return null;
  const [version, client, room, source] = [data['version'], data['client'], data['room'], data['source']].map(
    shortText,
  );
  return {
    version: version ?? '',
    client: client ?? '',
    now,
    epoch,
    room: room ?? '',
    source: source ?? '',
    head,
    tail,
  };
}

const ROOM_STATES: readonly string[] = ['connecting', 'live', 'offline', 'ended', 'failed'] satisfies RelayRoomState[];
const isRoomState = (value: unknown): value is RelayRoomState =>
  typeof value === 'string' && ROOM_STATES.includes(value);

/** relay.room, or null when it is none. Ids that are missing are not known. */
export function readRoom(data: unknown): RelayRoom | null {
  if (!isObject(data)) return null;
  const { state, retryAt } = data;
  if (!isRoomState(state)) return null;
  return {
    state,
    roomId: readId(data['roomId'], '', unreported) || null,
    hostUserId: readId(data['hostUserId'], '', unreported) || null,
    code: shortText(data['code']),
    reason: shortText(data['reason']),
    retryAt: isCount(retryAt) ? retryAt : null,
  };
}

/** relay.beat, or null when it is none. */
export const readBeat = (data: unknown): RelayBeat | null =>
  isObject(data) && isCount(data['head']) ? { head: data['head'] } : null;

/** relay.gap, or null when it is none. */
export function readGap(data: unknown): RelayGap | null {
  if (!isObject(data)) return null;
  const { from, to } = data;
  return isCount(from) && isCount(to) && from <= to ? { from, to } : null;
}
