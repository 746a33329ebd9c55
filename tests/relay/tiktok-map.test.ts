/** The table from v3 to the flat shape, also for messages that lack what they should have. */
import * as library from 'tiktok-live-connector';
import { describe, expect, it } from 'vitest';
import { slim } from '#relay/slim.ts';
import { retryMs, SignRefusal, tiktokFault } from '#relay/tiktok-faults.ts';
import { toFlat } from '#relay/tiktok-map.ts';
import { flatUser } from '#relay/tiktok-user.ts';

const common = { msgId: '7309142270980934432', createTime: '1701792302225' };
const badge = (sceneType: number, more: object = {}): object => ({ sceneType, ...more });

describe('a viewer', () => {
  it.each([
    [
      'friend by identity',
      { id: '1' },
      { isMutualFollowingWithAnchor: true },
      { followRole: 2, followInfo: { followStatus: 2 } },
    ],
    ['follower by identity', { id: '1' }, { isFollowerOfAnchor: true }, { followRole: 1 }],
    ['moderator by badge', { id: '1', badgeList: [badge(1)] }, undefined, { isModerator: true, isSubscriber: false }],
    ['subscriber by badge', { id: '1', badgeList: [badge(7)] }, undefined, { isSubscriber: true, isModerator: false }],
    ['subscriber by identity', { id: '1' }, { isSubscriberOfAnchor: true }, { isSubscriber: true }],
    ['new gifter', { id: '1', badgeList: [badge(2)] }, undefined, { isNewGifter: true }],
    [
      'levels',
      {
        id: '1',
        badgeList: [badge(8, { privilegeLogExtra: { level: '25' } }), badge(10, { privilegeLogExtra: { level: 'x' } })],
      },
      undefined,
      { gifterLevel: 25, teamMemberLevel: 0 },
    ],
    [
      'rank',
      { id: '1', badgeList: [badge(6, { image: { image: { urlList: ['https://x/ranklist_top_gifter_3.png'] } } })] },
      undefined,
      { topGifterRank: 3 },
    ],
    [
      'hostile',
      { id: '1', displayId: 5, badgeList: 'no', followInfo: [], avatarThumb: null },
      7,
      { uniqueId: '', profilePictureUrl: '' },
    ],
  ])('%s', (_name, user, identity, fields) => expect(flatUser(user, identity)).toMatchObject(fields));
  it.each([undefined, null, {}, { id: '0' }, 'x'])('is nobody in %j', (user) => expect(flatUser(user)).toEqual({}));
});

describe('an event', () => {
  it.each<[string, object, string, object]>([
    [
      'chat',
      { content: 'hi', emotes: [{ index: 2, emote: { emoteId: '9' } }] },
      'chat',
      { comment: 'hi', emotes: [{ emoteId: '9', placeInComment: 2 }] },
    ],
    [
      'gift',
      { giftId: '5655', repeatEnd: 1 },
      'gift',
      { giftId: 5655, repeatEnd: true, giftName: undefined, diamondCount: undefined },
    ],
    ['gift', { giftId: '73000000000000000001' }, 'gift', { giftId: '73000000000000000001', repeatEnd: false }],
    [
      'gift',
      { giftId: '1', toMemberId: '77', gift: { combo: true, type: 0 } },
      'gift',
      { receiverUserId: '77', giftType: 1 },
    ],
    ['like', { count: 3, total: '414892' }, 'like', { likeCount: 3, totalLikeCount: 414_892 }],
    ['member', { action: 1 }, 'member', { actionId: 1 }],
    ['roomUser', { total: '12', ranks: 'x' }, 'roomUser', { viewerCount: 12, topViewers: [] }],
    ['follow', { common: { displayText: { key: 'pm_main_follow' } } }, 'follow', { displayType: 'pm_main_follow' }],
    ['subNotify', { subMonth: '3', messageType: 0 }, 'subscribe', { subMonth: 3 }],
    ['superFan', {}, 'subscribe', {}],
    [
      'questionNew',
      { data: { content: 'why', user: { id: '4' } } },
      'questionNew',
      { questionText: 'why', userId: '4' },
    ],
    [
      'envelope',
      { envelopeInfo: { sendUserId: '4', diamondCount: 20, peopleCount: 16 } },
      'envelope',
      { userId: '4', coins: 20, canOpen: 16 },
    ],
    ['controlMessage', { action: 1 }, 'control', { action: 1 }],
    ['streamEnd', { action: 3 }, 'streamEnd', { action: 3 }],
  ])('%s %j', (name, message, event, data) => {
    const flat = toFlat(name, message);
    expect(flat?.event).toBe(event);
    expect(flat?.data).toMatchObject(data);
  });

  it('keeps its ids as text; a state has none', () => {
    expect(toFlat('chat', { common })?.data).toMatchObject(common);
    expect(toFlat('roomUser', { common })?.data).not.toHaveProperty('msgId');
    expect(toFlat('chat', { common: { msgId: '0', createTime: '0' } })?.data).toEqual({
      comment: undefined,
      emotes: [],
    });
  });

  it.each(['subNotify', 'barrage', 'constructor', '__proto__'])('%s that nobody reads is none', (name) => {
    expect(toFlat(name, { messageType: 3 })).toBeNull();
  });
  it.each([null, undefined, 'x', []])('bears %j as a message', (message) => {
    expect(toFlat('gift', message)?.event).toBe('gift');
  });
});

