/**
 * Pictures of every screen × theme × language × size, into test-results/screens: for people to look at.
 * Run by hand after a build: node --import tsx tests/e2e/screens.ts
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { browserFor } from './browser.ts';
import { live, skipFirstRun } from './screen.ts';
import { createScriptedRelay } from './scripted-relay.ts';
import { fillRoom, LANGUAGES, ROUTES, setLook, THEMES, visit } from './visits.ts';

const SIZES = [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
];
const OUT = path.join(import.meta.dirname, '..', '..', 'test-results', 'screens');

mkdirSync(OUT, { recursive: true });
const relay = await createScriptedRelay();
const chrome = browserFor(null);
const page = await chrome.open(relay.startLink);
await live.badge(page).waitFor();
const shoot = (name: string): Promise<Buffer> => page.screenshot({ path: path.join(OUT, `${name}.png`) });
await shoot('first-run');
await skipFirstRun(page);
await fillRoom(page, relay);
for (const language of LANGUAGES)
  for (const theme of THEMES) {
    await setLook(page, theme, language);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      for (const route of ROUTES) {
        await visit(page, route);
        await shoot(`${route}-${theme}-${language}-${size.width}`);
      }
    }
  }
await chrome.close();
await relay.close();
console.log(`Pictures in ${OUT}`);
