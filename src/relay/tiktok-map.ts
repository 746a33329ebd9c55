/**
 * From TikTok's v3 messages, as the library emits them, to the flat shape: one table, event by event.
 * Knows no connection; ids stay text, since they exceed 2^53.
 */
import { count, list, object, text, type Message } from './tiktok-read.ts';
import { flatUser, imageUrl } from './tiktok-user.ts';

interface Mapping {
  /** Its name in the flat shape. */
  readonly event: string;
  readonly fields: (message: Message) => Record<string, unknown>;
  /** False for what only sounds like this event. */
  readonly when?: (message: Message) => boolean;
}

/** A subscription was made; all other kinds of this message remind or announce. */
const SUB_SUCCESS = 0;

const giftFields = (message: Message): Record<string, unknown> => {
  const gift = object(message['gift']);
  const giftId = text(message['giftId']) || text(gift['id']);
  return {
    giftId: count(giftId) ?? giftId,
    giftName: text(gift['name']) || undefined,
    // 0 says that TikTok did not tell: the page then knows the price by id.
    diamondCount: count(gift['diamondCount']) || undefined,
    giftType: count(gift['type']) || (gift['combo'] === true ? 1 : undefined),
    giftPictureUrl: imageUrl(gift['image']),
    repeatCount: count(message['repeatCount']),
    repeatEnd: Number(message['repeatEnd']) === 1,
    groupId: text(message['groupId']),
    receiverUserId: text(object(message['toUser'])['id']) || text(message['toMemberId']),
  };
};

const emoteFields = (entry: unknown): Record<string, unknown> => {
  const indexed = object(entry);
  const emote = object(indexed['emote']);
  return {
    emoteId: text(emote['emoteId']),
    emoteImageUrl: imageUrl(emote['image']),
    placeInComment: count(indexed['index']),
  };
};

const firstEmote = (message: Message): Record<string, unknown> => {
  const emote = object(list(message['emoteList'])[0]);
  return { emoteId: text(emote['emoteId']), emoteImageUrl: imageUrl(emote['image']) };
};

const roomUserFields = (message: Message): Record<string, unknown> => ({
  viewerCount: count(message['total']),
  topViewers: list(message['ranks'])
    .map(object)
    .map((rank) => ({ user: flatUser(rank['user']), coinCount: count(rank['score']) })),
});

const envelopeFields = (message: Message): Record<string, unknown> => {
  const info = object(message['envelopeInfo']);
  const sender = { userId: text(info['sendUserId']), nickname: text(info['sendUserName']) };
  return { ...sender, coins: count(info['diamondCount']), canOpen: count(info['peopleCount']) };
};

const questionFields = (message: Message): Record<string, unknown> => {
  const question = object(message['data']);
  return { ...flatUser(question['user']), questionText: text(question['content']) };
};

const nothing = (): Record<string, unknown> => ({});

/** By the library's name of the event. */
const MAPPINGS: Readonly<Record<string, Mapping>> = {
  chat: { event: 'chat', fields: (m) => ({ comment: m['content'], emotes: list(m['emotes']).map(emoteFields) }) },
  gift: { event: 'gift', fields: giftFields },
  like: { event: 'like', fields: (m) => ({ likeCount: count(m['count']), totalLikeCount: count(m['total']) }) },
  member: { event: 'member', fields: (m) => ({ actionId: m['action'] }) },
  roomUser: { event: 'roomUser', fields: roomUserFields },
  follow: { event: 'follow', fields: nothing },
  share: { event: 'share', fields: nothing },
  subNotify: {
    event: 'subscribe',
    fields: (m) => ({ subMonth: count(m['subMonth']) }),
    when: (m) => (m['messageType'] ?? SUB_SUCCESS) === SUB_SUCCESS,
  },
  superFan: { event: 'subscribe', fields: nothing },
  superFanJoin: { event: 'subscribe', fields: nothing },
  questionNew: { event: 'questionNew', fields: questionFields },
  emote: { event: 'emote', fields: firstEmote },
  envelope: { event: 'envelope', fields: envelopeFields },
  liveIntro: { event: 'liveIntro', fields: (m) => ({ description: text(m['content']) }) },
  linkMicBattle: { event: 'linkMicBattle', fields: (m) => ({ battleId: text(m['battleId']) }) },
  linkMicArmies: { event: 'linkMicArmies', fields: (m) => ({ battleId: text(m['battleId']) }) },
  controlMessage: { event: 'control', fields: (m) => ({ action: m['action'] }) },
  streamEnd: { event: 'streamEnd', fields: (m) => ({ action: m['action'] }) },
};

/** The library's events that are handed on. */
export const MAPPED_EVENTS: readonly string[] = Object.keys(MAPPINGS);

export interface FlatEvent {
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** null: nothing that a reader would know. `name` is the library's. */
export function toFlat(name: string, decoded: unknown): FlatEvent | null {
  const mapping = Object.hasOwn(MAPPINGS, name) ? MAPPINGS[name] : undefined;
  const message = object(decoded);
  if (!mapping || mapping.when?.(message) === false) return null;
  const common = object(message['common']);
  const createTime = text(common['createTime']);
  // A state, not something that happened: its readers tell by the missing id.
  const msgId = name === 'roomUser' ? '' : text(common['msgId']);
  const displayType = text(object(common['displayText'])['key']);
  return {
    event: mapping.event,
    data: {
      ...flatUser(message['user'], message['userIdentity']),
      ...(msgId && { msgId }),
      ...(createTime && { createTime }),
      ...(displayType && { displayType }),
      ...mapping.fields(message),
    },
  };
}
