/** The journal against the real worker and the real database of a real browser. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  DATABASE,
  action,
  batch,
  chat,
  contribution,
  deleteDatabase,
  session,
  settled,
  startStorage,
  STARTED_AT,
  type Storage,
} from './bed.ts';

let storage: Storage;
beforeEach(async () => {
  await deleteDatabase();
  storage = await startStorage();
});
afterEach(() => storage.close());

const event = (id: string) => ({ type: 'event', event: chat(id, `said ${id}`) }) as const;
const reload = async (): Promise<void> => {
  storage.close();
  storage = await startStorage();
};
const restored = async (room = 'demo:plaza') => {
  const reply = await storage.ask({ type: 'restore', room });
  if (reply.type !== 'restored') throw new Error(`expected restored, got ${reply.type}`);
  return reply;
};
/** All records of a store, by a connection of the test's own. */
const rowsOf = async (store: string): Promise<unknown[]> => {
  const db = await settled(indexedDB.open(DATABASE));
  const rows = await settled(db.transaction(store).objectStore(store).getAll());
  db.close();
  return rows;
};

test('an empty record restores nothing and is not muted', async () => {
  expect(await storage.api.open()).toBeNull();
  expect(await restored()).toEqual({
    type: 'restored',
    room: 'demo:plaza',
    restored: null,
    muted: false,
    openActions: [],
    nextNumber: 1,
  });
});

test('a batch is stored whole and acknowledged by its number', async () => {
  const live = session('s1');
  const reply = await storage.ask({
    type: 'batch',
    batch: batch(1, live, [event('m1'), event('m2')], [contribution('7')]),
  });
  expect(reply).toEqual({ type: 'stored', number: 1 });
  expect(await rowsOf('chunks')).toMatchObject([{ sessionId: 's1', number: 1, seqFrom: 1, seqTo: 2 }]);
  expect(await storage.api.readSession('s1')).toEqual({ session: live, contributions: [contribution('7')], gaps: [] });
});

test('a batch sent again is acknowledged again and stored once, also after a reload', async () => {
  const first = batch(1, session('s1'), [event('m1')]);
  await storage.ask({ type: 'batch', batch: first });
  expect(await storage.ask({ type: 'batch', batch: first })).toEqual({ type: 'stored', number: 1 });
  await reload();
  expect((await restored()).nextNumber).toBe(2);
  expect(await storage.ask({ type: 'batch', batch: first })).toEqual({ type: 'stored', number: 1 });
  expect(await rowsOf('chunks')).toHaveLength(1);
  expect((await restored()).restored?.recentIds).toEqual(['m1']);
});

test('batches sent in one go are stored one after another', async () => {
  for (let number = 1; number <= 30; number++)
    storage.tell({ type: 'batch', batch: batch(number, session('s1'), [event(`m${number}`)]) });
  for (let number = 1; number <= 30; number++) expect(await storage.nextReply()).toEqual({ type: 'stored', number });
  expect((await restored()).restored?.recentIds).toEqual(Array.from({ length: 30 }, (_, i) => `m${i + 1}`));
});

test('restore brings the last session of that room with its checkpoint, viewers, ids and open actions', async () => {
  const older = session('s1', { lastSignAt: STARTED_AT + 1 });
  const last = session('s2', { number: 2, startedAt: STARTED_AT + 10, lastSignAt: STARTED_AT + 20 });
  const elsewhere = session('s3', { room: 'tiktok:plaza', source: 'tiktok', lastSignAt: STARTED_AT + 99 });
  const done = action('s2#1', {
    unstarted: {},
    results: [
      {
        command: { verb: 'PULSE', pin: 13, ms: 200 },
        sentMs: 1,
        queued: false,
        ackMs: 3,
        outcome: 'acked',
        code: null,
      },
    ],
  });
  await storage.ask({ type: 'batch', batch: batch(1, older, [event('m1')]) });
  await storage.ask({
    type: 'batch',
    batch: batch(
      2,
      last,
      [event('m2'), { type: 'action', action: action('s2#1') }],
      [contribution('7'), contribution('8')],
    ),
  });
  await storage.ask({
    type: 'batch',
    batch: batch(
      3,
      last,
      [event('m3'), { type: 'action', action: done }, { type: 'action', action: action('s2#2') }],
      [contribution('7', { coins: 5 })],
    ),
  });
  await storage.ask({ type: 'batch', batch: batch(4, elsewhere, [event('m4')]) });
  await reload();
  expect(await restored()).toEqual({
    type: 'restored',
    room: 'demo:plaza',
    muted: false,
    openActions: [action('s2#2')],
    nextNumber: 4,
    restored: {
      session: last,
      checkpoint: { sessionId: 's2', room: 'demo:plaza', epoch: 'e1', seq: 3, at: last.lastSignAt, state: { at: 3 } },
      contributions: [contribution('7', { coins: 5 }), contribution('8')],
      recentIds: ['m2', 'm3'],
    },
  });
});

test('an action that began to run and has an answer to come is open too', async () => {
  const running = action('s1#1', {
    unstarted: {},
    results: [
      {
        command: { verb: 'PULSE', pin: 13, ms: 200 },
        sentMs: 1,
        queued: false,
        ackMs: null,
        outcome: 'waiting',
        code: null,
      },
    ],
  });
  await storage.ask({ type: 'batch', batch: batch(1, session('s1'), [{ type: 'action', action: running }]) });
  expect((await restored()).openActions).toEqual([running]);
});

test('of a long session the last 5,000 ids come back, in order', async () => {
  for (let number = 1; number <= 130; number++)
    await storage.ask({
      type: 'batch',
      batch: batch(
        number,
        session('s1'),
        Array.from({ length: 50 }, (_, i) => event(`m${(number - 1) * 50 + i + 1}`)),
      ),
    });
  const ids = (await restored()).restored?.recentIds;
  expect(ids).toEqual(Array.from({ length: 5_000 }, (_, i) => `m${1_500 + i + 1}`));
});

test('a sign of life without entries moves the session and takes no room in the log', async () => {
  await storage.ask({ type: 'batch', batch: batch(1, session('s1'), [event('m1')]) });
  await storage.ask({ type: 'batch', batch: batch(2, session('s1', { lastSignAt: STARTED_AT + 500 }), []) });
  expect(await rowsOf('chunks')).toHaveLength(1);
  const reply = await restored();
  expect(reply.restored?.session.lastSignAt).toBe(STARTED_AT + 500);
  expect(reply.nextNumber).toBe(3);
});

test('the mute of EMERGENCY STOP holds across reloads until it is released', async () => {
  storage.tell({ type: 'mute', muted: true });
  expect((await restored()).muted).toBe(true);
  await reload();
  expect((await restored()).muted).toBe(true);
  storage.tell({ type: 'mute', muted: false });
  await restored();
  await reload();
  expect((await restored()).muted).toBe(false);
});

test('ids are found behind a long stretch of numbers that went to other sessions', async () => {
  await storage.ask({ type: 'batch', batch: batch(1, session('s1'), [event('m1')]) });
  await storage.ask({ type: 'batch', batch: batch(100_000, session('s1'), [event('m2')]) });
  expect((await restored()).restored?.recentIds).toEqual(['m1', 'm2']);
});
