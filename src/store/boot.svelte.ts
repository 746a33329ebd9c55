/**
 * Brings the page to life in order: settings, source, live worker, record. Knows no screen.
 * Whatever fails is shown as a fault, and the page goes on with what there is.
 */
import { transfer } from 'comlink';
import type { StoredSettings } from '#rpc/storage.ts';
import { forgetLink, parseDeepLink } from './deep-link.ts';
import { reportError, reportFault, showFault } from './faults.svelte.ts';
import { applyTheme, mirrorFirstPaint } from './first-paint.ts';
import { hasGrantedBoard } from './grant.ts';
import { live, subscribe } from './live.svelte.ts';
import { findRelay } from './relay-address.ts';
import { answerWithoutRecord } from './no-record.ts';
import { becomeOwner } from './ownership.ts';
import { guardRealBoard } from './self-started.svelte.ts';
import { holdLock } from './session-lock.ts';
import { adopt, keepSaved, relayFound, relayUrl, settings, settleSettings, sourceInUse } from './settings.svelte.ts';
import { useLanguage } from './text.svelte.ts';
import { noteUnstored, unstoredUntil } from './unstored.ts';
import { followVirtualBoard } from './virtual-board.svelte.ts';
import { layCable, workers } from './workers.ts';

/** Whether the record answers at all; a fault of the database is the record's own to report. */
async function openRecord(): Promise<boolean> {
  const { storage, storageFailed } = workers();
  try {
    const opened = await Promise.race([storage.open(), storageFailed]);
    if (opened === 'failed') return false;
    if (opened) showFault(opened);
    return true;
  } catch (error) {
    reportError('storage-failed', error);
    return false;
  }
}

/** Takes over what is stored and keeps what changes from then on, but never over a record that could not be read. */
async function readSettings(recordAnswers: boolean): Promise<void> {
  let stored: StoredSettings | null = null;
  try {
    if (recordAnswers) stored = await workers().storage.loadSettings();
  } catch (error) {
    reportError('storage-failed', error);
  }
  adopt(stored ?? {});
  if (stored) keepSaved();
}

/** A link is a choice like any other: it is kept. Returns whether it asks to start. */
function followLink(search: string): boolean {
  const link = parseDeepLink(search, relayUrl());
  if (link) settings.source = link.source;
  else if (new URLSearchParams(search).has('source')) reportFault('deep-link-unusable', search);
  return link?.start ?? false;
}

/** What was stored and what the address says, weighed. */
async function readChoices(): Promise<{ recordAnswers: boolean; untouched: boolean; linkStarts: boolean }> {
  const recordAnswers = await openRecord();
  await readSettings(recordAnswers);
  const stored = settings.source;
  const linkStarts = followLink(location.search);
  settleSettings();
  return { recordAnswers, untouched: stored === null && settings.source === null, linkStarts };
}

async function connectJournal(recordAnswers: boolean): Promise<MessagePort> {
  const { port1, port2 } = new MessageChannel();
  if (!recordAnswers) {
    answerWithoutRecord(port1);
    return port2;
  }
  try {
    await workers().storage.attachJournal(transfer(port1, [port1]));
  } catch (error) {
    reportError('storage-failed', error);
  }
  return port2;
}

/** Carries each later change of a setting to where it has its effect. The first run of each is the state set up. */
function followSettings(): void {
  const running = $derived(live.running);
  const later = (read: () => unknown, act: () => void) => {
    // Compared by content: another source ends a session, so the same one said again must not.
    let known: string | null = null;
    $effect(() => {
      const content = JSON.stringify(read());
      if (known !== null && known !== content) act();
      known = content;
    });
  };
  $effect(() => applyTheme(settings.theme));
  $effect(() => mirrorFirstPaint({ theme: settings.theme, language: settings.language }));
  $effect(() => {
    useLanguage(settings.language).catch((error: unknown) => reportError('update-failed', error));
  });
  later(sourceInUse, () => live.tell('setSource', sourceInUse()));
  later(() => settings.source, forgetLink);
  later(
    () => settings.profile,
    () => live.tell('setProfile', settings.profile),
  );
  later(
    () => settings.board,
    () => live.tell('chooseBoard', settings.board),
  );
  $effect(() => (running ? holdLock() : undefined));
  $effect(() => {
    if (live.snapshot) noteUnstored(live.snapshot);
  });
  // The board's watchdog would do it too, seconds later; somebody else's sketch has none.
  addEventListener('pagehide', () => live.tell('pageClosing'));
}

/** Call once, after the first paint. */
export async function boot(): Promise<void> {
  const [relay, granted, { recordAnswers, untouched, linkStarts }, alone] = await Promise.all([
    findRelay(location.href),
    hasGrantedBoard(),
    readChoices(),
    becomeOwner(),
  ]);
  relayFound(relay);
  if (granted) settings.realBoardKnown = true;
  // Opening a page never moves real things unasked: the demo alone starts itself, and only on the virtual one.
  const autoStart = linkStarts || (untouched && !settings.realBoardKnown);
  const journal = await connectJournal(recordAnswers);
  try {
    const { profile, board } = $state.snapshot({ profile: settings.profile, board: settings.board });
    if (!alone) reportFault('running-elsewhere');
    const setup = { profile, source: sourceInUse(), board, autoStart, alone, unstoredUntil: unstoredUntil() };
    const cable = layCable();
    await workers().live.setUp(setup, transfer(journal, [journal]), transfer(cable, [cable]));
    await subscribe();
  } catch (error) {
    reportError('worker-failed', error);
  }
  $effect.root(() => {
    followSettings();
    followVirtualBoard();
    if (!linkStarts) guardRealBoard();
  });
}
