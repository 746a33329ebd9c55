/** The workbook as a spreadsheet program reads it: made by the real worker from a real record, read back with SheetJS. */
import * as Comlink from 'comlink';
import { read, utils, type CellObject, type WorkBook } from 'xlsx';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LogEntry } from '#rpc/storage.ts';
import {
  action,
  batch,
  chat,
  contribution,
  deleteDatabase,
  gift,
  session,
  startStorage,
  viewer,
  STARTED_AT,
  type Storage,
} from './bed.ts';

let storage: Storage;
beforeEach(async () => {
  await deleteDatabase();
  storage = await startStorage();
});
afterEach(() => storage.close());

const JAKARTA = { language: 'en', timeZone: 'Asia/Jakarta' } as const;
const FORMULA = '=HYPERLINK("http://evil.example","click")';

const download = async (options: { language: 'en' | 'id'; timeZone: string } = JAKARTA, id = 's1') => {
  const seen: number[] = [];
  const result = await storage.api.exportXlsx(
    id,
    options,
    Comlink.proxy(({ done }) => {
      seen.push(done);
    }),
  );
  if (!result.file) throw new Error(`no file: ${JSON.stringify(result)}`);
  return { name: result.file.name, book: read(result.file.bytes, { cellNF: true, cellFormula: true }), seen };
};
const rowsOf = (book: WorkBook, sheet: string) =>
  utils.sheet_to_json<Record<string, unknown>>(book.Sheets[sheet], { raw: true });
const cellsOf = (book: WorkBook): CellObject[] =>
  Object.values(book.Sheets).flatMap((sheet) =>
    Object.entries(sheet).flatMap(([key, cell]) => (key.startsWith('!') ? [] : [cell as CellObject])),
  );

const ended = session('s1', {
  endedAt: STARTED_AT + 5_400_000,
  lastSignAt: STARTED_AT + 5_400_000,
  state: 'ended',
  totals: { ...session('s1').totals, events: 5, gifts: 2, units: 5, coins: 40, estimatedCoins: 10, viewersPeak: 77 },
});
const events: LogEntry[] = [
  { type: 'event', event: chat('m1', FORMULA, viewer('7000000000000000001', FORMULA)) },
  { type: 'event', event: chat('m2', '+62 812') },
  { type: 'event', event: chat('m3', 'nul \u0000 half \ud83d _x0041_ & <b>') },
  { type: 'event', event: gift('m4') },
  {
    type: 'event',
    event: gift('m5', { giftName: 'Unseen', diamondCount: 10, units: 1, priceSource: 'estimate', history: true }),
  },
];
const done = action('s1#1', {
  unstarted: { owed: 3 },
  owedReason: 'board-away',
  results: [
    {
      command: { verb: 'PULSE', pin: 13, ms: 200 },
      sentMs: 1.234,
      queued: false,
      ackMs: 4.5,
      outcome: 'acked',
      code: null,
    },
  ],
});
const record = async (): Promise<void> => {
  await storage.ask({
    type: 'batch',
    batch: batch(1, ended, [...events.slice(0, 3), { type: 'action', action: action('s1#1') }]),
  });
  await storage.ask({
    type: 'batch',
    batch: batch(
      2,
      ended,
      [
        ...events.slice(3),
        { type: 'action', action: done },
        { type: 'gap', gap: { from: 6, to: 9, by: 'seq', at: STARTED_AT + 3_000, reason: 'relay-restarted' } },
      ],
      [
        contribution('7000000000000000002', {
          nickname: '@late',
          gifts: 1,
          coins: 20,
          estimatedCoins: 10,
          lastAt: STARTED_AT + 9,
        }),
        contribution('7000000000000000003', { nickname: FORMULA, gifts: 1, coins: 20, lastAt: STARTED_AT + 5 }),
        contribution('7000000000000000001', { chats: 3 }),
      ],
    ),
  });
};

test('Events has one row per event, with real dates of the zone and real numbers', async () => {
  await record();
  const { book, name, seen } = await download();
  expect(name).toBe('giftwire_plaza_2026-03-02_0230.xlsx');
  expect(seen.at(-1)).toBe(5);
  expect(book.SheetNames).toEqual(['Session', 'Events', 'Leaderboard', 'Actions']);
  const rows = rowsOf(book, 'Events');
  expect(rows).toHaveLength(5);
  expect(rows[3]).toEqual({
    Time: expect.any(Date),
    'Time (UTC)': '2026-03-01T19:30:02.500Z',
    Event: 'Gift',
    Name: 'Name 7000000000000000002',
    Username: 'user7000000000000000002',
    'User ID': '7000000000000000002',
    'Gift or comment': 'Rose',
    Count: 3,
    'Streak so far': 3,
    'Coins each': 1,
    Coins: 3,
    'Coins known from': 'event',
    'Event ID': 'm4',
  });
  expect(rows[4]).toMatchObject({ 'Coins known from': 'estimate', Remark: 'before connecting', Coins: 10 });
  expect(book.Sheets.Events.A5.v).toBeCloseTo(46_083 + (2 * 3_600 + 30 * 60 + 2.5) / 86_400, 8);
  expect(book.Sheets.Events.A2).toMatchObject({ t: 'n', z: 'yyyy-mm-dd hh:mm:ss', w: '2026-03-02 02:30:01' });
  expect(book.Sheets.Events['!autofilter']?.ref).toBe('A1:N6');
});

