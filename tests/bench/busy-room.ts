/**
 * Envelopes of a busy LIVE, in the mix measured in real rooms of about 1,600 viewers. Seeded, so runs compare.
 * Knows no socket and no engine.
 */
import type { Envelope } from '#wire/relay-frame.ts';

export interface BusyRoom {
  /** The next `count` events; ids never repeat. */
  next(count: number): Envelope[];
}

const GIFTS = [
  [5655, 'Rose', 1],
  [5269, 'TikTok', 1],
  [5487, 'Finger Heart', 5],
  [5658, 'Perfume', 20],
  [5879, 'Doughnut', 30],
] as const;
const WORDS = ['halo kak', 'game please', 'keren banget', 'go go go', 'nice one', 'apa kabar semua', 'trigger'];
/** Shares of a second's events: chat 8, joins 7, gifts 1.8, likes 1.2, follow and share 0.8, roomUser 0.5. */
const UNTIL = { chat: 0.41, member: 0.78, gift: 0.87, like: 0.935, follow: 0.955, share: 0.975 };

/** Numerical Recipes' linear congruential generator: enough to vary a workload. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

export function createBusyRoom(viewers: number, seed = 1): BusyRoom {
  const chance = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  let number = 0;
  let likes = 0;

  // Made once: what a person is does not change, and making it again would be most of the work here.
  const people = Array.from({ length: viewers }, (_, viewer) => ({
    userId: `68${String(viewer).padStart(17, '0')}`,
    uniqueId: `viewer.${viewer}`,
    nickname: `Viewer ${viewer}`,
    profilePictureUrl: '',
    followRole: viewer % 3 === 0 ? 1 : 0,
    isModerator: viewer % 500 === 0,
    isSubscriber: viewer % 50 === 0,
    topGifterRank: null,
  }));

  function one(): Envelope {
    number++;
    const viewer = Math.floor(chance() * viewers);
    const common = {
      ...people[viewer],
      msgId: `73${String(number).padStart(17, '0')}`,
      createTime: String(1_700_000_000_000 + number * 50),
    };
    const make = (event: string, data: Record<string, unknown>): Envelope => ({
      event,
      data: { ...common, ...data },
      seq: number,
      epoch: 'bench',
      at: 1_700_000_000_000 + number * 50,
      room: 'bench',
    });
    const share = chance();
    if (share < UNTIL.chat) return make('chat', { comment: pick(WORDS), emotes: [] });
    if (share < UNTIL.member) return make('member', { actionId: 1 });
    if (share < UNTIL.gift) {
      const [giftId, giftName, diamondCount] = pick(GIFTS);
      const streak = { giftType: 1, groupId: String(number), repeatCount: 1, repeatEnd: false, receiverUserId: '1' };
      return make('gift', { giftId, giftName, diamondCount, ...streak });
    }
    if (share < UNTIL.like) return make('like', { likeCount: 12, totalLikeCount: (likes += 12) });
    if (share < UNTIL.follow) return make('follow', {});
    if (share < UNTIL.share) return make('share', {});
    return make('roomUser', { viewerCount: 1_500 + (viewer % 200), topViewers: [] });
  }
  return { next: (count) => Array.from({ length: count }, one) };
}
