/**
 * A session's numbers and the only reducer that makes them. Live screens, recovery after a reload and report
 * totals all come out of `apply`, so they cannot disagree. Knows no storage, no screen, no rule.
 */
import type { SessionState } from './session-machine.ts';

export type SourceKind = 'demo' | 'tiktok' | 'replay' | 'tikfinity';

export interface Totals {
  events: number;
  /** Gift events that added units. */
  gifts: number;
  units: number;
  /** The host's coins; guests' are apart. `estimatedCoins` is the part of `coins` that is an estimate. */
  coins: number;
  estimatedCoins: number;
  guestCoins: number;
  chats: number;
  likes: number;
  follows: number;
  shares: number;
  subscribes: number;
  joins: number;
  viewers: number;
  viewersPeak: number;
}

/** One viewer's part in one session. */
export interface Contribution {
  readonly userId: string;
  uniqueId: string;
  nickname: string;
  gifts: number;
  coins: number;
  estimatedCoins: number;
  chats: number;
  likes: number;
  shares: number;
  followed: boolean;
  /** ms UTC of the last event */
  lastAt: number;
}

/** What a session is, without its viewers: one row of the record. Times in ms UTC. */
export interface Session {
  readonly id: string;
  /** source + ':' + name: a demo never mixes with the real room. */
  readonly room: string;
  readonly source: SourceKind;
  readonly uniqueId: string;
  roomId: string | null;
  hostUserId: string | null;
  /** 1, 2, 3 … per room */
  readonly number: number;
  readonly startedBy: 'hand' | 'auto';
  readonly startedAt: number;
  endedAt: number | null;
  /** A person pressed STOP: auto-connect never continues it. */
  stoppedByHand: boolean;
  state: SessionState;
  /** ms UTC of the last event or heartbeat */
  lastSignAt: number;
  totals: Totals;
}

/** A stretch that nobody recorded: by seq where the relay numbered it, else by time (ms UTC). */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly by: 'seq' | 'time';
  readonly at: number;
  readonly reason: 'relay-buffer' | 'relay-restarted' | 'source-away' | 'page-away';
}
