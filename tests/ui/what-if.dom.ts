/** The what-if screen: asked from a session, calculated with progress, cancelled, failed, and told in words and tables. */
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Profile } from '#domain/rule.ts';
import type { Session } from '#domain/session.ts';
import type { RecordingInput, WhatIfAnswer, WhatIfFigures, WhatIfProgress, WhatIfResult } from '#rpc/what-if.ts';
import { useLanguage } from '#store/text.svelte.ts';
import WhatIf from '#ui/what-if/WhatIf.svelte';
import { en } from '#text/en.ts';
import { formatters } from '#store/format.ts';
import { summary } from '#ui/what-if/summary.ts';

configure({ defaultHidden: true, asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 60_000 });

const AT = new Date(2026, 9, 1, 21, 14).getTime();
const totals = {
  ...{ events: 900, gifts: 12, units: 40, coins: 18_402, estimatedCoins: 0, guestCoins: 0, chats: 310 },
};
const session = (id: string): Session =>
  ({
    ...{ id, room: 'tiktok:warung', source: 'tiktok', uniqueId: 'warung', roomId: null, hostUserId: null, number: 1 },
    ...{ startedBy: 'hand', startedAt: AT, endedAt: AT + 60_000, stoppedByHand: true, state: 'ended', lastSignAt: AT },
    totals,
  }) as unknown as Session;

const figures = (part: Partial<WhatIfFigures>): WhatIfFigures => ({
  ...{ fired: 0, runs: 0, delivered: 0, undelivered: 0, cooldown: 0, limit: 0, expired: 0, owed: 0, dropped: 0 },
  ...{ muted: 0, coins: 0, owedCoins: 0, owedGifts: 0 },
  ...part,
});
const sum = figures({ fired: 312, delivered: 1_204, owed: 4, owedGifts: 3, owedCoins: 12, coins: 900 });
const result: WhatIfResult = {
  ...{ from: AT, endedAt: AT + 3_600_000, to: AT + 3_600_000, events: 9_000, gifts: 312, coins: 900, totals: sum },
  rules: [{ ruleId: 'r1', ruleName: 'Rose', ...sum }],
  pins: [
    {
      pin: 13,
      name: 'pump',
      commands: 1_204,
      cuts: 0,
      onMs: 240_800,
      longestMs: 200,
      share: 0.07,
      busiest: { at: AT, commands: 99 },
    },
    { pin: 4, name: 'idle', commands: 0, cuts: 0, onMs: 0, longestMs: 0, share: 0, busiest: null },
  ],
  queue: { most: { at: AT, waiting: 98 }, furthest: { at: AT, ms: 41_000 }, behindMs: 90_000 },
  unmatched: { gift: 2, chat: 40 },
  unmatchedGifts: [{ name: 'Galaxy', units: 2, coins: 2_000 }],
  happened: {
    totals: figures({ fired: 300, delivered: 1_000 }),
    rules: [
      { ruleId: 'r1', ruleName: 'Rose', ...figures({ fired: 299, delivered: 999 }) },
      { ruleId: 'old', ruleName: 'Old rule', ...figures({ fired: 1, delivered: 1 }) },
    ],
  },
  faults: [{ code: 'recording-bad-line', count: 2, last: { code: 'recording-bad-line', detail: 'line 7', at: AT } }],
};

const asked = vi.hoisted(() => ({
  input: null as RecordingInput | null,
  profile: null as Profile | null,
  progress: null as ((progress: WhatIfProgress) => void) | null,
  answer: null as ((answer: WhatIfAnswer) => void) | null,
  ended: 0,
  sessions: [] as Session[],
}));
vi.mock('#store/workers.ts', () => ({
  workers: () => ({
    storage: {
      listSessions: () => Promise.resolve({ total: asked.sessions.length, rows: asked.sessions }),
      serveLog: () => Promise.resolve(),
    },
    live: {},
  }),
  startWhatIf: () => ({
    failed: new Promise(() => undefined),
    end: () => void asked.ended++,
    api: {
      compute(input: RecordingInput, profile: Profile, progress: (p: WhatIfProgress) => void) {
        Object.assign(asked, { input, profile, progress });
        return new Promise<WhatIfAnswer>((resolve) => (asked.answer = resolve));
      },
    },
  }),
}));

beforeEach(() => {
  location.hash = '#/what-if/s1';
  Object.assign(asked, {
    input: null,
    profile: null,
    progress: null,
    answer: null,
    ended: 0,
    sessions: [session('s1'), session('s2')],
  });
});
const isAsked = () => waitFor(() => expect(asked.answer).not.toBeNull());

