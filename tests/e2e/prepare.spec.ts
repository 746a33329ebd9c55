/** An Uno without a sketch, its real bootloader behind the real Web Serial: prepared from the page, and greeted by it. */
import type { Page } from '@playwright/test';
import { FIRMWARE } from '#domain/firmware.ts';
import { bootloadersMissing, optiboot } from '../board/bootloaders.ts';
import { firmwareBytes } from '../board/flash-bed.ts';
import { createChipPeer } from '../serial-bench/chip-peer.ts';
import { createFakeBoard } from '../serial-bench/fake-board.ts';
import { serialBenchMissing } from '../serial-bench/shim.ts';
import { browserFor } from './browser.ts';
import { createScriptedRelay } from './scripted-relay.ts';
import { expect, test } from './fixtures.ts';
import { live, READY, skipFirstRun } from './screen.ts';

const missing = serialBenchMissing() ?? bootloadersMissing();
test.skip(missing !== null, missing ?? '');
/** The chip is emulated, in real time where the machine is fast enough. */
test.setTimeout(180_000);
const SLOW = { timeout: 90_000 };

/** A headless browser has no chooser: the port that was granted is the one that a person would choose. */
const chooseTheOnlyPort = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Serial.prototype.requestPort = async () => {
      const [port] = await navigator.serial.getPorts();
      if (!port) throw new DOMException('No port selected by the user.', 'NotFoundError');
      return port;
    };
  });

async function stage() {
  const relay = await createScriptedRelay();
  const board = createFakeBoard(createChipPeer('m328p', { bootloader: optiboot() }));
  const browser = browserFor(board.ports.directory);
  const page = await browser.open(relay.origin);
  await chooseTheOnlyPort(page);
  await skipFirstRun(page);
  await page.getByRole('link', { name: 'Board' }).first().click();
  return {
    board,
    page,
    part: page.getByRole('group', { name: 'Prepare my Arduino' }),
    async close() {
      await browser.close();
      board.close();
      await relay.close();
    },
  };
}
const isPrepared = (flash: Uint8Array): boolean => {
  const firmware = firmwareBytes('m328p');
  return Buffer.compare(flash.subarray(0, firmware.length), firmware) === 0;
};

test('an empty Uno is prepared with one button, and then it is ready', async () => {
  const { board, page, part, close } = await stage();
  try {
    await expect(page.getByText('The board is open, but nothing answers.')).toBeVisible(SLOW);
    await part.getByRole('button', { name: 'Prepare my Arduino…' }).click();
    await expect(part.getByRole('progressbar')).toBeVisible();
    await expect(part.getByText(`Done: Giftwire ${FIRMWARE.version} is on the board`, { exact: false })).toBeVisible(
      SLOW,
    );
    await expect(part.getByText('There was no sketch on it before.')).toBeVisible();
    expect(isPrepared(board.peer.flash)).toBe(true);
    await expect(live.boardChip(page, READY)).toBeVisible(SLOW);
    await expect(part.getByText('It is connected', { exact: false })).toBeVisible();
  } finally {
    await close();
  }
});

test('the cable goes while the firmware is written: told so, plugged in again, tried again, done', async () => {
  const { board, part, close } = await stage();
  try {
    await part.getByRole('button', { name: 'Prepare my Arduino…' }).click();
    await expect(part.getByText('Writing the firmware.')).toBeVisible(SLOW);
    board.unplug();
    await expect(part.getByText('The board is not plugged in any more.')).toBeVisible();
    expect(isPrepared(board.peer.flash)).toBe(false);
    board.plug();
    await part.getByRole('button', { name: 'Try again' }).click();
    await expect(part.getByText(`Done: Giftwire ${FIRMWARE.version} is on the board`, { exact: false })).toBeVisible(
      SLOW,
    );
    expect(isPrepared(board.peer.flash)).toBe(true);
  } finally {
    await close();
  }
});
