/** EMERGENCY STOP, in both dialects: ahead of everything that waits, and holding until a person releases it. */
import type { Effect } from '#domain/rule.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import { createFakeBoard } from '../serial-bench/fake-board.ts';
import { serialBenchMissing } from '../serial-bench/shim.ts';
import { createTextPeer } from '../serial-bench/text-peer.ts';
import { rose } from './happenings.ts';
import { browserFor } from './browser.ts';
import { expect, test, times } from './fixtures.ts';
import { importProfile, live, READY, ROSE_COMMAND } from './screen.ts';

test('giftwire dialect: the stop bytes overtake the queue, and mute across a reload', async ({
  relay,
  board,
  chrome,
}) => {
  const page = await chrome.open(relay.startLink);
  await expect(live.boardChip(page, READY)).toBeVisible();
  relay.send('gift', rose('long', 50));
  await expect.poll(() => times(board, ROSE_COMMAND)).toBeGreaterThan(1);
  await page.keyboard.press('Control+Shift+X');
  await expect.poll(() => times(board, 'STOP')).toBeGreaterThan(0);
  await expect(live.release(page)).toBeVisible();
  const stopped = times(board, ROSE_COMMAND);
  expect(stopped).toBeLessThan(50);
  await expect(page.getByRole('region', { name: 'Owed' }).getByText('Stopped by hand').first()).toBeVisible();

  relay.send('gift', rose('muted', 1));
  await expect(live.events(page).filter({ hasText: 'Rose' })).toHaveCount(2);
  await page.reload();
  await expect(live.release(page)).toBeVisible();
  await expect(live.boardChip(page, READY)).toBeVisible();
  relay.send('gift', rose('still muted', 1));
  await expect(live.actions(page).filter({ hasText: 'owed' }).first()).toBeVisible();
  expect(times(board, ROSE_COMMAND)).toBe(stopped);

  await live.release(page).click();
  await expect(live.release(page)).toBeHidden();
  relay.send('gift', rose('released', 1));
  await expect.poll(() => times(board, ROSE_COMMAND)).toBe(stopped + 1);
  expect(board.peer.executed.at(-1)?.text).toBe(ROSE_COMMAND);
});

test('the button and Esc twice stop as well', async ({ relay, board, chrome }) => {
  const page = await chrome.open(relay.startLink);
  await expect(live.boardChip(page, READY)).toBeVisible();
  await live.stopButton(page).click();
  await expect.poll(() => times(board, 'STOP')).toBe(1);
  await live.release(page).click();
  await expect(live.release(page)).toBeHidden();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect.poll(() => times(board, 'STOP')).toBe(2);
});

test('text dialect: the stop lines overtake the queue, and mute across a reload', async ({ relay }) => {
  const missing = serialBenchMissing();
  test.skip(missing !== null, missing ?? '');
  const peer = createTextPeer();
  const board = createFakeBoard(peer, { baud: 9_600 });
  const chrome = browserFor(board.ports.directory);
  try {
    const page = await chrome.open(relay.origin);
    const [first] = starterProfile().rules;
    if (!first) throw new Error('The starter profile has no rules.');
    const effect: Effect = { ...first.effect, steps: [{ do: 'text', line: 'ROSE {user}' }] };
    await importProfile(page, {
      ...starterProfile(),
      name: 'Own sketch',
      dialect: 'text',
      baudRate: 9_600,
      rules: [{ ...first, trigger: { on: 'gift', giftName: 'Rose' }, effect }],
    });
    await page.goto(relay.startLink);
    await expect(live.boardChip(page, READY)).toBeVisible();
    const lines = (text: string) => peer.lines.filter((line) => line.text === text).length;
    // 500 lines of 14 bytes take seven seconds at 9600 baud: the stop comes while most of them wait.
    relay.send('gift', rose('long', 500));
    await expect.poll(() => lines('ROSE ani.test')).toBeGreaterThan(3);
    await page.keyboard.press('Control+Shift+X');
    await expect.poll(() => lines('OFF')).toBe(1);
    expect(peer.lines.slice(-2).map((line) => line.text)).toEqual(['STOP', 'OFF']);
    const sent = lines('ROSE ani.test');
    expect(sent).toBeLessThan(500);
    await page.reload();
    await expect(live.release(page)).toBeVisible();
    await expect(live.boardChip(page, READY)).toBeVisible();
    relay.send('gift', rose('muted', 1));
    await expect(live.events(page).filter({ hasText: 'Rose' }).first()).toBeVisible();
    expect(lines('ROSE ani.test')).toBe(sent);
    await live.release(page).click();
    await expect(live.release(page)).toBeHidden();
    relay.send('gift', rose('released', 1));
    await expect.poll(() => lines('ROSE ani.test')).toBe(sent + 1);
  } finally {
    await chrome.close();
    board.close();
  }
});
