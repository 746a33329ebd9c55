/** What goes: the board's cable, the page's socket, the relay, the tab. Nothing paid for is lost, and nothing acts twice. */
import { createProxy } from './proxy.ts';
import { createRelayProcess, type RecordedEvent } from './relay-process.ts';
import { rose } from './happenings.ts';
import { expect, test, times } from './fixtures.ts';
import { live, READY, ROSE_COMMAND, storedEntries } from './screen.ts';

/** `count` single Roses of their own streaks, `everyMs` apart. */
const roses = (count: number, everyMs: number): RecordedEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    afterMs: 500 + index * everyMs,
    event: 'gift',
    data: rose(`recorded-${index}`, 1),
  }));

test('unplugged and plugged in again in mid-stream, each Rose acts exactly once', async ({ relay, board, chrome }) => {
  const page = await chrome.open(relay.startLink);
  await expect(live.boardChip(page, READY)).toBeVisible();
  relay.send('gift', rose('long', 20));
  await expect.poll(() => times(board, ROSE_COMMAND)).toBeGreaterThan(2);
  board.unplug();
  await expect(live.boardChip(page, /unplugged/)).toBeVisible();
  relay.send('gift', rose('away', 3));
  await expect(page.getByRole('region', { name: 'Owed' }).getByText('The board was away').first()).toBeVisible();
  board.plug();
  await expect(live.boardChip(page, READY)).toBeVisible();
  // What was in flight when the cable went may or may not have happened: it is "unknown" in the record and never redone.
  const unknown = async () => {
    const newest = new Map<string, string>();
    for (const entry of await storedEntries(page))
      if (entry.type === 'action') newest.set((entry['action'] as { id: string }).id, JSON.stringify(entry));
    return [...newest.values()].join().split('"outcome":"unknown"').length - 1;
  };
  await expect(live.actions(page).filter({ hasText: /of 20|of 3|waiting|owed/ })).toHaveCount(0);
  const executed = times(board, ROSE_COMMAND);
  expect(executed).toBeLessThanOrEqual(23);
  await expect.poll(async () => executed + (await unknown())).toBeGreaterThanOrEqual(23);
  expect(await unknown()).toBeLessThanOrEqual(1);
});

test('the socket is gone for half a second: no paid action is lost', async ({ board, chrome }) => {
  let port = 0;
  const proxy = await createProxy(() => port);
  const relay = await createRelayProcess({ 'roses.jsonl': roses(20, 150) }, ['--allow-origin', proxy.origin]);
  port = relay.port;
  try {
    const page = await chrome.open(`${proxy.origin}/?source=replay&file=roses.jsonl&start=1`);
    await expect.poll(() => times(board, ROSE_COMMAND)).toBeGreaterThan(2);
    await proxy.cut(500);
    await expect.poll(() => times(board, ROSE_COMMAND), { timeout: 30_000 }).toBe(20);
    await expect(live.actions(page).filter({ hasText: 'done' })).toHaveCount(20);
    expect(times(board, ROSE_COMMAND)).toBe(20);
    expect((await storedEntries(page)).filter((entry) => entry.type === 'gap')).toEqual([]);
  } finally {
    await relay.close();
    await proxy.close();
  }
});

test('the relay is killed and started again: a marked gap, and what waited still acts', async ({ board, chrome }) => {
  const streak = (afterMs: number, group: string, count: number): RecordedEvent => ({
    afterMs,
    event: 'gift',
    data: rose(group, count),
  });
  const relay = await createRelayProcess({ 'streak.jsonl': [streak(500, 'first', 15), streak(60_000, 'never', 1)] });
  try {
    const page = await chrome.open(`${relay.origin}/?source=replay&file=streak.jsonl&start=1`);
    await expect.poll(() => times(board, ROSE_COMMAND)).toBeGreaterThan(1);
    await relay.kill();
    await expect(live.badge(page)).toHaveText('SOURCE AWAY');
    const before = times(board, ROSE_COMMAND);
    await expect.poll(() => times(board, ROSE_COMMAND)).toBeGreaterThan(before);
    await relay.start();
    await expect(live.badge(page)).toHaveText('LIVE', { timeout: 30_000 });
    await expect
      .poll(async () => (await storedEntries(page)).filter((entry) => entry.type === 'gap'))
      .toEqual([expect.objectContaining({ gap: expect.objectContaining({ reason: 'relay-restarted' }) })]);
    // The recording begins anew, with the same ids: nothing acts a second time.
    await expect.poll(() => times(board, ROSE_COMMAND), { timeout: 30_000 }).toBe(15);
    await expect(live.actions(page).filter({ hasText: 'done' })).toHaveCount(1);
    expect(times(board, ROSE_COMMAND)).toBe(15);
  } finally {
    await relay.close();
  }
});

test('the tab is reloaded: the session goes on, and a streak of 3 that grows to 4 acts once more', async ({
  relay,
  board,
  chrome,
}) => {
  const page = await chrome.open(relay.startLink);
  await expect(live.boardChip(page, READY)).toBeVisible();
  relay.send('gift', rose('growing', 3));
  await expect.poll(() => times(board, ROSE_COMMAND)).toBe(3);
  const saved = async () => JSON.stringify(await storedEntries(page)).split('"outcome":"acked"').length - 1;
  await expect.poll(saved).toBeGreaterThanOrEqual(3);
  await page.reload();
  await expect(live.badge(page)).toHaveText('LIVE');
  await expect(page.getByRole('banner')).toContainText('session 1');
  await expect(live.boardChip(page, READY)).toBeVisible();
  relay.send('gift', rose('growing', 4));
  await expect.poll(() => times(board, ROSE_COMMAND)).toBe(4);
  relay.send('gift', rose('growing', 4, true));
  relay.send('gift', rose('next', 1));
  await expect.poll(() => times(board, ROSE_COMMAND)).toBe(5);
});

test('with the relay gone, the page still opens', async ({ chrome }) => {
  const relay = await createRelayProcess();
  try {
    const page = await chrome.open(relay.origin);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await relay.kill();
    await page.reload();
    await expect(page.getByRole('navigation').getByRole('link', { name: 'Live' })).toBeVisible();
    await expect(live.badge(page)).toBeVisible();
    for (const screen of ['Rules', 'Board', 'History', 'Settings']) {
      await page.getByRole('navigation').getByRole('link', { name: screen }).click();
      await expect(page.getByRole('heading', { name: screen, level: 1 })).toBeVisible();
    }
  } finally {
    await relay.close();
  }
});