test('a session in the address is asked about at once; its answer is a sentence, then tables', async () => {
  render(WhatIf);
  await isAsked();
  expect(asked.input).toMatchObject({ from: 'session', sessionId: 's1' });
  asked.progress?.({ done: 0.42 });
  expect(await screen.findByRole('progressbar', { name: 'Calculating… 42%' })).toBeTruthy();
  asked.answer?.({ result });
  expect(await screen.findByText('312 gifts (900 coins) → 1,204 commands carried out.')).toBeTruthy();
  expect(screen.getByText('The queue was at most 41 s behind, at 21:14:00.')).toBeTruthy();
  expect(screen.getByText('3 gifts (12 coins) would have been owed.')).toBeTruthy();
  expect(screen.getByText('No rule acts on 2 gifts: Galaxy × 2.')).toBeTruthy();
  expect(screen.getByText(/^2 lines of the file could not be read .*line 7/)).toBeTruthy();
  expect(asked.ended).toBe(1);
});

test('what really happened stands beside it where it differs, also of rules that are gone', async () => {
  render(WhatIf);
  await isAsked();
  asked.answer?.({ result });
  const table = within(await screen.findByRole('group', { name: 'Rule by rule' }));
  const cells = (name: RegExp) =>
    within(table.getByRole('row', { name }))
      .getAllByRole('cell')
      .slice(0, 2)
      .map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim());
  expect(cells(/^Rose/)).toEqual(['312 (299)', '1,204 (999)']);
  expect(cells(/^Old rule/)).toEqual(['0 (1)', '0 (1)']);
  expect(cells(/^All/)).toEqual(['312 (300)', '1,204 (1,000)']);
  const pins = within(screen.getByRole('group', { name: 'Pin by pin' })).getAllByRole('row');
  expect(pins).toHaveLength(2);
  const pump = within(pins[1] as HTMLElement).getAllByRole('cell');
  expect(pump.map((cell) => cell.textContent?.trim())).toEqual(['1,204', '4 min', '200 ms', '7%', '99 at 21:14:00']);
});

test('it can be cancelled, and what arrives afterwards is ignored', async () => {
  render(WhatIf);
  await isAsked();
  await fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
  expect(await screen.findByText('Cancelled. Nothing was changed.')).toBeTruthy();
  expect(asked.ended).toBe(1);
  asked.answer?.({ result });
  await new Promise((resolve) => setTimeout(resolve));
  expect(screen.queryByText(/commands carried out/)).toBeNull();
});

test('a fault is told in words, in the reader’s language', async () => {
  await useLanguage('id');
  render(WhatIf);
  await isAsked();
  asked.answer?.({ fault: { code: 'recording-unread', detail: 's1', at: AT } });
  expect(await screen.findByText('Rekaman tidak bisa dibaca sampai habis.')).toBeTruthy();
  expect(screen.getByRole('alert')).toBeTruthy();
  await useLanguage('en');
});

test('a file and a profile of one’s own are what is asked about', async () => {
  location.hash = '#/what-if';
  render(WhatIf);
  const file = new File(['x'], 'night.jsonl');
  await fireEvent.change(screen.getByLabelText('Choose a file…'), { target: { files: [file] } });
  const broken = new File(['{'], 'mine.json');
  await fireEvent.change(screen.getByLabelText('Choose a profile…'), { target: { files: [broken] } });
  expect(await screen.findByText(/^“mine.json” was not read: This file is not JSON./)).toBeTruthy();
  const map = new File([JSON.stringify({ Rose: 'LED1' })], 'map.json');
  await fireEvent.change(screen.getByLabelText('Choose a profile…'), { target: { files: [map] } });
  await waitFor(() => expect((screen.getByLabelText('Rules') as HTMLSelectElement).value).toBe('file'));
  await fireEvent.click(screen.getByRole('button', { name: /^Calculate/ }));
  await isAsked();
  expect(asked.input).toEqual({ from: 'file', file });
  expect(asked.profile?.rules.some((rule) => rule.trigger.on === 'gift' && rule.trigger.giftName === 'Rose')).toBe(
    true,
  );
});

test('without any recording it says how to get one, and asks nothing', async () => {
  asked.sessions = [];
  location.hash = '#/what-if';
  render(WhatIf);
  expect(await screen.findByText(/^There is no recorded session yet/)).toBeTruthy();
  expect((screen.getByRole('button', { name: /^Calculate/ }) as HTMLButtonElement).disabled).toBe(true);
});

test('one gift is one gift, and a queue may be furthest behind after the recording', () => {
  const totals = { ...result.totals, delivered: 1 };
  const said = summary({ ...result, endedAt: AT - 1, gifts: 1, coins: 1, totals }, en, formatters('en'));
  expect(said[0]).toBe('1 gift (1 coin) → 1 command carried out.');
  expect(said[1]).toBe('The queue was at most 41 s behind, after the recording’s end.');
});
