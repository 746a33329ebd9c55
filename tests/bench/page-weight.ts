/** What a first visit loads: JavaScript asked for until the Live screen stands, workers included, as gzip sends it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { createScriptedRelay } from '../e2e/scripted-relay.ts';
import { live } from '../e2e/screen.ts';
import { launchChrome } from '../serial-bench/chrome.ts';
import { figure, type Figure } from './figure.ts';
import { sleep } from './stage.ts';

const DIST = path.join(import.meta.dirname, '..', '..', 'dist');
/** Longer than anything the page loads by itself takes. */
const QUIET_MS = 2_000;

export async function pageWeight(): Promise<Figure[]> {
  const relay = await createScriptedRelay();
  // The service worker fetches everything there is, for later: that is not what a visit waits for.
  const chrome = await launchChrome({ origin: relay.origin, granted: [], devices: null, serviceWorkers: 'block' });
  try {
    const page = await chrome.context.newPage();
    await page.goto(relay.origin);
    await live.badge(page).waitFor();
    await sleep(QUIET_MS);
    const scripts = [...new Set(relay.requested)].filter((asked) => asked.endsWith('.js'));
    const sizes = scripts.map((asked) => gzipSync(readFileSync(path.join(DIST, asked)), { level: 9 }).length / 1_000);
    const parts = scripts.map((asked, index) => `${path.basename(asked)} ${sizes[index]?.toFixed(1)}`);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    return [figure('page: JavaScript of a first visit, gzip', 'kB', total, parts.join(', '))];
  } finally {
    await chrome.close();
    await relay.close();
  }
}