describe('what went wrong', () => {
  const route = { routeId: 'r' } as never;
  const composite = (...said: string[]): Error =>
    new library.InvalidResponseCompositeError(
      { ...(route as object), requestErrs: said.map((text) => new Error(text)) } as never,
      'all',
    );
  it.each<[string, unknown, string]>([
    ['name', new library.InvalidUniqueIdError('x'), 'source-user-unknown'],
    ['nobody of that name', composite('API Error 19881007 (user_not_found)'), 'source-user-unknown'],
    ['never LIVE', composite('[x] Failed to extract Room ID from API.'), 'source-offline'],
    ['blocked', composite('Failed to extract the SIGI_STATE HTML tag'), 'source-failed'],
    ['offline', new library.UserOfflineError('x'), 'source-offline'],
    ['sign server', new library.SignAPIError('Sign Error' as never, 'a', 'b', 'c'), 'source-sign-failed'],
    ['tokens', new library.SignatureMissingTokensError('x'), 'source-sign-failed'],
    ['plan', new library.PremiumFeatureError('a message long enough to be framed', 'x'), 'source-premium'],
    ['timeout', new library.ConnectTimeoutError('x'), 'source-timeout'],
    ['decode', new library.SchemaDecodeError('x'), 'source-undecodable'],
    [
      'the 429 it trips over',
      new TypeError("Cannot read properties of undefined (reading 'retry-after')"),
      'source-rate-limited',
    ],
    ['429', new SignRefusal(429, '7', 0), 'source-rate-limited'],
    ['402', new SignRefusal(402, undefined, 0), 'source-premium'],
    ['anything', new TypeError('x'), 'source-failed'],
    ['no error', undefined, 'source-failed'],
  ])('%s', (_name, error, code) => {
    const fault = tiktokFault(error);
    expect(fault.code).toBe(code);
    expect(fault.reason.length).toBeGreaterThan(20);
  });

  it('passes on no text of theirs, since addresses hold keys', () => {
    const fault = tiktokFault(new library.SignAPIError('Sign Error' as never, 'a', 'b', 'https://x/?apiKey=SECRET'));
    expect(JSON.stringify(fault)).not.toContain('SECRET');
  });

  it.each([
    ['7', 7_000],
    ['Thu, 01 Jan 1970 00:01:40 GMT', 90_000],
    ['soon', 0],
    [undefined, 0],
    ['1e9', 86_400_000],
  ])('Retry-After %s is %i ms', (header, ms) => {
    expect(tiktokFault(new SignRefusal(429, header, 10_000)).retryAfterMs).toBe(ms);
  });

  it('waits 5 s, doubling, at most 5 minutes, and never less than asked', () => {
    const waits = [0, 1, 2, 10].map((attempt) => retryMs(attempt, 1, { retryAfterMs: 0 }));
    expect(waits).toEqual([5_000, 10_000, 20_000, 300_000]);
    expect(retryMs(0, 0, { retryAfterMs: 0 })).toBe(2_500);
    expect(retryMs(0, 1, { retryAfterMs: 77_000 })).toBe(77_000);
  });
});

describe('slimming', () => {
  it('keeps a real-sized gift near 500 bytes and what is read of it', () => {
    const gift = {
      ...{
        giftId: 5655,
        giftName: 'Rose',
        diamondCount: 1,
        giftType: 1,
        repeatCount: 1,
        repeatEnd: false,
        groupId: '1',
      },
      ...{
        userId: '7',
        uniqueId: 'ana',
        nickname: 'Ana',
        topGifterRank: null,
        followRole: 3,
        msgId: '2',
        receiverUserId: '3',
      },
    };
    const bulk = {
      userBadges: [{ url: 'x'.repeat(900) }],
      userDetails: { bio: 'y'.repeat(900) },
      gift: {},
      label: 'z',
      secUid: 's',
    };
    expect(slim('gift', { ...gift, ...bulk })).toEqual(gift);
  });
  it('keeps short values of events it does not know, drops lists and objects', () => {
    expect(slim('questionNew', { questionText: 'why', user: { a: 1 }, list: [1] })).toEqual({ questionText: 'why' });
  });
  it('cuts what no event has, leaves wrong types out, and builds no prototype', () => {
    const hostile = JSON.parse('{"__proto__":{"x":1},"comment":{"toString":1},"nickname":"n"}') as Record<
      string,
      unknown
    >;
    const slimmed = slim('other', hostile);
    expect(Object.getPrototypeOf(slimmed)).toBe(Object.prototype);
    expect(slimmed).toEqual({ nickname: 'n' });
    expect(String(slim('chat', { comment: 'x'.repeat(1e6) })['comment'])).toHaveLength(8_192);
  });
  it('shortens the list of top viewers', () => {
    const viewer = { user: { userId: '1', uniqueId: 'a', nickname: 'A', userBadges: [] }, coinCount: 5 };
    const { topViewers } = slim('roomUser', { viewerCount: 9, topViewers: [viewer, viewer, null, viewer] });
    expect(topViewers).toEqual([
      { user: { userId: '1', uniqueId: 'a', nickname: 'A' }, coinCount: 5 },
      { user: { userId: '1', uniqueId: 'a', nickname: 'A' }, coinCount: 5 },
      { user: {}, coinCount: 0 },
    ]);
  });
});
