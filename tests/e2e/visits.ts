/** Every screen with real amounts of data in it, in both themes and languages: for those who look, and for axe. */
import type { Page } from '@playwright/test';
import { createBusyRoom } from '../bench/busy-room.ts';
import { chat } from './happenings.ts';
import type { ScriptedRelay } from './scripted-relay.ts';

export const ROUTES = ['live', 'rules', 'board', 'history', 'settings', 'what-if'] as const;
export const THEMES = ['dark', 'light'] as const;
export const LANGUAGES = ['en', 'id'] as const;
export type Theme = (typeof THEMES)[number];
export type Language = (typeof LANGUAGES)[number];

const EVENTS = 2_000;
const PER_FRAME = 50;

/** A busy quarter of an hour, at once. Resolves when the page shows it. */
export async function fillRoom(page: Page, relay: ScriptedRelay): Promise<void> {
  const room = createBusyRoom(400);
  for (let sent = 0; sent < EVENTS; sent += PER_FRAME)
    relay.sendTogether(room.next(PER_FRAME).map(({ event, data }) => [event, data] as const));
  relay.send('chat', chat('The very last comment'));
  await page.getByText('The very last comment').first().waitFor();
}

/** Chooses language and theme as a person does: in Settings. */
export async function setLook(page: Page, theme: Theme, language: Language): Promise<void> {
  await visit(page, 'settings');
  for (const value of [theme, language]) await page.locator(`select:has(option[value="${value}"])`).selectOption(value);
  await page.locator(`html[data-theme="${theme}"][lang="${language}"]`).waitFor();
}

/** Goes to a screen by its address and waits until it stands. */
export async function visit(page: Page, route: (typeof ROUTES)[number]): Promise<void> {
  await page.evaluate((to) => void (location.hash = `#/${to}`), route);
  await page.locator(`main.${route}`).waitFor();
  await page.locator('main h1, main h2').first().waitFor();
}
