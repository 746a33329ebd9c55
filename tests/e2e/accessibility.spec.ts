/** axe on every screen, in both themes, with data in it; and the first-run card and a rule being edited. */
import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';
import { browserFor } from './browser.ts';
import { expect, test } from './fixtures.ts';
import { rose } from './happenings.ts';
import { live, skipFirstRun } from './screen.ts';
import { fillRoom, ROUTES, setLook, THEMES, visit } from './visits.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe objects to, in few words: rule, how often, and the first place. */
async function objections(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  return violations.map(({ id, help, nodes }) => `${id} ×${nodes.length}: ${help} — ${nodes[0]?.html}`);
}

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
