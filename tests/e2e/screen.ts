/** Giftwire's page by what a person sees and hears of it, and its record as it lies in the browser. Knows no board and no relay. */
import type { Locator, Page } from '@playwright/test';
import type { Profile } from '#domain/rule.ts';

/** Rose in the profile of a first visit. */
export const ROSE_COMMAND = 'PULSE 13 200';

/** The Live screen by what a person sees and hears of it. */
export const live = {
  badge: (page: Page): Locator => page.getByRole('banner').locator('.badge'),
  boardChip: (page: Page, state: RegExp): Locator => page.getByRole('banner').getByRole('button', { name: state }),
  actions: (page: Page): Locator => page.getByRole('region', { name: 'Actions' }).locator('tbody').getByRole('row'),
  events: (page: Page): Locator => page.getByRole('region', { name: 'Events' }).getByRole('listitem'),
  stopButton: (page: Page): Locator => page.getByRole('button', { name: 'EMERGENCY STOP' }),
  release: (page: Page): Locator => page.getByRole('button', { name: 'Release' }),
  /** The drawn board, by what a screen reader is told that its pins do. */
  drawing: (page: Page, says: RegExp): Locator => page.getByRole('img', { name: says }),
};
export const READY = /ready|ack (p99|max)/;

/** The Board screen, the same way. */
export const boardScreen = {
  state: (page: Page): Locator => page.locator('#board-says'),
  /** A pin of the drawing, whatever it does. */
  pin: (page: Page, pin: number): Locator => page.locator(`svg [data-pin="${pin}"]`),
  /** What the virtual board has besides its pins. */
  controls: (page: Page): Locator => page.getByRole('group', { name: 'Its buttons and its cable' }),
  counted: (page: Page, what: string): Locator =>
    page.locator('dl > div', { has: page.locator('dt').getByText(what, { exact: true }) }).locator('dd'),
};

/** Puts the first-run card away, as a person would: it covers a corner of the screen. */
export async function skipFirstRun(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Skip' }).click();
}

/** Loads a profile the way a person does. Leaves the Rules screen open. */
export async function importProfile(page: Page, profile: Profile): Promise<void> {
  await page.getByRole('link', { name: 'Rules' }).click();
  const file = { name: 'profile.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(profile)) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByText('Imported “profile.json”').waitFor();
}

/** Everything in one table of the record. */
const storedRows = (page: Page, table: string): Promise<unknown[]> =>
  page.evaluate(
    (name) =>
      new Promise<unknown[]>((resolve, reject) => {
        const opening = indexedDB.open('giftwire');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction(name).objectStore(name).getAll();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result);
          };
        };
      }),
    table,
  );

interface StoredEntry {
  readonly type: string;
  readonly [key: string]: unknown;
}
/** The log as it lies in IndexedDB now, oldest first. */
export async function storedEntries(page: Page): Promise<StoredEntry[]> {
  const chunks = (await storedRows(page, 'chunks')) as { readonly entries: readonly StoredEntry[] }[];
  return chunks.flatMap((chunk) => chunk.entries);
}
