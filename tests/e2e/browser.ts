/** A browser for one test: granted the board, and watched for breaches of the page's own policy. Knows no runner. */
import type { BrowserContext, Page } from '@playwright/test';
import { launchChrome, type Chrome } from '../serial-bench/chrome.ts';
import { UNO } from '../serial-bench/fake-port.ts';

export interface Browser {
  /** Opens `link` in a browser that was granted the board at `link`'s origin. One origin per test. */
  open(link: string): Promise<Page>;
  context(): BrowserContext;
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
