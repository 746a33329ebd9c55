/**
 * What is remembered between visits: the page's settings as one row, and the mute of EMERGENCY STOP as another,
 * since two threads write them. Does not know what the settings mean.
 */
import type { StoredSettings } from '#rpc/storage.ts';
import type { Database } from './db.ts';

const SETTINGS = 'settings';
const MUTED = 'muted';

export async function loadSettings(db: Database): Promise<StoredSettings> {
  return ((await db.settings.get(SETTINGS))?.value ?? {}) as StoredSettings;
}

export async function saveSettings(db: Database, value: StoredSettings): Promise<void> {
  await db.settings.put({ key: SETTINGS, value });
}

export async function readMuted(db: Database): Promise<boolean> {
  return (await db.settings.get(MUTED))?.value === true;
}

export async function saveMuted(db: Database, muted: boolean): Promise<void> {
  await db.settings.put({ key: MUTED, value: muted });
}
