/** What the page asks of the record, and what it is told when the record cannot be kept; in a real browser. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import {
  DATABASE,
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

const event = (id: string, comment = 'hello') => ({ type: 'event', event: chat(id, comment) }) as const;

test('settings come back whole, also after a reload', async () => {
  expect(await storage.api.loadSettings()).toEqual({});
  expect(await storage.api.saveSettings({ theme: 'light', language: 'id' })).toBeNull();
  expect(await storage.api.saveSettings({ theme: 'dark' })).toBeNull();
  storage.close();
  storage = await startStorage();
  expect(await storage.api.loadSettings()).toEqual({ theme: 'dark' });
});

test('saving the settings leaves the mute as it is', async () => {
  storage.tell({ type: 'mute', muted: true });
  await storage.ask({ type: 'restore', room: 'demo:plaza' });
  await storage.api.saveSettings({ theme: 'dark' });
  expect(await storage.ask({ type: 'restore', room: 'demo:plaza' })).toMatchObject({ muted: true });
});

test('sessions are listed newest first, a page at a time, with their count', async () => {
  for (let n = 1; n <= 5; n++)
    await storage.ask({
      type: 'batch',
      batch: batch(n, session(`s${n}`, { startedAt: STARTED_AT + n }), [event(`m${n}`)]),
    });
  const ids = async (offset: number, limit: number) => {
    const { total, rows } = await storage.api.listSessions(offset, limit);
    return { total, ids: rows.map(({ id }) => id) };
  };
  expect(await ids(0, 2)).toEqual({ total: 5, ids: ['s5', 's4'] });
  expect(await ids(4, 2)).toEqual({ total: 5, ids: ['s1'] });
  expect(await ids(9, 2)).toEqual({ total: 5, ids: [] });
});

test('one session is read with its own viewers only', async () => {
  await storage.ask({ type: 'batch', batch: batch(1, session('s1'), [], [contribution('7'), contribution('8')]) });
  await storage.ask({ type: 'batch', batch: batch(2, session('s10'), [], [contribution('9')]) });
  expect((await storage.api.readSession('s1'))?.contributions).toEqual([contribution('7'), contribution('8')]);
  expect(await storage.api.readSession('nowhere')).toBeNull();
});

test('how much is used and allowed is told', async () => {
  const usage = await storage.api.usage();
  expect(usage?.quota).toBeGreaterThan(0);
});

test('a record of a newer Giftwire is left alone, and that is said', async () => {
  const newer = indexedDB.open(DATABASE, 990);
  newer.onupgradeneeded = () => newer.result.createObjectStore('tomorrow').put('kept', 'key');
  (await settled(newer)).close();
  expect(await storage.api.open()).toMatchObject({ code: 'storage-newer' });
  expect(await storage.ask({ type: 'batch', batch: batch(1, session('s1'), [event('m1')]) })).toMatchObject({
    type: 'failed',
    number: 1,
    fault: { code: 'storage-newer' },
    retryMs: expect.any(Number),
  });
  expect(await storage.ask({ type: 'restore', room: 'demo:plaza' })).toMatchObject({
    restored: null,
    muted: true,
    fault: { code: 'storage-newer' },
  });
  await expect(storage.api.listSessions(0, 10)).rejects.toMatchObject({ code: 'storage-newer' });
  const db = await settled(indexedDB.open(DATABASE));
  expect(db.version).toBe(990);
  expect([...db.objectStoreNames]).toEqual(['tomorrow']);
  db.close();
});

test('a newer page may upgrade while this one runs; this one then stops writing and says so', async () => {
  await storage.ask({ type: 'batch', batch: batch(1, session('s1'), [event('m1')]) });
  const newer = indexedDB.open(DATABASE, 990);
  (await settled(newer)).close();
  expect(await storage.ask({ type: 'batch', batch: batch(2, session('s1'), [event('m2')]) })).toMatchObject({
    type: 'failed',
    number: 2,
    fault: { code: 'storage-newer' },
  });
});

/** Text that no compression makes smaller. */
const noise = (length: number): string => {
  const bytes = new Uint8Array(65_536);
  let text = '';
  while (text.length < length) text += String.fromCharCode(...crypto.getRandomValues(bytes).subarray(0, 32_768));
  return text;
};

test('a full disk: nothing half-stored, later batches wait, and all are stored once there is room', async () => {
  const live = session('s1');
  const { origin } = location;
  // Chromium remembers the room it found for as long as it holds the files; clearing makes it ask again.
  await cdp().send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await cdp().send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 });
  const big = batch(2, live, [event('m2', noise(4_000_000))], [contribution('7', { coins: 5 })]);
  try {
    expect(await storage.ask({ type: 'batch', batch: batch(1, live, [event('m1')], [contribution('7')]) })).toEqual({
      type: 'stored',
      number: 1,
    });
    expect(await storage.ask({ type: 'batch', batch: big })).toMatchObject({
      type: 'failed',
      number: 2,
      fault: { code: 'storage-full' },
      retryMs: expect.any(Number),
    });
    expect(await storage.ask({ type: 'batch', batch: batch(3, live, [event('m3')]) })).toMatchObject({
      type: 'failed',
      number: 3,
    });
    expect((await storage.api.readSession('s1'))?.contributions).toEqual([contribution('7')]);
  } finally {
    await cdp().send('Storage.overrideQuotaForOrigin', { origin });
  }
  expect(await storage.ask({ type: 'batch', batch: big })).toEqual({ type: 'stored', number: 2 });
  expect(await storage.ask({ type: 'batch', batch: batch(3, live, [event('m3')]) })).toEqual({
    type: 'stored',
    number: 3,
  });
  expect(await storage.ask({ type: 'restore', room: 'demo:plaza' })).toMatchObject({
    restored: { recentIds: ['m1', 'm2', 'm3'], contributions: [contribution('7', { coins: 5 })] },
  });
});
