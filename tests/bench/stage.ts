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

export interface Stage<P extends Peer> {
  readonly relay: ScriptedRelay;
  readonly board: FakeBoard<P>;
  readonly page: Page;
  /** Ends the browser alone. */
  closeChrome(): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions<P extends Peer> {
  readonly peer: P;
  /** What each comment "go" does. */
  readonly step: Step;
  readonly dialect: Profile['dialect'];
  /** What the page is told. */
  readonly baudRate: number;
  /** What the line really carries; null: as fast as the machine. */
  readonly lineBaud: number | null;
  readonly chrome?: Partial<ChromeOptions>;
}

const profileOf = ({ step, dialect, baudRate }: StageOptions<Peer>): Profile => ({
  ...starterProfile(),
  name: 'Benchmark',
  dialect,
  baudRate,
  rules: [
    {
      ...newRule('go', 'Go'),
      trigger: { on: 'chat', words: ['go'], match: 'exact' },
      effect: { steps: [step], times: { per: 'unit' }, whenBusy: 'queue' },
    },
  ],
});

/** The event every benchmark sends. */
export const go = (): ReturnType<typeof chat> => chat('go');

/** Resolves when the session is live and the board answers. */
export async function openStage<P extends Peer>(options: StageOptions<P>): Promise<Stage<P>> {
  const relay = await createScriptedRelay();
  const board = createFakeBoard(options.peer, { baud: options.lineBaud });
  const chrome = await launchChrome({
    origin: relay.origin,
    granted: [UNO],
    devices: board.ports.directory,
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
    board,
    page,
    closeChrome: chrome.close,
    async close() {
      await chrome.close();
      board.close();
      await relay.close();
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
