/** Domain events for tests: sensible values, whatever a case does not care about. */
import type { ChatEvent, GiftEvent, LikeEvent, OtherEvent, PlainEvent, RoomUserEvent, Viewer } from '#domain/event.ts';
import { newTotals, type Session } from '#domain/session.ts';

export const NOW = 1_700_000_000_000;

export const viewer = (userId = '7000000000000000001', more: Partial<Viewer> = {}): Viewer => ({
  userId,
  uniqueId: `user_${userId}`,
  nickname: `User ${userId}`,
  profilePictureUrl: '',
  isFollower: false,
  isSubscriber: false,
  isModerator: false,
  topGifterRank: null,
  ...more,
});

let number = 0;
const base = () => ({
  id: `m${++number}`,
  seq: null,
  at: NOW,
  time: NOW,
  viewer: viewer(),
  history: false,
  resumed: false,
});

export const gift = (more: Partial<GiftEvent> = {}): GiftEvent => ({
  ...base(),
  kind: 'gift',
  giftId: 5655,
  giftName: 'Rose',
  diamondCount: 1,
  priceSource: 'event',
  giftType: 1,
  groupId: 'g1',
  repeatCount: 1,
  repeatEnd: false,
  receiverUserId: '',
  units: 0,
  forGuest: false,
  ...more,
});
export const chat = (more: Partial<ChatEvent> = {}): ChatEvent => ({ ...base(), kind: 'chat', comment: 'hi', ...more });
export const like = (more: Partial<LikeEvent> = {}): LikeEvent => ({
  ...base(),
  kind: 'like',
  likeCount: 1,
  totalLikeCount: 0,
  grown: 0,
  running: 0,
  ...more,
});
export const roomUser = (viewerCount: number): RoomUserEvent => ({
  ...base(),
  id: null,
  viewer: null,
  kind: 'roomUser',
  viewerCount,
});
export const plain = (kind: PlainEvent['kind'], more: Partial<PlainEvent> = {}): PlainEvent => ({
  ...base(),
  kind,
  ...more,
});
export const other = (more: Partial<OtherEvent> = {}): OtherEvent => ({
  ...base(),
  kind: 'other',
  name: 'emote',
  ...more,
});

export const session = (more: Partial<Session> = {}): Session => ({
  id: 's1',
  room: 'tiktok:host',
  source: 'tiktok',
  uniqueId: 'host',
  roomId: null,
  hostUserId: null,
  number: 1,
  startedBy: 'hand',
  startedAt: NOW,
  endedAt: null,
  stoppedByHand: false,
  state: 'live',
  lastSignAt: NOW,
  totals: newTotals(),
  ...more,
});
