/**
 * The demo LIVE: a room that never was, at the rates real rooms of about 1,300 viewers show, in TikFinity's flat shape.
 * Schedules who does what when; repeats exactly for the same seed and the same `now`s. Knows no timer and no socket:
 * who asks for the next event waits for it too.
 */
import { createCrowd } from './demo-crowd.ts';
import {
  DEMO_HOST_USER_ID,
  COMMENTS,
  HEART_ME,
  KEYWORD_COMMENTS,
  ROSE,
  anybody,
  person,
  pickGift,
} from './demo-people.ts';
import type { DemoGift, DemoPerson } from './demo-people.ts';
import { createRandom } from './demo-random.ts';

export interface DemoEvent {
  /** ms from the `now` that was asked with until it happens; ≥ 0 */
  readonly afterMs: number;
  readonly event: string;
  readonly data: Record<string, unknown>;
}
export interface Demo {
  /** The next thing to happen. Ask again when it has. */
  next(now: number): DemoEvent;
}

/** Starts per second at 1,300 viewers. Real rooms: chat 3.6–13.5, joins 6–8, gift frames 1.4–2.1 (about four a streak), likes 1.0–1.4, follow + share 0.6–0.9. */
const PER_SECOND = { chat: 6.6, member: 6.6, gift: 0.38, like: 0.85, follow: 0.35, share: 0.35, subscribe: 0.015 };
type Stream = keyof typeof PER_SECOND;
/** A burst of enthusiasm multiplies these; between bursts all is as above. */
const IN_BURST: Partial<Record<Stream, number>> = { like: 4, gift: 2.5, chat: 1.3 };
const BURST_MS = { calmFrom: 40_000, calmTo: 80_000, from: 8_000, to: 14_000 };
const USUAL_VIEWERS = 1_300;
const ROOM_USER_MS = 2_000;
/** The first gift comes within 3 s, so that something moves at once. */
const FIRST_GIFT_MS = { from: 1_000, to: 2_400 };
/** Soon another, which a first visit's rules answer with a servo. */
const SECOND_GIFT_MS = { from: 4_000, to: 6_000 };
const KEYWORD_SHARE = 0.03;
/** TikTok shows us about a fifth of all likes. */
const LIKES_SEEN = { from: 15, to: 23 };

/** Two rooms of one seed are two rooms. */
const roomSeed = (seed: number, room: string): number =>
  [...room].reduce((hash, letter) => Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0), seed);

