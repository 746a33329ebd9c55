/**
 * The wire between relay and page: envelopes in TikFinity's shape plus the relay's own fields, and the relay.* events.
 * Knows neither sockets nor what an event means (normalise.ts does).
 * Source of the shape: TikFinity's local socket, ws://localhost:21213/, as observed.
 */

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
export const CLOSE = { frameTooLarge: 4009, originRefused: 4403, badRequest: 4400, slow: 4008, shutdown: 1012 } as const;
