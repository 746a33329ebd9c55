/**
 * What happens in a LIVE, in one shape whatever source told us: the domain's own event.
 * Knows nothing of JSON, sockets or who reads it. Field names are TikTok's where TikTok has one.
 */

/** A viewer as one event shows them. Ids are decimal strings: they exceed 2^53. */
export interface Viewer {
  readonly userId: string;
  readonly uniqueId: string;
  readonly nickname: string;
  /** Never loaded unless the streamer says so. '' when unknown. */
  readonly profilePictureUrl: string;
  readonly isFollower: boolean;
  readonly isSubscriber: boolean;
  readonly isModerator: boolean;
  /** 1 = top gifter of the room; null when not ranked. */
  readonly topGifterRank: number | null;
}

/** Where a coin figure came from, best first; an estimate is marked wherever it is summed. */
export type PriceSource = 'event' | 'catalogue-id' | 'catalogue-name' | 'estimate';

interface Base {
  /** TikTok's msgId, or null: states such as roomUser have none. */
  readonly id: string | null;
  /** The relay's number of this frame in its room and epoch; null where the source does not number. */
  readonly seq: number | null;
  /** ms, this machine's clock: when the relay (or, without one, this page) received it. Expiry counts from here. */
  readonly at: number;
  /** ms UTC: when it happened, by TikTok's createTime where it tells, else `at`. Only statistics and reports use it. */
  readonly time: number;
  readonly viewer: Viewer | null;
  /** TikTok's own replay at connect: recorded, never acted on. */
  readonly history: boolean;
  /** Sent again by the relay after a reconnect. */
  readonly resumed: boolean;
}

export interface GiftEvent extends Base {
  readonly kind: 'gift';
  readonly giftId: number;
  readonly giftName: string;
  /** Coins of one unit and where that figure comes from. */
  readonly diamondCount: number;
  readonly priceSource: PriceSource;
  /** 1 = may streak; others come once. */
  readonly giftType: number;
  readonly groupId: string;
  readonly repeatCount: number;
  readonly repeatEnd: boolean;
  readonly receiverUserId: string;
  /** Units this very frame adds: 0 until the streak fold has seen it, and for a frame that adds nothing. */
  readonly units: number;
  /** True when the gift went to a guest of the LIVE rather than its host. */
  readonly forGuest: boolean;
}
export interface ChatEvent extends Base {
  readonly kind: 'chat';
  readonly comment: string;
}
export interface LikeEvent extends Base {
  readonly kind: 'like';
  readonly likeCount: number;
  /** The room's own counter as this frame tells it; 0 = not told. Not monotonic. */
  readonly totalLikeCount: number;
  /** Growth of the room's running maximum that this frame brought; filled in by the likes fold. */
  readonly grown: number;
  /** The room's likes since this session's count began, after this frame. */
  readonly running: number;
}
export interface RoomUserEvent extends Base {
  readonly kind: 'roomUser';
  readonly viewerCount: number;
}
export interface PlainEvent extends Base {
  readonly kind: 'follow' | 'share' | 'subscribe' | 'member';
}
/** Kept in the record, acted on by nothing. `name` is the source's event name. */
export interface OtherEvent extends Base {
  readonly kind: 'other';
  readonly name: string;
}

export type LiveEvent = GiftEvent | ChatEvent | LikeEvent | RoomUserEvent | PlainEvent | OtherEvent;
export type EventKind = LiveEvent['kind'];

/** Coins this very frame adds. */
export const coinsOf = (gift: Pick<GiftEvent, 'units' | 'diamondCount'>): number => gift.units * gift.diamondCount;
