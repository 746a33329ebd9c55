/** A session's log read page by page over a channel of its own, and reckoned from there; all in a real browser. */
import * as Comlink from 'comlink';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { starterProfile } from '#domain/starter-profile.ts';
import type { LogApi, LogEntry } from '#rpc/storage.ts';
import type { WhatIfAnswer, WhatIfApi } from '#rpc/what-if.ts';
import { batch, chat, deleteDatabase, gift, session, startStorage, STARTED_AT, type Storage } from './bed.ts';

let storage: Storage;
beforeEach(async () => {
  await deleteDatabase();
  storage = await startStorage();
});
afterEach(() => storage.close());

const said = (n: number): LogEntry => ({ type: 'event', event: { ...chat(`m${n}`, `word ${n}`), at: STARTED_AT + n } });

async function openChannel(): Promise<MessagePort> {
  const { port1, port2 } = new MessageChannel();
  await storage.api.serveLog(Comlink.transfer(port1, [port1]));
  return port2;
}

/** `count` batches of three entries each, of a session that still runs. */
async function record(id: string, from: number, count: number): Promise<void> {
  for (let number = from; number < from + count; number++) {
    const entries = [said(3 * number), said(3 * number + 1), { type: 'note', at: 0, what: 'x', detail: '' } as const];
    storage.tell({ type: 'batch', batch: batch(number, session(id), entries) });
  }
  for (let answers = 0; answers < count; answers++) await storage.nextReply();
}

const commentsOf = (entries: readonly LogEntry[]): string[] =>
  entries.flatMap((entry) => (entry.type === 'event' && entry.event.kind === 'chat' ? [entry.event.comment] : []));

test('a log comes whole and in order, in pages that stay small, and only its own session’s', async () => {
  await record('s1', 1, 100);
  await record('s2', 101, 5);
  await record('s1', 106, 50);
  const log = Comlink.wrap<LogApi>(await openChannel());
  const head = await log.open('s1');
  expect(head).toMatchObject({ session: { id: 's1' }, events: 300, first: 1 });
  const comments: string[] = [];
  let largest = 0;
  let pages = 0;
  for (let from = head?.first ?? null; from !== null; pages++) {
    const page = await log.page('s1', from);
    largest = Math.max(largest, page.entries.length);
    comments.push(...commentsOf(page.entries));
    from = page.next;
  }
  const expected = [...Array.from({ length: 100 }, (_, i) => i + 1), ...Array.from({ length: 50 }, (_, i) => i + 106)];
  expect(comments).toEqual(expected.flatMap((n) => [`word ${3 * n}`, `word ${3 * n + 1}`]));
  expect(pages).toBeGreaterThan(1);
  expect(largest).toBeLessThan(450 / 2);
});

test('what is stored meanwhile of a session that runs comes too', async () => {
  await record('s1', 1, 1);
  const log = Comlink.wrap<LogApi>(await openChannel());
  expect((await log.open('s1'))?.events).toBe(2);
  await record('s1', 2, 1);
  expect(commentsOf((await log.page('s1', 1)).entries)).toEqual(['word 3', 'word 4', 'word 6', 'word 7']);
});

test('a session that is not there is none, and one without events has no page', async () => {
  const log = Comlink.wrap<LogApi>(await openChannel());
  expect(await log.open('nowhere')).toBeNull();
  expect(await log.page('nowhere', 1)).toEqual({ entries: [], next: null });
  await storage.ask({ type: 'batch', batch: batch(1, session('s1'), []) });
  expect(await log.open('s1')).toMatchObject({ events: 0, first: null });
});

async function compute(sessionId: string): Promise<{ answer: WhatIfAnswer; progress: number[] }> {
  const worker = new Worker(new URL('../../src/what-if/worker.ts', import.meta.url), { type: 'module' });
  const log = await openChannel();
  const progress: number[] = [];
  try {
    const answer = await Comlink.wrap<WhatIfApi>(worker).compute(
      Comlink.transfer({ from: 'session', sessionId, log }, [log]),
      starterProfile(),
      Comlink.proxy(({ done }) => void progress.push(done)),
    );
    return { answer, progress };
  } finally {
    worker.terminate();
  }
}

test('the what-if worker reckons a recorded session from its log', async () => {
  const roses = Array.from({ length: 200 }, (_, n): LogEntry => {
    return { type: 'event', event: gift(`m${n}`, { at: STARTED_AT + 300 * n, units: 1 }) };
  });
  for (const [n, rose] of roses.entries())
    await storage.ask({ type: 'batch', batch: batch(n + 1, session('s1', { startedAt: STARTED_AT }), [rose]) });
  const { answer, progress } = await compute('s1');
  expect(answer.fault).toBeUndefined();
  expect(answer.result).toMatchObject({
    from: STARTED_AT,
    events: 200,
    gifts: 200,
    totals: { fired: 200, delivered: 200 },
  });
  expect(answer.result?.happened).toMatchObject({ totals: { fired: 0 }, rules: [] });
  expect(progress.at(-1)).toBe(1);
});

test('what cannot be read is a fault, not silence', async () => {
  expect((await compute('nowhere')).answer).toMatchObject({ fault: { code: 'recording-unread', detail: 'nowhere' } });
  await storage.ask({ type: 'batch', batch: batch(1, session('s1'), []) });
  expect((await compute('s1')).answer).toMatchObject({ fault: { code: 'recording-empty' } });
});
