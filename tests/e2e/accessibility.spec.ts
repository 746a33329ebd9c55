/** axe on every screen, in both themes, with data in it; and on what opens within them. */
import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';
import { browserFor } from './browser.ts';
import { expect, test } from './fixtures.ts';
import { rose } from './happenings.ts';
import { boardScreen, live, skipFirstRun } from './screen.ts';
import { fillRoom, ROUTES, setLook, THEMES, visit } from './visits.ts';

/** axe weighs every colour of a full Live screen: a dozen looks take a slow machine most of a minute. */
test.setTimeout(120_000);

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe objects to, in few words: rule, how often, and the first place. */
async function objections(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  return violations.map(({ id, help, nodes }) => `${id} ×${nodes.length}: ${help} — ${nodes[0]?.html}`);
}

/** The browser's chooser stays open for ever: nobody can answer it here. */
const neverChoose = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Serial.prototype.requestPort = () => new Promise(() => undefined);
  });

for (const theme of THEMES)
  test(`every screen is accessible, ${theme}`, async ({ relay }) => {
    const chrome = browserFor(null);
    try {
      const page = await chrome.open(relay.startLink);
      await expect(live.badge(page)).toHaveText('LIVE');
      await setLook(page, theme, 'en');
      await visit(page, 'live');
      const found: string[] = [];
      const look = async (where: string) =>
        found.push(...(await objections(page)).map((objection) => `${where}: ${objection}`));
      await page.getByRole('dialog').waitFor();
      await look('first run');
      await skipFirstRun(page);
      await fillRoom(page, relay);
      for (const route of ROUTES) {
        await visit(page, route);
        await look(route);
      }
      await visit(page, 'rules');
      await page.getByRole('button', { name: /^Edit/ }).first().click();
      await look('rule editor');
      await visit(page, 'what-if');
      await page.getByRole('button', { name: 'Calculate' }).click();
      await page.getByRole('heading', { name: 'What would have happened' }).waitFor();
      await look('what-if, answered');
      await neverChoose(page);
      await page.evaluate(() => void (location.hash = '#/board/prepare'));
      await boardScreen.pin(page, 9).click();
      await page.getByRole('button', { name: 'Prepare my Arduino…' }).click();
      await page.getByRole('progressbar', { name: 'Choose the port' }).waitFor();
      await look('board, one being prepared');
      await visit(page, 'live');
      await live.stopButton(page).click();
      await live.release(page).waitFor();
      relay.send('gift', rose('muted', 1));
      await page.getByRole('region', { name: 'Owed' }).waitFor();
      await look('live, stopped');
      expect(found).toEqual([]);
    } finally {
      await chrome.close();
    }
  });
