/** What the benchmarks in a browser stand on: a scripted LIVE, a board on a pty and the started page, with one rule. */
import type { Page } from '@playwright/test';
import { newRule } from '#domain/rule-defaults.ts';
import type { Profile, Step } from '#domain/rule.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import { chat } from '../e2e/happenings.ts';
import { createScriptedRelay, type ScriptedRelay } from '../e2e/scripted-relay.ts';
import { importProfile, live, READY } from '../e2e/screen.ts';
import { launchChrome, type ChromeOptions } from '../serial-bench/chrome.ts';
import { createFakeBoard, type FakeBoard } from '../serial-bench/fake-board.ts';
import { UNO } from '../serial-bench/fake-port.ts';
import type { Peer } from '../serial-bench/peer.ts';

export interface LivePage {
  readonly relay: ScriptedRelay;
  readonly page: Page;
  /** Ends the browser alone. */
  closeChrome(): Promise<void>;
  close(): Promise<void>;
}
export interface Stage<P extends Peer> extends LivePage {
  readonly board: FakeBoard<P>;
}

interface PageOptions {
  /** What a comment of this word alone does. */
  readonly words: Readonly<Record<string, Step>>;
  readonly dialect: Profile['dialect'];
  /** What the page is told. */
  readonly baudRate: number;
  /** Directory of fake devices; null: no serial device, so the virtual board. */
  readonly devices: string | null;
  /** The built page, where it is not the usual one. */
  readonly pageFolder?: string;
  readonly chrome?: Partial<ChromeOptions>;
}
export interface StageOptions<P extends Peer> extends Omit<PageOptions, 'words' | 'devices'> {
  readonly peer: P;
  /** What each comment "go" does. */
  readonly step: Step;
  /** What the line really carries; null: as fast as the machine. */
  readonly lineBaud: number | null;
}

const profileOf = ({ words, dialect, baudRate }: PageOptions): Profile => ({
  ...starterProfile(),
  name: 'Benchmark',
  dialect,
  baudRate,
  rules: Object.entries(words).map(([word, step]) => ({
    ...newRule(word, word),
    trigger: { on: 'chat', words: [word], match: 'exact' },
    effect: { steps: [step], times: { per: 'unit' }, whenBusy: 'queue' },
  })),
});

/** The event that most benchmarks send. */
export const go = (): ReturnType<typeof chat> => chat('go');

/** Resolves when the session is live and the board answers. */
export async function openLivePage(options: PageOptions): Promise<LivePage> {
  const relay = await createScriptedRelay(options.pageFolder);
  const chrome = await launchChrome({
    origin: relay.origin,
    granted: options.devices ? [UNO] : [],
    devices: options.devices,
    ...options.chrome,
  });
  const page = await chrome.context.newPage();
  await page.goto(relay.origin);
  await importProfile(page, profileOf(options));
  await page.goto(relay.startLink);
  await live.boardChip(page, READY).waitFor();
  await page.locator('.badge.live').waitFor();
  return {
    relay,
    page,
    closeChrome: chrome.close,
    async close() {
      await chrome.close();
      await relay.close();
    },
  };
}

/** The same with a board on a pty that this process plays. */
export async function openStage<P extends Peer>({ peer, step, lineBaud, ...rest }: StageOptions<P>): Promise<Stage<P>> {
  const board = createFakeBoard(peer, { baud: lineBaud });
  const livePage = await openLivePage({ ...rest, words: { go: step }, devices: board.ports.directory });
  return {
    ...livePage,
    board,
    async close() {
      await livePage.closeChrome();
      board.close();
      await livePage.relay.close();
    },
  };
}

export const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Waits until `done()`; throws after `limitMs`, saying `what` did not happen. */
export async function until(what: string, done: () => boolean, limitMs = 60_000): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!done()) {
    if (performance.now() > deadline) throw new Error(`${what}: not within ${limitMs} ms.`);
    await sleep(5);
  }
}
