/**
 * What every source of events looks like to the rest of the live worker. Types only: knows neither sockets nor sessions.
 */
import type { LiveEvent } from '#domain/event.ts';
import type { Gap } from '#domain/session.ts';
import type { Envelope, RelayRoom } from '#wire/relay-frame.ts';
import type { LinkView } from '#rpc/live.ts';

/** Where in the relay's numbering we stand; epoch null before the first hello. */
export interface Position {
  readonly epoch: string | null;
  readonly seq: number;
}

/** A position that was left, ms, this machine's clock. */
export interface LeftPosition extends Position {
  readonly at: number;
}

export interface Source {
  connect(): void;
  close(): void;
  /** Tries again at once when it was waiting to. */
  retryNow(): void;
  view(): LinkView;
  position(): Position;
}

export interface SourceEvents {
  /** The envelopes of one frame, in order; relay.* events are not among them. */
  onEnvelopes(envelopes: readonly Envelope[], now: number): void;
  /** An event out of the record, which dedupe and the folds have been over. */
  onRecorded(event: LiveEvent, now: number): void;
  /** Events will come from now on: the room is live, or the source does not tell and is connected. */
  onFound(room: Pick<RelayRoom, 'roomId' | 'hostUserId'>): void;
  /** The room's own name, where only the source knows it. */
  onName(uniqueId: string): void;
  onLost(): void;
  onClock(relayNow: number, now: number): void;
  onGap(gap: Gap): void;
  /** view() may differ. */
  onChange(): void;
}