export function createDemo(options: { readonly seed: number; readonly room: string }): Demo {
  const random = createRandom(roomSeed(options.seed, options.room));
  const planned: { due: number; make: (due: number) => Omit<DemoEvent, 'afterMs'> | null }[] = [];
  let crowd = createCrowd(random, 0);
  let started: number | null = null;
  let messages = 0;
  let inBurst = false;
  let likes = random.whole(20_000, 60_000);
  let viewers = USUAL_VIEWERS;
  const followers = new Set<number>();
  const coins = new Map<number, number>();
  let top: number[] = [];

  const plan = (due: number, make: (due: number) => Omit<DemoEvent, 'afterMs'> | null): void =>
    void planned.push({ due: Math.round(due), make });

  const userFields = (who: DemoPerson): Record<string, unknown> => {
    const follows = who.follows || followers.has(who.index);
    const rank = top.indexOf(who.index);
    return {
      userId: who.userId,
      uniqueId: who.uniqueId,
      nickname: who.nickname,
      profilePictureUrl: '',
      followRole: follows ? 1 : 0,
      followInfo: { followingCount: 0, followerCount: 0, followStatus: follows ? 1 : 0, pushStatus: 0 },
      userBadges: [],
      isModerator: who.isModerator,
      isNewGifter: false,
      isSubscriber: who.isSubscriber,
      topGifterRank: rank < 0 ? null : rank + 1,
      gifterLevel: who.gifterLevel,
      teamMemberLevel: 0,
    };
  };
  /** The start time is part of the id: a demo that starts anew must not look like a repetition. */
  const message = (who: DemoPerson, due: number): Record<string, unknown> => ({
    ...userFields(who),
    msgId: `${Math.round(started ?? 0)}${String(++messages).padStart(6, '0')}`,
    createTime: String(due),
  });

  function giftFrame(who: DemoPerson, gift: DemoGift, groupId: string, repeatCount: number, repeatEnd: boolean) {
    return (due: number) => {
      const { giftId, giftName, diamondCount, giftType } = gift;
      const kind = { giftId, giftName, diamondCount, giftType, giftPictureUrl: '' };
      const streak = { repeatCount, repeatEnd, groupId, receiverUserId: DEMO_HOST_USER_ID };
      const data = { ...message(who, due), ...kind, ...streak };
      return { event: 'gift', data };
    };
  }
  /** One sending: a type-1 gift grows frame by frame and then ends, a single one included; the others come once. */
  function sendGift(due: number, gift: DemoGift): ReturnType<ReturnType<typeof giftFrame>> {
    const who = anybody(random);
    const groupId = String(due);
    let units = 1;
    let at = due;
    if (gift.giftType === 1) {
      const wanted =
        random.unit() < 0.45
          ? 1
          : gift.diamondCount > 9
            ? random.whole(1, 3)
            : random.whole(2, random.unit() < 0.05 ? 30 : 7);
      while (units < wanted) {
        units = Math.min(wanted, units + (random.unit() < 0.75 ? 1 : 2));
        at += random.whole(250, 900);
        plan(at, giftFrame(who, gift, groupId, units, false));
      }
      plan(at + random.whole(1_500, 3_000), giftFrame(who, gift, groupId, units, true));
    }
    const paid = (coins.get(who.index) ?? 0) + units * gift.diamondCount;
    coins.set(who.index, paid);
    top = [...top.filter((index) => index !== who.index), who.index]
      .sort((a, b) => (coins.get(b) ?? 0) - (coins.get(a) ?? 0))
      .slice(0, 3);
    crowd.attract(1.6 * Math.sqrt(units * gift.diamondCount), due);
    return giftFrame(who, gift, groupId, 1, false)(due);
  }

  const makers: Record<Stream, (due: number) => Omit<DemoEvent, 'afterMs'>> = {
    chat: (due) => {
      const comment = random.pick(random.unit() < KEYWORD_SHARE ? KEYWORD_COMMENTS : COMMENTS);
      return { event: 'chat', data: { ...message(anybody(random), due), comment, emotes: [] } };
    },
    member: (due) => ({ event: 'member', data: { ...message(anybody(random), due), actionId: 1 } }),
    gift: (due) => sendGift(due, pickGift(random)),
    like: (due) => {
      const likeCount = random.whole(1, 15);
      likes += Math.round((likeCount * 100) / random.whole(LIKES_SEEN.from, LIKES_SEEN.to));
      crowd.attract(likeCount * 0.16, due);
      return { event: 'like', data: { ...message(anybody(random), due), likeCount, totalLikeCount: likes } };
    },
    follow: (due) => {
      const who = anybody(random);
      followers.add(who.index);
      return { event: 'follow', data: { ...message(who, due), displayType: 'pm_main_follow_message_viewer_2' } };
    },
    share: (due) => ({
      event: 'share',
      data: { ...message(anybody(random), due), displayType: 'pm_mt_guidance_share' },
    }),
    subscribe: (due) => ({
      event: 'subscribe',
      data: { ...message(anybody(random), due), subMonth: random.whole(1, 12) },
    }),
  };
  const perSecond = (stream: Stream): number =>
    PER_SECOND[stream] * (viewers / USUAL_VIEWERS) * ((inBurst ? IN_BURST[stream] : undefined) ?? 1);
  const planStream = (stream: Stream, due: number): void =>
    plan(due, (at) => {
      const made = makers[stream](at);
      planStream(stream, at + random.gapMs(perSecond(stream)));
      return made;
    });
  const planRoomUser = (due: number): void =>
    plan(due, (at) => {
      viewers = crowd.viewers(at);
      planRoomUser(at + ROOM_USER_MS);
      const topViewers = top.map((index) => ({ user: userFields(person(index)), coinCount: coins.get(index) ?? 0 }));
      return { event: 'roomUser', data: { viewerCount: viewers, topViewers } };
    });
  const planBurst = (due: number): void =>
    plan(due, (at) => {
      inBurst = !inBurst;
      planBurst(
        at + (inBurst ? random.whole(BURST_MS.from, BURST_MS.to) : random.whole(BURST_MS.calmFrom, BURST_MS.calmTo)),
      );
      return null;
    });

  function begin(now: number): void {
    started = now;
    crowd = createCrowd(random, now);
    planRoomUser(now);
    plan(now + random.whole(FIRST_GIFT_MS.from, FIRST_GIFT_MS.to), (due) => sendGift(due, ROSE));
    plan(now + random.whole(SECOND_GIFT_MS.from, SECOND_GIFT_MS.to), (due) => sendGift(due, HEART_ME));
    for (const stream of Object.keys(PER_SECOND) as Stream[])
      planStream(stream, now + random.gapMs(PER_SECOND[stream]));
    planBurst(now + random.whole(15_000, 30_000));
  }

  return {
    next(now) {
      if (started === null) begin(now);
      for (;;) {
        planned.sort((a, b) => a.due - b.due);
        const entry = planned.shift();
        // Who asks late gets it now, and what follows counts from now: nobody makes up for an hour that a tab slept.
        const made = entry?.make(Math.max(entry.due, Math.floor(now)));
        if (entry && made) return { afterMs: Math.max(0, entry.due - now), ...made };
      }
    },
  };
}
