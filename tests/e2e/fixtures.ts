/** What the end-to-end specs share: a scripted LIVE, a board on a pty with a browser that was granted it, a browser without. */
import { test as base } from '@playwright/test';
import { createFakeBoard, type FakeBoard } from '../serial-bench/fake-board.ts';
import { createGiftwirePeer, type GiftwirePeer } from '../serial-bench/giftwire-peer.ts';
import { serialBenchMissing } from '../serial-bench/shim.ts';
import { browserFor, type Browser } from './browser.ts';
import { createScriptedRelay, type ScriptedRelay } from './scripted-relay.ts';

interface Fixtures {
  relay: ScriptedRelay;
  board: FakeBoard<GiftwirePeer>;
  chrome: Browser;
  /** No serial device at all: what moves is the virtual board. */
  boardless: Browser;
}

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads what a fixture depends on from this pattern.
  relay: async ({}, use) => {
    const relay = await createScriptedRelay();
    await use(relay);
    await relay.close();
  },
  // eslint-disable-next-line no-empty-pattern -- as above
  board: async ({}, use) => {
    const missing = serialBenchMissing();
    test.skip(missing !== null, missing ?? '');
    const board = createFakeBoard(createGiftwirePeer());
    await use(board);
    board.close();
  },
  chrome: async ({ board }, use) => {
    const browser = browserFor(board.ports.directory);
    await use(browser);
    await browser.close();
  },
  // eslint-disable-next-line no-empty-pattern -- as above
  boardless: async ({}, use) => {
    const browser = browserFor(null);
    await use(browser);
    await browser.close();
  },
});
export { expect } from '@playwright/test';

/** How often the board was told to do `text`, and all it did. */
export const times = (board: FakeBoard<GiftwirePeer>, text: string): number =>
  board.peer.executed.filter((done) => done.text === text).length;
