/** Events and rules for the tests of the rules: complete ones, of which a test says only what it is about. */
import type { ChatEvent, GiftEvent, LikeEvent, LiveEvent, PlainEvent, RoomUserEvent, Viewer } from '#domain/event.ts';
import { newRule } from '#domain/rule-defaults.ts';
import type { Rule, Trigger } from '#domain/rule.ts';

export const viewer = (fields: Partial<Viewer> = {}): Viewer => ({
  userId: '11',
  uniqueId: 'sari',
  nickname: 'Sari',
  profilePictureUrl: '',
  isFollower: false,
  isSubscriber: false,
  isModerator: false,
  topGifterRank: null,
  ...fields,
});

const base = { id: 'm1', seq: 1, at: 1_000, time: 1_000, viewer: viewer(), history: false, resumed: false };

export const gift = (fields: Partial<GiftEvent> = {}): GiftEvent => ({
  ...base,
  kind: 'gift',
  giftId: 5655,
  giftName: 'Rose',
  diamondCount: 1,
  priceSource: 'event',
  giftType: 1,
  groupId: 'g1',
  repeatCount: fields.units ?? 1,
  repeatEnd: false,
  receiverUserId: 'host',
  units: 1,
  forGuest: false,
  ...fields,
});
export const chat = (comment: string, who: Viewer | null = viewer()): ChatEvent => ({
  ...base,
  kind: 'chat',
  comment,
  viewer: who,
});
export const likes = (running: number, grown: number): LikeEvent => ({
  ...base,
  kind: 'like',
  likeCount: 5,
  totalLikeCount: running,
  grown,
  running,
});
export const roomUser = (viewerCount: number): RoomUserEvent => ({
  ...base,
  id: null,
  viewer: null,
  kind: 'roomUser',
  viewerCount,
});
export const plain = (kind: PlainEvent['kind']): PlainEvent => ({ ...base, kind });
export const other = (): LiveEvent => ({ ...base, kind: 'other', name: 'emote' });

export const rule = (id: string, trigger: Trigger, fields: Partial<Rule> = {}): Rule => ({
  ...newRule(id, id),
  trigger,
  ...fields,
});
/** The usual effect, run as often as `times` says. */
export const times = (perWhat: Rule['effect']['times']): Pick<Rule, 'effect'> => ({
  effect: { ...newRule('', '').effect, times: perWhat },
});
