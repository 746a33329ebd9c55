/** The History screen on a record that answers: rows, a long list by pages, the download from start to end. */
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Fault } from '#domain/fault.ts';
import type { Session } from '#domain/session.ts';
import type { ExportProgress, ExportResult } from '#rpc/storage.ts';
import History from '#ui/history/History.svelte';

configure({ defaultHidden: true, asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 60_000 });

const NO_TOTALS = {
  ...{ events: 900, gifts: 12, units: 40, coins: 18_402, estimatedCoins: 0, guestCoins: 0, chats: 310, likes: 5 },
  ...{ follows: 1, shares: 2, subscribes: 0, joins: 9, viewers: 3, viewersPeak: 1_284 },
};
function session(number: number, part: Partial<Session> = {}): Session {
  const startedAt = Date.UTC(2026, 9, 1, 12) + number * 86_400_000;
  return {
    ...{ id: `s${number}`, room: 'tiktok:warung_robot', source: 'tiktok', uniqueId: 'warung_robot' },
    ...{ roomId: null, hostUserId: null, number, startedBy: 'hand', startedAt, endedAt: startedAt + 3_723_000 },
    ...{ stoppedByHand: true, state: 'ended', lastSignAt: startedAt + 3_723_000, totals: { ...NO_TOTALS } },
    ...part,
  } as Session;
}

const record = vi.hoisted(() => ({
  sessions: [] as Session[],
  refuse: null as Fault | null,
  answer: null as ((result: ExportResult) => void) | null,
  progress: null as ((progress: ExportProgress) => void) | null,
}));
vi.mock('#store/workers.ts', () => ({
  workers: () => ({
    storage: {
      listSessions(offset: number, limit: number) {
        if (record.refuse) return Promise.reject(record.refuse);
        return Promise.resolve({ total: record.sessions.length, rows: record.sessions.slice(offset, offset + limit) });
      },
      readSession: (id: string) => {
        const found = record.sessions.find((one) => one.id === id);
        const gaps = [{ from: 12, to: 15, by: 'seq', at: 0, reason: 'relay-restarted' }];
        const giver = { userId: '7', uniqueId: 'om_tele', nickname: 'Om', gifts: 3, coins: 9_201, estimatedCoins: 0 };
        return Promise.resolve(found ? { session: found, contributions: [giver], gaps } : null);
      },
      exportXlsx(_id: string, _options: unknown, progress: (p: ExportProgress) => void) {
        record.progress = progress;
        return new Promise<ExportResult>((resolve) => (record.answer = resolve));
      },
      cancelExport() {
        record.answer?.({ cancelled: true });
        return Promise.resolve();
      },
    },
    live: {},
  }),
}));

beforeEach(() => {
  location.hash = '#/history';
  record.sessions = [session(2), session(1, { totals: { ...NO_TOTALS, events: 0, coins: 0 } })];
  record.refuse = null;
  URL.createObjectURL = vi.fn(() => 'blob:made');
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
});

const buttons = () => screen.findAllByRole('button', { name: /^Download Excel of @warung_robot/ });

test('a row tells when, where, how long and what came in', async () => {
  render(History);
  const [, row] = await screen.findAllByRole('row');
  const cells = within(row as HTMLElement).getAllByRole('cell');
  expect(cells.slice(1, 7).map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim())).toEqual([
    '@warung_robot TikTok LIVE · session 2',
    '1:02:03',
    '1,284',
    '18,402',
    '12',
    '310',
  ]);
  expect(within(row as HTMLElement).getByText('Download Excel')).toBeTruthy();
});

test('a session in which nothing was recorded cannot be downloaded', async () => {
  render(History);
  const [full, empty] = (await buttons()) as HTMLButtonElement[];
  expect(full?.disabled).toBe(false);
  expect(empty?.disabled).toBe(true);
});

test('the download shows its progress and ends as a file', async () => {
  render(History);
  await fireEvent.click((await buttons())[0] as HTMLElement);
  const bar = await screen.findByRole('progressbar');
  await waitFor(() => expect(record.progress).not.toBeNull());
  record.progress?.({ done: 30, of: 120 });
  await waitFor(() => expect(bar.getAttribute('aria-label')).toBe('Writing… 25%'));
  record.answer?.({ file: { name: 'giftwire-2.xlsx', bytes: new ArrayBuffer(4) } });
  expect(await screen.findByText('Downloaded “giftwire-2.xlsx”.')).toBeTruthy();
  expect(URL.createObjectURL).toHaveBeenCalledOnce();
});

test('a download can be cancelled', async () => {
  render(History);
  await fireEvent.click((await buttons())[0] as HTMLElement);
  await fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
  expect(await screen.findByText(/was cancelled/)).toBeTruthy();
  expect(URL.createObjectURL).not.toHaveBeenCalled();
});

test('a download that fails says why, and the record is kept', async () => {
  render(History);
  await fireEvent.click((await buttons())[0] as HTMLElement);
  record.answer?.({ fault: { code: 'export-failed', detail: 'out of memory', at: 1 } });
  expect((await screen.findByRole('alert')).textContent).toContain('(out of memory)');
});

test('600 sessions come a page at a time', async () => {
  record.sessions = Array.from({ length: 600 }, (_, index) => session(600 - index));
  render(History);
  await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(101));
  await fireEvent.click(screen.getByRole('button', { name: 'Show 100 more' }));
  await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(201));
  expect(screen.getByText('600 sessions')).toBeTruthy();
});

test('without sessions it says what to do', async () => {
  record.sessions = [];
  render(History);
  expect(await screen.findByText(/Press START on the Live screen/)).toBeTruthy();
});

test('a record that cannot be read says why in words', async () => {
  record.refuse = { code: 'storage-unavailable', detail: 'blocked by the browser', at: 1 };
  render(History);
  expect(await screen.findByText('blocked by the browser')).toBeTruthy();
  record.refuse = null;
  await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await buttons()).toHaveLength(2);
});

test('the address opens a session: figures, who gave what, and what was not recorded', async () => {
  location.hash = '#/history/s2';
  render(History);
  const giver = (await screen.findByText('om_tele')).closest('tr');
  expect(giver?.textContent?.replace(/\s+/g, ' ')).toContain('50%');
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('@warung_robot');
  expect(screen.getByText(/Events 12 to 15/).textContent).toContain('the relay was restarted');
});
