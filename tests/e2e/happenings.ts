/** What viewers do, in the flat shape that travels on the wire, written by hand. Knows no socket. */
import type { Data } from './scripted-relay.ts';

let lastId = 7_400_000_000_000_000_000n;
const nextId = (): string => String(++lastId);

export interface Person {
  readonly userId: string;
  readonly uniqueId: string;
  readonly nickname: string;
}
export const ANI: Person = { userId: '6800000000000000001', uniqueId: 'ani.test', nickname: 'Ani' };
const BUDI: Person = { userId: '6800000000000000002', uniqueId: 'budi.test', nickname: 'Budi' };

const common = (person: Person): Data => ({
  ...person,
  profilePictureUrl: '',
  followRole: 0,
  isModerator: false,
  isSubscriber: false,
  topGifterRank: null,
  msgId: nextId(),
  createTime: String(Date.now()),
});

/** One frame of a streak of Roses (1 coin each, giftType 1): `repeatCount` so far in `groupId`. */
export const rose = (groupId: string, repeatCount: number, repeatEnd = false, person = ANI): Data => ({
  ...common(person),
  giftId: 5655,
  giftName: 'Rose',
  diamondCount: 1,
  giftType: 1,
  repeatCount,
  repeatEnd,
  groupId,
  receiverUserId: '1',
});

export const chat = (comment: string, person = BUDI): Data => ({ ...common(person), comment, emotes: [] });
