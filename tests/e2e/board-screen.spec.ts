/** The Board screen with the virtual Uno, by keyboard: pins tried by hand, the cable, the stop button and reset. */
import type { Locator, Page } from '@playwright/test';
import { chat, rose } from './happenings.ts';
import { expect, test } from './fixtures.ts';
import type { Browser } from './browser.ts';
import { boardScreen, live, READY } from './screen.ts';
import type { ScriptedRelay } from './scripted-relay.ts';

/** Further than any of these has to walk. */
const MOST_KEYS = 60;

/** Presses `key` until `target` has the focus, as somebody without a mouse does. */
async function walkTo(page: Page, key: string, target: Locator): Promise<void> {
  for (let pressed = 0; pressed < MOST_KEYS; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${target}.`);
}

/** The Board screen of a LIVE that runs, on a ready board. */
async function openBoardScreen(relay: ScriptedRelay, browser: Browser): Promise<Page> {
  const page = await browser.open(relay.startLink);
  await expect(live.boardChip(page, READY)).toBeVisible();
  await page.getByRole('link', { name: 'Board' }).first().click();
  await expect(boardScreen.state(page)).toHaveText('Virtual Uno is running.');
  return page;
}
const pulses = (page: Page, count: number): Promise<void> =>
  expect(boardScreen.counted(page, 'Answered')).toHaveText(String(count));

test('a pin is chosen by keyboard, is on while Space is held, and off after', async ({ relay, boardless }) => {
  const page = await openBoardScreen(relay, boardless);
  const pin = boardScreen.pin(page, 9);
  await walkTo(page, 'Tab', page.locator('svg [data-pin][tabindex="0"]'));
  await walkTo(page, 'ArrowLeft', pin);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Pin 9' })).toBeVisible();
  await expect(pin).toHaveAttribute('aria-pressed', 'true');
  await expect(pin).toHaveAccessibleName('Pin 9, Rosa, off');
  // Or it would go off by itself while nobody lets go.
  await page.getByLabel('Longest on (s)').fill('0');
  const save = page.getByRole('button', { name: 'Save', exact: true });
  await save.press('Enter');
  await expect(save).toBeHidden();

  await walkTo(page, 'Shift+Tab', page.getByRole('region', { name: 'Try it' }).getByRole('button').first());
  await page.keyboard.down('Space');
  await expect(pin).toHaveAccessibleName('Pin 9, Rosa, on');
  await page.keyboard.up('Space');
  await expect(pin).toHaveAccessibleName('Pin 9, Rosa, off');
});

test('the cable is pulled: gifts are owed; plugged in again each acts once, and nothing else does', async ({
  relay,
  boardless,
}) => {
  const page = await openBoardScreen(relay, boardless);
  relay.send('gift', rose('before', 1));
  await pulses(page, 1);
  await boardScreen.controls(page).getByRole('button', { name: 'Pull the cable' }).click();
  await expect(boardScreen.state(page)).toHaveText('The cable went.');
  await expect(live.boardChip(page, /unplugged/)).toBeVisible();

  relay.send('gift', rose('away', 2));
  relay.send('chat', chat('game!'));
  await page.getByRole('link', { name: 'Live' }).click();
  await expect(page.getByRole('region', { name: 'Owed' }).getByText(/^2 times · The board was away/)).toBeVisible();
  await expect(live.drawing(page, /^Arduino Uno, unplugged\./)).toBeVisible();

  await page.getByRole('link', { name: 'Board' }).first().click();
  await boardScreen.controls(page).getByRole('button', { name: 'Plug it in' }).click();
  await expect(boardScreen.state(page)).toHaveText('Virtual Uno is running.');
  await pulses(page, 3);
  // A lane is a queue: had anything been replayed, it would come before this one.
  relay.send('gift', rose('after', 1));
  await pulses(page, 4);
  await expect(boardScreen.counted(page, 'Sent')).toHaveText('4');
  // The comment, which nobody paid for.
  await expect(boardScreen.counted(page, 'Never sent')).toHaveText('1');
});

test('its stop button mutes all rules until a person releases them', async ({ relay, boardless }) => {
  const page = await openBoardScreen(relay, boardless);
  const stop = boardScreen.controls(page).getByRole('button').nth(1);
  await expect(stop).toHaveText('Hold the stop button');
  await stop.focus();
  await page.keyboard.down('Space');
  const banner = page.getByRole('alert').filter({ hasText: 'STOPPED. All outputs are off and no rule fires.' });
  await expect(banner).toBeVisible();
  relay.send('gift', rose('muted', 1));
  await page.keyboard.up('Space');
  await expect(stop).toHaveAttribute('aria-pressed', 'false');
  await page.getByRole('link', { name: 'Live' }).click();
  await expect(page.getByRole('region', { name: 'Owed' }).getByText('Stopped by hand')).toBeVisible();
  await expect(banner).toBeVisible();

  await live.release(page).click();
  await expect(banner).toBeHidden();
  relay.send('gift', rose('released', 1));
  await expect(live.actions(page).filter({ hasText: 'done' })).toHaveCount(1);
  await page.getByRole('link', { name: 'Board' }).first().click();
  await pulses(page, 1);
});

test('reset turns the outputs off, is told of, and the board is greeted anew', async ({ relay, boardless }) => {
  const page = await openBoardScreen(relay, boardless);
  await boardScreen.pin(page, 9).click();
  const tryIt = page.getByRole('region', { name: 'Try it' });
  // A servo is held where it was turned until something lets it go.
  await tryIt.getByRole('slider', { name: 'Servo' }).fill('140');
  await expect(boardScreen.pin(page, 9)).toHaveAccessibleName('Pin 9, Rosa, servo 140°');
  await pulses(page, 1);
  await boardScreen.controls(page).getByRole('button', { name: 'Press reset' }).click();
  await expect(boardScreen.pin(page, 9)).toHaveAccessibleName('Pin 9, Rosa, off');
  const notices = page.getByRole('status', { name: 'Notices' });
  await expect(notices.getByText('The board started anew in the middle of work.')).toBeVisible();
  // The firmware refuses every command of a host that has not greeted it since it started.
  await expect(boardScreen.state(page)).toHaveText('Virtual Uno is running.');
  relay.send('gift', rose('after', 1));
  await pulses(page, 2);
  await expect(boardScreen.counted(page, 'Refused')).toHaveText('0');
});
