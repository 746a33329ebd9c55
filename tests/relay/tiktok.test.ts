/** TikTok's own bytes through the library's real decoder, our source and a real relay, to a client. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Relay } from '#relay/server.ts';
import { tiktokWith } from '#relay/tiktok.ts';
import type { Envelope } from '#wire/relay-frame.ts';
import { HOST_USER_ID, ROOM_ID, startWebcast, whole, type Webcast, type WebcastMessage } from '../fakes/webcast.ts';
import { connect, has, startTestRelay, type TestClient } from './harness.ts';

const QUERY = 'source=tiktok&room=some.body';
let msgId = 7_309_142_270_980_934_000n;
const common = (key = ''): object =>
  whole('CommonMessageData', {
    msgId: String(++msgId),
    createTime: '1701792302225',
    displayText: whole('MessageCommonText', { key }),
  });
const user = whole('User', {
  id: '7035268014569268603',
  displayId: 'rosa.k',
  nickname: 'Rosa 🌹',
  avatarThumb: whole('ImageModel', { urlList: ['https://p16.example/a.webp'] }),
  followInfo: whole('FollowInfo', { followStatus: '1' }),
  userAttr: whole('UserAttr', { isAdmin: true }),
});
const toUser = whole('User', { id: HOST_USER_ID });
const rose = whole('Gift', { id: '5655', name: 'Rose', diamondCount: 1, type: 1, combo: true });
const chat = (content: string, more: Partial<WebcastMessage> = {}): WebcastMessage => ({
  method: 'WebcastChatMessage',
  fields: { common: common(), user, content },
  ...more,
});
const gift = (repeatCount: number, repeatEnd: number): WebcastMessage => ({
  method: 'WebcastGiftMessage',
  fields: {
    common: common(),
    user,
    toUser,
    giftId: '5655',
    gift: rose,
    repeatCount,
    repeatEnd,
    groupId: '1701792307914',
  },
});
const social = (key: string): WebcastMessage => ({
  method: 'WebcastSocialMessage',
  fields: { common: common(key), user },
});
const ended: WebcastMessage = { method: 'WebcastControlMessage', fields: { common: common(), action: 3 } };

let webcast: Webcast;
let relay: Relay;
let client: TestClient;

async function join(timings: Partial<Parameters<typeof tiktokWith>[0]> = {}): Promise<TestClient> {
  relay = await startTestRelay(tiktokWith({ pollMs: 20, silenceMs: 60_000, retryMs: () => 20, ...timings }));
  client = await connect(relay, QUERY);
  return client;
}
const of = (envelopes: Envelope[], event: string): Envelope[] =>
  envelopes.filter((envelope) => envelope.event === event);
const states = (envelopes: Envelope[]): unknown[] =>
  of(envelopes, 'relay.room').map((envelope) => envelope.data['state']);

beforeEach(async () => {
  webcast = await startWebcast();
});
afterEach(async () => {
  client.ws.terminate();
  await relay.close();
  await webcast.close();
});

describe('a LIVE from TikTok', () => {
  it('says where it is connected, with the ids as text', async () => {
    await join();
    const told = await client.until((all) => states(all).includes('live'));
    expect(of(told, 'relay.room').at(-1)!.data).toEqual({
      state: 'live',
      roomId: ROOM_ID,
      hostUserId: HOST_USER_ID,
      code: '',
      reason: '',
      retryAt: null,
    });
    expect(webcast.cookies).toContain('ttwid=abc');
  });

  it('hands on every event in the flat shape', async () => {
    await join();
    await webcast.entered();
    webcast.send(
      chat('halo'),
      gift(1, 0),
      gift(3, 0),
      gift(3, 1),
      { method: 'WebcastLikeMessage', fields: { common: common(), user, count: 15, total: '414892' } },
      { method: 'WebcastMemberMessage', fields: { common: common(), user, action: 1 } },
      social('pm_main_follow_message_viewer_2'),
      social('pm_mt_guidance_share'),
      {
        method: 'WebcastRoomUserSeqMessage',
        fields: { common: common(), total: '1640', ranks: [whole('Contributor', { score: '2621', user })] },
      },
      { method: 'WebcastSubNotifyMessage', fields: { common: common(), user, subMonth: '2' } },
    );
    const all = (await client.until(has('subscribe'))).filter((envelope) => envelope.seq !== undefined);
    expect(all.map((envelope) => envelope.event)).toEqual([
      'chat',
      'gift',
      'gift',
      'gift',
      'like',
      'member',
      'follow',
      'share',
      'roomUser',
      'subscribe',
    ]);
    expect(all.some((envelope) => envelope.history)).toBe(false);
    expect(all[0]!.data).toMatchObject({
      comment: 'halo',
      userId: '7035268014569268603',
      uniqueId: 'rosa.k',
      nickname: 'Rosa 🌹',
      profilePictureUrl: 'https://p16.example/a.webp',
      followRole: 1,
      isModerator: true,
      isSubscriber: false,
      createTime: '1701792302225',
    });
    expect(all[0]!.data['msgId']).toMatch(/^73091422709809340\d\d$/);
    const streak = all.slice(1, 4).map(({ data }) => [data['repeatCount'], data['repeatEnd'], data['groupId']]);
    expect(streak).toEqual([
      [1, false, '1701792307914'],
      [3, false, '1701792307914'],
      [3, true, '1701792307914'],
    ]);
    expect(all[1]!.data).toMatchObject({
      giftId: 5655,
      giftName: 'Rose',
      diamondCount: 1,
      giftType: 1,
      receiverUserId: HOST_USER_ID,
    });
    expect(all[4]!.data).toMatchObject({ likeCount: 15, totalLikeCount: 414_892 });
    expect(all[5]!.data).toMatchObject({ actionId: 1 });
    expect(all[8]!.data).toMatchObject({
      viewerCount: 1640,
      topViewers: [{ user: { uniqueId: 'rosa.k' }, coinCount: 2621 }],
    });
    expect(all[8]!.data).not.toHaveProperty('msgId');
    expect(all[9]!.data).toMatchObject({ subMonth: 2 });
  });

  it('marks what connect replays, and what TikTok itself marks, as history', async () => {
    webcast.initial = [chat('before')];
    await join();
    await webcast.entered();
    webcast.send(chat('old', { isHistory: true }), chat('new'));
    const chats = of(await client.until((all) => all.some((e) => e.data['comment'] === 'new')), 'chat');
    const marks = chats.map((envelope) => [envelope.data['comment'], envelope.history === true]);
    expect(marks).toEqual([
      ['before', true],
      ['old', true],
      ['new', false],
    ]);
  });

  it('knows the end of the LIVE, looks again by itself and finds the next one', async () => {
    await join();
    await webcast.entered();
    webcast.isLive = false;
    webcast.send(ended);
    const over = await client.until((all) => states(all).includes('ended'));
    expect(of(over, 'streamEnd')[0]!.data).toEqual({ action: 3 });
    expect(of(over, 'relay.room').at(-1)!.data['retryAt']).toBeTypeOf('number');
    webcast.isLive = true;
    const again = await client.until((all) => states(all).lastIndexOf('live') > states(all).indexOf('ended'));
    expect(states(again).at(-1)).toBe('live');
  });

  it('waits while nobody is live', async () => {
    webcast.isLive = false;
    await join();
    const offline = await client.until((all) => states(all).includes('offline'));
    expect(of(offline, 'relay.room').find((e) => e.data['state'] === 'offline')!.data['code']).toBe('source-offline');
    expect(webcast.signRequests).toBe(0);
    webcast.isLive = true;
    await client.until((all) => states(all).includes('live'));
  });

  it('connects again when the connection is cut, keeping its numbering', async () => {
    await join();
    await webcast.entered();
    webcast.send(chat('one'));
    await client.until(has('chat'));
    webcast.drop();
    await client.until((all) => states(all).includes('failed'));
    await webcast.entered();
    webcast.send(chat('two'));
    const chats = of(await client.until(has('chat', 2)), 'chat');
    expect(chats.map((envelope) => envelope.seq)).toEqual([1, 2]);
  });

  it('notices a connection that has gone silent', async () => {
    await join({ silenceMs: 40 });
    const all = await client.until((told) => states(told).filter((state) => state === 'live').length >= 2);
    expect(of(all, 'relay.room').some((e) => String(e.data['reason']).includes('fell silent'))).toBe(true);
  });

  it('honours Retry-After of a rate-limiting sign server', async () => {
    webcast.refuse = { status: 429, retryAfterSeconds: 77 };
    const asked: number[] = [];
    await join({
      retryMs: (_attempt, _random, fault) => {
        asked.push(fault.retryAfterMs);
        return 20;
      },
    });
    const told = await client.until((all) => states(all).includes('failed'));
    expect(of(told, 'relay.room').find((e) => e.data['state'] === 'failed')!.data['code']).toBe('source-rate-limited');
    expect(asked[0]).toBe(77_000);
    webcast.refuse = null;
    await client.until((all) => states(all).includes('live'));
  });

  it('tells a plan that does not suffice', async () => {
    webcast.refuse = { status: 402 };
    await join();
    const told = await client.until((all) => states(all).includes('failed'));
    expect(of(told, 'relay.room').find((e) => e.data['state'] === 'failed')!.data['code']).toBe('source-premium');
  });

  it('counts a message that cannot be read and goes on', async () => {
    await join();
    await webcast.entered();
    webcast.send(chat('', { payload: Buffer.from([0xff, 0xff, 0xff]) }), chat('after'));
    const told = await client.until(has('chat'));
    expect(of(told, 'relay.room').at(-1)!.data['code']).toBe('source-undecodable');
    expect(of(told, 'chat')[0]!.data['comment']).toBe('after');
  });
});
