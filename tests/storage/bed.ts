/** The real storage worker with a journal channel, over an empty real database; and records to put into it. */
import * as Comlink from 'comlink';
import type { Action } from '#domain/action.ts';
import type { ChatEvent, GiftEvent, Viewer } from '#domain/event.ts';
import type { Contribution, Session } from '#domain/session.ts';
import type { JournalBatch, JournalMessage, JournalReply, LogEntry, StorageApi } from '#rpc/storage.ts';

export const DATABASE = 'giftwire';

/** Any IndexedDB request as a promise. */
export const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('request failed'));
  });

export const deleteDatabase = async (): Promise<void> => {
  await settled(indexedDB.deleteDatabase(DATABASE));
};

export interface Storage {
  readonly api: Comlink.Remote<StorageApi>;
  /** Sends and resolves with the next reply. */
  ask(message: JournalMessage): Promise<JournalReply>;
  tell(message: JournalMessage): void;
  nextReply(): Promise<JournalReply>;
  close(): void;
}

/** Starts a worker and opens a journal to it. The database stays as it is: what a reload does. */
export async function startStorage(): Promise<Storage> {
  const worker = new Worker(new URL('../../src/storage/worker.ts', import.meta.url), { type: 'module' });
  const api = Comlink.wrap<StorageApi>(worker);
  const { port1, port2 } = new MessageChannel();
  const replies: JournalReply[] = [];
  const waiting: ((reply: JournalReply) => void)[] = [];
  port1.onmessage = ({ data }: MessageEvent<JournalReply>) => {
    const next = waiting.shift();
    if (next) next(data);
    else replies.push(data);
  };
  await api.attachJournal(Comlink.transfer(port2, [port2]));
  const nextReply = (): Promise<JournalReply> => {
    const reply = replies.shift();
    return reply ? Promise.resolve(reply) : new Promise((resolve) => waiting.push(resolve));
  };
  return {
    api,
    nextReply,
    tell: (message) => port1.postMessage(message),
    ask(message) {
      port1.postMessage(message);
      return nextReply();
    },
    close() {
      port1.close();
      worker.terminate();
    },
  };
}

/** 2026-03-01 19:30:00 UTC */
export const STARTED_AT = Date.UTC(2026, 2, 1, 19, 30);

export const viewer = (userId: string, nickname = `Name ${userId}`): Viewer => ({
  userId,
  uniqueId: `user${userId}`,
  nickname,
  profilePictureUrl: '',
  isFollower: false,
  isSubscriber: false,
  isModerator: false,
  topGifterRank: null,
});

export const chat = (id: string, comment: string, by: Viewer = viewer('7000000000000000001')): ChatEvent => ({
  kind: 'chat',
  id,
  seq: Number(id.replace(/\D/g, '')),
  at: STARTED_AT + 1_000,
  time: STARTED_AT + 1_000,
  viewer: by,
  history: false,
  resumed: false,
  comment,
});

export const gift = (id: string, changes: Partial<GiftEvent> = {}): GiftEvent => ({
  kind: 'gift',
  id,
  seq: Number(id.replace(/\D/g, '')),
  at: STARTED_AT + 2_000,
  time: STARTED_AT + 2_500,
  viewer: viewer('7000000000000000002'),
  history: false,
  resumed: false,
  giftId: 5655,
  giftName: 'Rose',
  diamondCount: 1,
  priceSource: 'event',
  giftType: 1,
  groupId: 'g1',
  repeatCount: 3,
  repeatEnd: false,
  receiverUserId: 'host',
  units: 3,
  forGuest: false,
  ...changes,
});

export const action = (id: string, changes: Partial<Action> = {}): Action => ({
  id,
  sessionId: id.split('#')[0] ?? '',
  at: STARTED_AT + 2_000,
  eventId: 'm1',
  ruleId: 'rose',
  ruleName: 'Rose',
  cause: { kind: 'gift', userId: '2', uniqueId: 'user2', what: 'Rose', count: 2, comment: '' },
  effect: {
    steps: [{ do: 'command', command: { verb: 'PULSE', pin: 13, ms: 200 } }],
    times: { per: 'unit' },
    whenBusy: 'queue',
  },
  priority: 0,
  longestQueue: 10_000,
  expiresAt: STARTED_AT + 302_000,
  fallbackEffect: null,
  coins: 2,
  runs: 2,
  fallback: false,
  results: [],
  unstarted: { waiting: 2 },
  owedReason: null,
  ...changes,
});

export const contribution = (userId: string, changes: Partial<Contribution> = {}): Contribution => ({
  userId,
  uniqueId: `user${userId}`,
  nickname: `Name ${userId}`,
  gifts: 0,
  coins: 0,
  estimatedCoins: 0,
  chats: 0,
  likes: 0,
  shares: 0,
  followed: false,
  lastAt: STARTED_AT,
  ...changes,
});

export const session = (id: string, changes: Partial<Session> = {}): Session => ({
  id,
  room: 'demo:plaza',
  source: 'demo',
  uniqueId: 'plaza',
  roomId: null,
  hostUserId: null,
  number: 1,
  startedBy: 'hand',
  startedAt: STARTED_AT,
  endedAt: null,
  stoppedByHand: false,
  state: 'live',
  lastSignAt: STARTED_AT,
  totals: {
    events: 0,
    gifts: 0,
    units: 0,
    coins: 0,
    estimatedCoins: 0,
    guestCoins: 0,
    chats: 0,
    likes: 0,
    follows: 0,
    shares: 0,
    subscribes: 0,
    joins: 0,
    viewers: 0,
    viewersPeak: 0,
  },
  ...changes,
});

export const batch = (
  number: number,
  of: Session,
  entries: readonly LogEntry[],
  contributions: readonly Contribution[] = [],
): JournalBatch => ({
  number,
  session: of,
  entries,
  contributions,
  checkpoint: { sessionId: of.id, room: of.room, epoch: 'e1', seq: number, at: of.lastSignAt, state: { at: number } },
});
