/**
 * Drops what nobody reads (badge pictures, other people's lists, labels) so that a stored event stays near 500 bytes.
 * The lists are the table of the flat shape; an event of no own list keeps the common fields and its short values.
 * Knows neither where an event came from nor who reads it.
 */

const COMMON = [
  'userId uniqueId nickname profilePictureUrl followRole isModerator isNewGifter isSubscriber topGifterRank',
  'gifterLevel teamMemberLevel msgId createTime displayType',
]
  .join(' ')
  .split(' ');

const OWN: Readonly<Record<string, readonly string[]>> = {
  gift: 'giftId giftName diamondCount repeatCount repeatEnd giftType groupId giftPictureUrl receiverUserId'.split(' '),
  chat: ['comment'],
  like: ['likeCount', 'totalLikeCount'],
  member: ['actionId'],
  roomUser: ['viewerCount'],
  follow: [],
  share: [],
  subscribe: ['subMonth'],
};

/** Far above what TikTok allows (a comment has 150 letters): the page still sees, cuts and counts what is too long. */
const LONGEST_TEXT = 8_192;
const TOP_VIEWERS = 3;
const EMOTES = 10;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const cut = (value: unknown): unknown => (typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : value);
const isShort = (value: unknown): boolean => value === null || ['number', 'boolean', 'string'].includes(typeof value);

function pick(from: Record<string, unknown>, names: readonly string[], into: Record<string, unknown>): void {
  for (const name of names) if (Object.hasOwn(from, name) && isShort(from[name])) into[name] = cut(from[name]);
}

const slimTopViewer = (entry: unknown): unknown => {
  const user: Record<string, unknown> = {};
  if (!isObject(entry)) return { user, coinCount: 0 };
  if (isObject(entry['user'])) pick(entry['user'], ['userId', 'uniqueId', 'nickname'], user);
  return { user, coinCount: isShort(entry['coinCount']) ? cut(entry['coinCount']) : 0 };
};

const slimEmote = (entry: unknown): unknown => {
  const emote: Record<string, unknown> = {};
  if (isObject(entry)) pick(entry, ['emoteId', 'emoteImageUrl', 'placeInComment'], emote);
  return emote;
};

/** A new object; `data` itself is left as it was. Values of wrong types stay for the reader to refuse and count. */
export function slim(event: string, data: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  const own = OWN[event];
  pick(data, own ? [...COMMON, ...own] : Object.keys(data).filter((name) => name !== '__proto__'), kept);
  const follow = data['followInfo'];
  if (isObject(follow)) kept['followInfo'] = { followStatus: cut(follow['followStatus']) };
  if (event === 'roomUser' && Array.isArray(data['topViewers']))
    kept['topViewers'] = data['topViewers'].slice(0, TOP_VIEWERS).map(slimTopViewer);
  if (event === 'chat' && Array.isArray(data['emotes']) && data['emotes'].length)
    kept['emotes'] = data['emotes'].slice(0, EMOTES).map(slimEmote);
  return kept;
}
