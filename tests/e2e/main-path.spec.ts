/** The main job, whole: a LIVE event moves a pin, and the session can be taken home as an Excel file. */
import { readFile } from 'node:fs/promises';
import { read, utils } from 'xlsx';
import { createRelayProcess } from './relay-process.ts';
import { ANI, chat, rose } from './happenings.ts';
import { browserFor } from './browser.ts';
import { expect, test, times } from './fixtures.ts';
import { live, READY, ROSE_COMMAND, skipFirstRun, storedEntries } from './screen.ts';

test('demo LIVE → bytes at the port → ack → action log → record → Excel', async ({ board, chrome }) => {
  const relay = await createRelayProcess();
  try {
    const page = await chrome.open(`${relay.origin}/?source=demo&start=1`);
    await expect(live.boardChip(page, READY)).toBeVisible();
    await expect.poll(() => board.peer.executed.length).toBeGreaterThan(2);

    const acked = live.actions(page).filter({ hasText: 'done' });
    await expect(acked.first().getByRole('cell').nth(5)).toHaveText(/\d ms$/);
    expect(board.peer.naks).toEqual([]);

    const settled = async () => {
      const entries = await storedEntries(page);
      return entries.filter((entry) => entry.type === 'action' && JSON.stringify(entry).includes('"acked"')).length;
    };
    await expect.poll(settled).toBeGreaterThan(0);

    await skipFirstRun(page);
    await page.getByRole('banner').getByRole('button', { name: 'End session' }).click();
    await page.locator('[popover]').getByRole('button', { name: 'End session' }).click();
    await expect(live.badge(page)).toHaveText('ENDED');
    await page.getByRole('link', { name: 'History' }).first().click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('button', { name: /^Download Excel/ })
        .first()
        .click(),
    ]);
    const book = read(await readFile(await download.path()), { cellDates: true });
    expect(book.SheetNames).toEqual(expect.arrayContaining(['Session', 'Events', 'Leaderboard']));
    const rows = (sheet: string) => utils.sheet_to_json<Record<string, unknown>>(book.Sheets[sheet]);
    const events = (await storedEntries(page)).filter((entry) => entry.type === 'event');
    expect(rows('Events')).toHaveLength(events.length);
    const [header] = utils.sheet_to_json<string[]>(book.Sheets['Leaderboard'], { header: 1 });
    expect(header).toEqual(expect.arrayContaining(['Rank', 'Name', 'User ID', 'Gifts', 'Coins', 'Share']));
    expect(rows('Leaderboard')[0]).toMatchObject({ Rank: 1, Coins: expect.any(Number) });
  } finally {
    await relay.close();
  }
});

test('a first visit without hardware moves the virtual Uno within ten seconds', async () => {
  const relay = await createRelayProcess();
  const chrome = browserFor(null);
  try {
    const opened = Date.now();
    const page = await chrome.open(relay.origin);
    const moved = live.actions(page).filter({ hasText: 'done' }).first();
    await expect(moved).toBeVisible({ timeout: 10_000 - (Date.now() - opened) });
    await expect(live.boardChip(page, /^Virtual Uno/)).toBeVisible();
  } finally {
    await chrome.close();
    await relay.close();
  }
});

test('a deep link connects and starts by itself, and ten Roses are ten pulses', async ({ relay, board, chrome }) => {
  const page = await chrome.open(relay.startLink);
  await expect(live.badge(page)).toHaveText('LIVE');
  await expect(live.boardChip(page, READY)).toBeVisible();
  for (let count = 1; count <= 10; count++) relay.send('gift', rose('streak-1', count));
  relay.send('gift', rose('streak-1', 10, true));
  await expect.poll(() => times(board, ROSE_COMMAND)).toBe(10);
  // A chat rule of the same profile, on a lane that the pulses hold: it waits its turn and still acts.
  relay.send('chat', chat('game!'));
  await expect.poll(() => times(board, 'PULSE 13 100')).toBe(1);
  expect(times(board, ROSE_COMMAND)).toBe(10);
});

test('markup in names and comments is text', async ({ relay, board, chrome }) => {
  const page = await chrome.open(relay.startLink);
  await expect(live.boardChip(page, READY)).toBeVisible();
  const markup = '<img src=x onerror="document.title=1"><b>bold</b>';
  relay.send('chat', { ...chat(markup), nickname: markup });
  relay.send('gift', { ...rose('streak-2', 1, false, ANI), nickname: markup, giftName: '<script>alert(1)</script>' });
  await expect(live.events(page).filter({ hasText: '<b>bold</b>' }).first()).toBeVisible();
  await expect(live.events(page).filter({ hasText: '<script>alert(1)</script>' }).first()).toBeVisible();
  expect(await page.locator('main img, main script').count()).toBe(0);
  await expect.poll(() => board.peer.executed.length).toBe(1);
});
