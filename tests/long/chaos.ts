/**
 * Everything goes wrong, again and again, in a real browser: the socket dies, the cable is pulled, replies are lost, the
 * tab is reloaded. Each Rose acts at most once; what did not act is in the record as owed or unknown.
 */
import type { Page } from '@playwright/test';
import { createGiftwirePeer } from '../serial-bench/giftwire-peer.ts';
import { createFakeBoard } from '../serial-bench/fake-board.ts';
import type { Figure } from '../bench/figure.ts';
import { sleep, until } from '../bench/stage.ts';
import { browserFor } from '../e2e/browser.ts';
import { rose } from '../e2e/happenings.ts';
import { createScriptedRelay } from '../e2e/scripted-relay.ts';
import { live, READY, storedEntries } from '../e2e/screen.ts';

const COMMAND = 'PULSE 13 200';
/** A pulse and its gap take 260 ms: slower than this and the lane never empties. */
const ROSE_EVERY_MS = 600;
const TROUBLE_EVERY_MS = 4_000;

interface StoredAction {
  readonly id: string;
  readonly results: readonly { readonly outcome: string }[];
  readonly unstarted: Readonly<Record<string, number>>;
  readonly owedReason: string | null;
}

/** How often each outcome is the last word of the record on a command or run; owed ones by their reason. */
async function outcomes(page: Page): Promise<Record<string, number>> {
  const latest = new Map<string, StoredAction>();
  for (const entry of await storedEntries(page))
    if (entry.type === 'action') {
      const action = entry['action'] as StoredAction;
      latest.set(action.id, action);
    }
  const counts: Record<string, number> = {};
  const add = (name: string, count: number): void => void (counts[name] = (counts[name] ?? 0) + count);
  for (const { results, unstarted, owedReason } of latest.values()) {
    for (const { outcome } of results) add(outcome, 1);
    for (const [outcome, count] of Object.entries(unstarted))
      add(outcome === 'owed' ? `owed: ${owedReason}` : outcome, count);
  }
  return counts;
}

export async function chaos(minutes: number): Promise<Figure[]> {
  const relay = await createScriptedRelay();
  const peer = createGiftwirePeer();
  const board = createFakeBoard(peer);
  const chrome = browserFor(board.ports.directory);
  try {
    const page = await chrome.open(relay.startLink);
    await live.boardChip(page, READY).waitFor();
    const troubles: readonly (() => Promise<void>)[] = [
      async () => relay.cut(),
      async () => {
        board.unplug();
        await sleep(1_500);
        board.plug();
      },
      async () => {
        peer.mute = true;
        await sleep(300);
        peer.mute = false;
      },
      async () => void (await page.reload()),
    ];
    const end = performance.now() + minutes * 60_000;
    let sent = 0;
    const sender = setInterval(() => relay.send('gift', rose(`chaos-${sent++}`, 1)), ROSE_EVERY_MS);
    for (let round = 0; performance.now() < end; round++) {
      await sleep(TROUBLE_EVERY_MS);
      await troubles[round % troubles.length]?.();
    }
    clearInterval(sender);
    await live.boardChip(page, READY).waitFor();
    let counts = await outcomes(page);
    const settled = (): number =>
      Object.values(counts).reduce((sum, count) => sum + count, 0) - (counts['waiting'] ?? 0);
    const deadline = performance.now() + 60_000;
    // What is owed since the board was away fires by itself now that it is back.
    const isOver = (): boolean => settled() >= sent && !counts['owed: board-away'];
    while (!isOver() && performance.now() < deadline) {
      await sleep(500);
      counts = await outcomes(page);
    }
    const executed = peer.executed.filter((done) => done.text === COMMAND).length;
    const told = `${sent} sent, ${executed} executed, in the record ${JSON.stringify(counts)}`;
    if (settled() !== sent) throw new Error(`The record does not account for every Rose: ${told}`);
    // After a reload nobody knows what the old page still sent: such a Rose is offered by hand, never fired again.
    const doubtful = (counts['unknown'] ?? 0) + (counts['owed: unknown'] ?? 0);
    const surely = counts['acked'] ?? 0;
    if (executed < surely || executed > surely + doubtful) throw new Error(`The board disagrees: ${told}`);
    const late = counts['owed: board-away'] ?? 0;
    if (late > 0) throw new Error(`The board is back, and ${late} owed Roses did not fire: ${told}`);
    await until('No watchdog cut', () => peer.watchdogCuts === 0, 1);
    console.log(`    ${told}`);
    return [];
  } finally {
    await chrome.close();
    board.close();
    await relay.close();
  }
}
