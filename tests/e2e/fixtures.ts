/** What the end-to-end specs share: a scripted LIVE, a board on a pty, and a browser that was granted it. */
import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { launchChrome, type Chrome } from '../serial-bench/chrome.ts';
import { createFakeBoard, type FakeBoard } from '../serial-bench/fake-board.ts';
import { UNO } from '../serial-bench/fake-port.ts';
import { createGiftwirePeer, type GiftwirePeer } from '../serial-bench/giftwire-peer.ts';
import { serialBenchMissing } from '../serial-bench/shim.ts';
import { createScriptedRelay, type ScriptedRelay } from './scripted-relay.ts';

export interface Browser {
  /** Opens `link` in a browser that was granted the board at `link`'s origin. One origin per test. */
  open(link: string): Promise<Page>;
  context(): BrowserContext;
}

interface Fixtures {
  relay: ScriptedRelay;
  board: FakeBoard<GiftwirePeer>;
  browser: never;
  chrome: Browser;
}

/** A granted browser for `board`, which is none of ours to close. Fails the test on any breach of the page's own policy. */
export function browserFor(devices: string | null): Browser & { close(): Promise<void> } {
  let started: Chrome | null = null;
  const breaches: string[] = [];
  return {
    async open(link) {
      const { origin } = new URL(link);
      started ??= await launchChrome({ origin, granted: devices ? [UNO] : [], devices });
      const page = await started.context.newPage();
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) breaches.push(message.text());
      });
      page.on('pageerror', (error) => breaches.push(String(error)));
      await page.goto(link);
      return page;
    },
    context() {
      if (!started) throw new Error('Open a page first.');
      return started.context;
    },
    async close() {
      await started?.close();
      if (breaches.length > 0) throw new Error(`The page broke its policy or threw: ${breaches.join('\n')}`);
    },
  };
}

export const test = base.extend<Omit<Fixtures, 'browser'>>({
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
});
export { expect } from '@playwright/test';

/** How often the board was told to do `text`, and all it did. */
export const times = (board: FakeBoard<GiftwirePeer>, text: string): number =>
  board.peer.executed.filter((done) => done.text === text).length;
