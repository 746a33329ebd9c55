/**
 * A viewer as TikTok's v3 schema shows them, in the flat shape's common fields. Knows no event.
 * Badge scenes are those of the schema: 1 moderator, 2 new gifter, 4 and 7 subscriber, 8 gifter level, 10 team level.
 */
import { list, object, text, type Message } from './tiktok-read.ts';

const MODERATOR = [1];
const NEW_GIFTER = [2];
const SUBSCRIBER = [4, 7];
const GIFTER_LEVEL = [8];
const TEAM_LEVEL = [10];

/** First address of an image that is one, or ''. */
export const imageUrl = (image: unknown): string =>
  list(object(image)['urlList']).find((url): url is string => typeof url === 'string' && url !== '') ?? '';

function levelOf(badges: readonly Message[]): number {
  const levels = badges.map((badge) => Number(object(badge['privilegeLogExtra'])['level']));
  return Math.max(0, ...levels.filter(Number.isSafeInteger));
}

/** TikTok tells the rank nowhere but in the picture's name. */
function rankOf(badges: readonly Message[]): number | null {
  for (const badge of badges) {
    const rank = /ranklist_top_gifter_(\d+)/.exec(imageUrl(object(badge['image'])['image']))?.[1];
    if (rank) return Number(rank);
  }
  return null;
}

/** `identity`: what a message says of its sender beside the user itself. An absent user gives no fields. */
export function flatUser(user: unknown, identity?: unknown): Record<string, unknown> {
  const from = object(user);
  const userId = text(from['id']) || text(from['idStr']);
  if (userId === '') return {};
  const badges = list(from['badgeList']).map(object);
  const ofScenes = (scenes: readonly number[]): Message[] =>
    badges.filter((b) => scenes.includes(Number(b['sceneType'])));
  const has = (scenes: readonly number[]): boolean => ofScenes(scenes).length > 0;
  const is = object(identity);
  const subscribe = object(from['subscribeInfo']);
  const stated = Number(object(from['followInfo'])['followStatus'] ?? 0) || 0;
  const identified = is['isMutualFollowingWithAnchor'] === true ? 2 : is['isFollowerOfAnchor'] === true ? 1 : 0;
  const followRole = Math.max(stated, identified);
  return {
    userId,
    uniqueId: text(from['displayId']),
    nickname: text(from['nickname']),
    profilePictureUrl: imageUrl(from['avatarThumb']),
    followRole,
    followInfo: { followStatus: followRole },
    isModerator: object(from['userAttr'])['isAdmin'] === true || is['isModeratorOfAnchor'] === true || has(MODERATOR),
    isSubscriber:
      is['isSubscriberOfAnchor'] === true ||
      subscribe['isSubscribedToAnchor'] === true ||
      from['isSubscribe'] === true ||
      has(SUBSCRIBER),
    isNewGifter: has(NEW_GIFTER),
    topGifterRank: rankOf(badges),
    gifterLevel: levelOf(ofScenes(GIFTER_LEVEL)),
    teamMemberLevel: levelOf(ofScenes(TEAM_LEVEL)),
  };
}
