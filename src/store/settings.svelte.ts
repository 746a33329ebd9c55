/**
 * What the page remembers between visits, with its defaults. Saved a moment after the last change.
 * Knows no screen; does not read the address (boot.ts weighs a deep link against what is stored here).
 */
import { BOARD_MODELS } from '#domain/board-model.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import type { Profile } from '#domain/rule.ts';
import type { SourceKind } from '#domain/session.ts';
import type { BoardChoice, SourceConfig } from '#rpc/live.ts';
import type { StoredSettings } from '#rpc/storage.ts';
import { reportError, showFault } from './faults.svelte.ts';
import { isLanguage, isTheme, readFirstPaint, type Theme } from './first-paint.ts';
import type { Language } from './format.ts';
import { t } from './text.svelte.ts';
import { loopbackRelay } from './relay-address.ts';
import { workers } from './workers.ts';

const first = readFirstPaint();

class Settings {
  language = $state<Language>(first.language);
  theme = $state<Theme>(first.theme);
  /** null: no source was ever chosen. */
  source = $state.raw<SourceConfig | null>(null);
  /** Typed by a person; null: the relay that served the page, if any. */
  relayUrl = $state<string | null>(null);
  board = $state.raw<BoardChoice>({ kind: 'auto' });
  /** Replaced whole by the Rules and Board screens. */
  profile = $state.raw<Profile>(starterProfile());
  firstRunDone = $state(false);
  /** A real board was granted once, here. It may be plugged in any moment, so nothing may start unasked. */
  realBoardKnown = $state(false);
}

export const settings = new Settings();

let settled = $state(false);
/** Stored settings and the address have been weighed. Before that no form may copy a setting. */
export const settingsSettled = (): boolean => settled;
export const settleSettings = (): void => void (settled = true);

/** The relay that served this page, found at boot; not stored, since another host may serve the page tomorrow. */
let foundRelay = $state<string | null>(null);
export const relayFound = (url: string | null): void => void (foundRelay = url);
export const detectedRelay = (): string | null => foundRelay;
/** Where a relay is to be reached: what a person typed, else what was found. */
export const relayUrl = (): string | null => settings.relayUrl ?? foundRelay;

/**
 * A page on this machine's own address came from a relay, also when it answers only later (the service worker opened the
 * page first, or the relay is being restarted): sources that need one wait for it there. The demo does without.
 */
function relayFor(kind: SourceKind): string | null {
  if (kind === 'tikfinity') return null;
  return relayUrl() ?? (kind === 'demo' ? null : loopbackRelay(location.href));
}

const DEMO: SourceConfig = { kind: 'demo', room: '', relayUrl: null };
/** The source to use now: the chosen one, else the demo, by the relay of today. */
export function sourceInUse(): SourceConfig {
  const source = settings.source ?? DEMO;
  return { ...source, relayUrl: relayFor(source.kind) };
}

/** The room a session of this source has, as the live worker names it. */
export function roomInUse(): string {
  const { kind, room, file } = sourceInUse();
  return `${kind}:${room.toLowerCase() || (file ?? '')}`;
}

const KINDS: readonly SourceKind[] = ['demo', 'tiktok', 'replay', 'tikfinity'];
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isSource = (value: unknown): value is SourceConfig =>
  isObject(value) && KINDS.includes(value['kind'] as SourceKind) && typeof value['room'] === 'string';
function readBoard(value: unknown): BoardChoice | null {
  if (!isObject(value)) return null;
  const { kind, model } = value;
  // What version 0.1 stored: a board that was only imitated.
  if (kind === 'practice') return { kind: 'virtual', model: 'uno' };
  if (kind === 'virtual') return Object.hasOwn(BOARD_MODELS, String(model)) ? (value as BoardChoice) : null;
  return kind === 'auto' || kind === 'serial' ? (value as BoardChoice) : null;
}

/** Takes over what was stored; a field that is missing or of an older shape keeps its default. */
export function adopt(stored: StoredSettings): void {
  const { language, theme, source, relayUrl: typed, board, profile, firstRunDone, realBoardKnown } = stored;
  if (isLanguage(language)) settings.language = language;
  if (isTheme(theme)) settings.theme = theme;
  if (isSource(source)) settings.source = source;
  if (typeof typed === 'string') settings.relayUrl = typed;
  settings.board = readBoard(board) ?? settings.board;
  settings.profile = profile ?? starterProfile(t().common.starter);
  if (typeof firstRunDone === 'boolean') settings.firstRunDone = firstRunDone;
  settings.realBoardKnown = realBoardKnown === true || settings.board.kind === 'serial';
}

const toStore = (): StoredSettings => ({
  language: settings.language,
  theme: settings.theme,
  source: settings.source,
  relayUrl: settings.relayUrl,
  board: settings.board,
  firstRunDone: settings.firstRunDone,
  realBoardKnown: settings.realBoardKnown,
  profile: settings.profile,
});

async function save(stored: StoredSettings): Promise<void> {
  try {
    const fault = await workers().storage.saveSettings(stored);
    if (fault) showFault(fault);
  } catch (error) {
    reportError('storage-failed', error);
  }
}

/** Saves every later change at once: a page may be left any moment. Call once stored settings are adopted, or defaults would overwrite them. */
export function keepSaved(): () => void {
  let known = JSON.stringify(toStore());
  let latest: StoredSettings | null = null;
  let saving = false;

  // One at a time, and of those that gather meanwhile only the last: it holds everything.
  async function drain(): Promise<void> {
    if (saving) return;
    saving = true;
    while (latest) {
      const next = latest;
      latest = null;
      await save(next);
    }
    saving = false;
  }
  return $effect.root(() => {
    $effect(() => {
      const next = $state.snapshot(toStore()) as StoredSettings;
      // By content: what changed before this first ran, such as a link's source, is a change too.
      const content = JSON.stringify(next);
      if (content === known) return;
      known = content;
      latest = next;
      void drain();
    });
  });
}