test("viewers' text stays text: no formula anywhere, nothing XML forbids, nothing read as an escape", async () => {
  await record();
  const { book } = await download();
  const rows = rowsOf(book, 'Events');
  expect(rows[0]).toMatchObject({ Name: FORMULA, 'Gift or comment': FORMULA });
  expect(rows[1]).toMatchObject({ 'Gift or comment': '+62 812' });
  expect(rows[2]).toMatchObject({ 'Gift or comment': 'nul \ufffd half \ufffd _x0041_ & <b>' });
  expect(rowsOf(book, 'Leaderboard').map((row) => row.Name)).toEqual([FORMULA, '@late']);
  const cells = cellsOf(book);
  expect(cells.length).toBeGreaterThan(50);
  expect(cells.filter((cell) => cell.f !== undefined)).toEqual([]);
  expect(cells.filter((cell) => cell.t !== 's' && cell.t !== 'n')).toEqual([]);
});

test('Leaderboard ranks by coins, then by who was there first, and marks estimates', async () => {
  await record();
  const { book } = await download();
  expect(rowsOf(book, 'Leaderboard')).toMatchObject([
    { Rank: 1, 'User ID': '7000000000000000003', Gifts: 1, Coins: 20, Share: 0.5, 'Estimated coins': 0 },
    { Rank: 2, 'User ID': '7000000000000000002', Gifts: 1, Coins: 20, Share: 0.5, 'Estimated coins': 10 },
  ]);
  expect(book.Sheets.Leaderboard.F2).toMatchObject({ t: 'n', w: '50.0%' });
  expect(book.Sheets.Leaderboard.C2).toMatchObject({ t: 's' });
});

test('Actions tells what each command did, once and as it ended', async () => {
  await record();
  const { book } = await download();
  const rows = rowsOf(book, 'Actions');
  expect(rows).toMatchObject([
    {
      Rule: 'Rose',
      Command: 'PULSE 13 200',
      'Sent after (ms)': 1.23,
      'Answered after (ms)': 4.5,
      Outcome: 'done',
      Coins: 2,
    },
    { Runs: 3, Outcome: 'owed', 'Why owed': 'board away' },
  ]);
  expect(rows[1]).not.toHaveProperty('Coins');
});

test('Session tells the key figures and the gaps', async () => {
  await record();
  const { book } = await download();
  const rows = utils.sheet_to_json<unknown[]>(book.Sheets.Session, { header: 1, raw: false });
  const figures = new Map(rows.map(([label, value]) => [label, value]));
  expect(Object.fromEntries(figures)).toMatchObject({
    Room: 'plaza',
    Source: 'Demo LIVE',
    Started: '2026-03-02 02:30:00',
    Ended: '2026-03-02 04:00:00',
    Duration: '1:30:00',
    Coins: '40',
    'of these estimated': '10',
    'Most viewers at once': '77',
    'Viewers who gave': '2',
    'Viewers who took part': '3',
    Actions: '1',
    'Gaps in the record': '1',
  });
  expect(rows.at(-1)).toEqual(['2026-03-02 02:30:03', 'Not recorded', '6', '9', 'relay restarted']);
});

test('in Bahasa Indonesia every heading is', async () => {
  await record();
  const { book } = await download({ language: 'id', timeZone: 'UTC' });
  expect(book.SheetNames).toEqual(['Sesi', 'Peristiwa', 'Papan peringkat', 'Aksi']);
  expect(rowsOf(book, 'Papan peringkat')[0]).toMatchObject({ Peringkat: 1, Nama: FORMULA, Koin: 20, Porsi: 0.5 });
});

test('a session that is not there and a zone that does not exist are said, not thrown', async () => {
  const progress = Comlink.proxy(() => undefined);
  expect(await storage.api.exportXlsx('nowhere', JAKARTA, progress)).toMatchObject({
    fault: { code: 'export-failed' },
  });
  await record();
  expect(await storage.api.exportXlsx('s1', { language: 'en', timeZone: 'Mars/Olympus' }, progress)).toMatchObject({
    fault: { code: 'export-failed', detail: expect.stringContaining('Mars/Olympus') },
  });
});

test('an export that is cancelled gives no file, and the next one does', async () => {
  for (let number = 1; number <= 200; number++)
    storage.tell({
      type: 'batch',
      batch: batch(number, ended, [{ type: 'event', event: chat(`m${number}`, 'hello') }]),
    });
  for (let number = 1; number <= 200; number++) await storage.nextReply();
  let cancel: Promise<void> | undefined;
  const result = await storage.api.exportXlsx(
    's1',
    JAKARTA,
    Comlink.proxy(() => {
      cancel ??= storage.api.cancelExport();
    }),
  );
  await cancel;
  expect(result).toEqual({ cancelled: true });
  expect(rowsOf((await download()).book, 'Events')).toHaveLength(200);
});
