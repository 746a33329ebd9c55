/**
 * A session's numbers and the only reducer that makes them. Live screens, recovery after a reload and report
 * totals all come out of `apply`, so they cannot disagree. Knows no storage, no screen, no rule.
 */
import { coinsOf, type GiftEvent, type LiveEvent, type Viewer } from './event.ts';
import { leadersOf, promote } from './leaders.ts';
import { MAX_LIKES_PER_FRAME } from './likes.ts';
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

/** Ids of sessions that were played back on the virtual board begin so: what such a session owes is nobody's due. */
export const PLAYBACK_ID = 'playback-';
export const isPlayback = (sessionId: string): boolean => sessionId.startsWith(PLAYBACK_ID);

/** One viewer's part in one session. */
export interface Contribution {
  readonly userId: string;
  uniqueId: string;
  nickname: string;
  /** Units given to the host. */
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
  /** '' until the source has told it. */
  uniqueId: string;
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

/** A session with its viewers in memory. `apply` mutates it; nothing else may. */
export interface LiveSession {
  readonly session: Session;
  /** By userId: every viewer who gave, wrote, liked, shared or followed. Joining alone makes no row. */
  readonly contributions: Map<string, Contribution>;
  /** userIds whose rows changed; whoever stores them empties it. */
  readonly dirty: Set<string>;
  /** userIds of the top gifters, best first; leaders.ts keeps it. */
  leaders: string[];
}

export const newTotals = (): Totals => ({
  events: 0,
  gifts: 0,
  units: 0,
  coins: 0,
  estimatedCoins: 0,
  guestCoins: 0,
  chats: 0,
  likes: 0,
  follows: 0,
  shares: 0,
  subscribes: 0,
  joins: 0,
  viewers: 0,
  viewersPeak: 0,
});

/** Takes `session` over (it is mutated from now on) and copies the rows. */
export function openSession(session: Session, contributions: readonly Contribution[] = []): LiveSession {
  const rows = contributions.map((row) => ({ ...row }));
  return {
    session,
    contributions: new Map(rows.map((row) => [row.userId, row])),
    dirty: new Set(),
    leaders: leadersOf(rows),
  };
}

function newRow(userId: string): Contribution {
  return {
    userId,
    uniqueId: '',
    nickname: '',
    gifts: 0,
    coins: 0,
    estimatedCoins: 0,
    chats: 0,
    likes: 0,
    shares: 0,
    followed: false,
    lastAt: 0,
  };
}

/** The viewer's row, made if needed, marked as changed; null for an event whose viewer is not known. */
function rowOf(live: LiveSession, viewer: Viewer | null, time: number): Contribution | null {
  if (!viewer) return null;
  let row = live.contributions.get(viewer.userId);
  if (!row) {
    row = newRow(viewer.userId);
    live.contributions.set(viewer.userId, row);
  }
  // Names can change in mid-session; an event without them does not take them away.
  if (viewer.uniqueId) row.uniqueId = viewer.uniqueId;
  if (viewer.nickname) row.nickname = viewer.nickname;
  if (time > row.lastAt) row.lastAt = time;
  live.dirty.add(row.userId);
  return row;
}

function applyGift(live: LiveSession, gift: GiftEvent): void {
  if (gift.units <= 0) return;
  const { totals } = live.session;
  const coins = coinsOf(gift);
  if (gift.forGuest) {
    totals.guestCoins += coins;
    return;
  }
  const estimated = gift.priceSource === 'estimate' ? coins : 0;
  totals.gifts += 1;
  totals.units += gift.units;
  totals.coins += coins;
  totals.estimatedCoins += estimated;
  const row = rowOf(live, gift.viewer, gift.time);
  if (!row) return;
  row.gifts += gift.units;
  row.coins += coins;
  row.estimatedCoins += estimated;
  promote(live.leaders, live.contributions, row);
}

/**
 * Adds one new event (after dedupe and the folds) to the session's numbers. History counts like the rest: it is part of
 * the LIVE; that it never fires is not decided here. A viewer's likes are what their own frames say, at most
 * MAX_LIKES_PER_FRAME each; the room's likes are the growth of its counter.
 */
export function apply(live: LiveSession, event: LiveEvent): void {
  const { session } = live;
  const { totals } = session;
  totals.events += 1;
  if (event.at > session.lastSignAt) session.lastSignAt = event.at;
  switch (event.kind) {
    case 'gift':
      applyGift(live, event);
      break;
    case 'chat': {
      totals.chats += 1;
      const row = rowOf(live, event.viewer, event.time);
      if (row) row.chats += 1;
      break;
    }
    case 'like': {
      totals.likes += event.grown;
      const row = rowOf(live, event.viewer, event.time);
      if (row) row.likes += Math.min(event.likeCount, MAX_LIKES_PER_FRAME);
      break;
    }
    case 'share': {
      totals.shares += 1;
      const row = rowOf(live, event.viewer, event.time);
      if (row) row.shares += 1;
      break;
    }
    case 'follow': {
      // Unfollow and follow again is one follow: once per viewer and session.
      const row = rowOf(live, event.viewer, event.time);
      if (!row?.followed) totals.follows += 1;
      if (row) row.followed = true;
      break;
    }
    case 'subscribe':
      totals.subscribes += 1;
      break;
    case 'member':
      totals.joins += 1;
      break;
    case 'roomUser':
      totals.viewers = event.viewerCount;
      totals.viewersPeak = Math.max(totals.viewersPeak, event.viewerCount);
      break;
    case 'other':
      break;
  }
}
