/**
 * The virtual Uno's pin edges, out of the worker that runs it. What the page shows of them comes a frame later, and nothing
 * else in the product needs them one by one; so the measured page is built with one line more in the board worker.
 */
import path from 'node:path';
import type { Page, Worker } from '@playwright/test';
import { build, type Plugin } from 'vite';
import { LEVEL } from '#board/pins.ts';

const PAGE = path.join(import.meta.dirname, '..', '..', '.cache', 'bench', 'page-with-edges');
const ROUND_TRIPS = 50;

type Watched = { edges: number[] };

/** Keeps when each edge of `pin` was computed, by the worker's own clock. */
function tellEdges(pin: number): Plugin {
  const anchor = 'createVirtualBoard({';
  const keep = `onEdge(pin, level) {
    if (pin === ${pin} && (level === ${LEVEL.low} || level === ${LEVEL.high})) self.edges.push(performance.now());
  },`;
  return {
    name: 'tell-edges',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/src/board/worker.ts')) return null;
      if (!code.includes(anchor)) throw new Error(`${id} makes no virtual board.`);
      return `self.edges = [];\n${code.replace(anchor, `${anchor}\n${keep}`)}`;
    },
  };
}

/** @returns the folder of a page whose virtual board keeps the edges of `pin` */
export async function buildPageWithEdges(pin: number): Promise<string> {
  await build({
    logLevel: 'warn',
    build: { outDir: PAGE, emptyOutDir: true },
    worker: { plugins: () => [tellEdges(pin)] },
  });
  return PAGE;
}

export interface VirtualEdges {
  /** When the pin went high or low since the last call (ms, performance.now of this process). */
  takeEdges(): Promise<readonly number[]>;
  /** How far apart, at most, the browser's clock and this process's may be taken to run, ms. */
  readonly uncertaintyMs: number;
}

/** Finds the worker of a page out of `buildPageWithEdges` and sets its clock beside this process's. */
export async function findVirtualEdges(page: Page): Promise<VirtualEdges> {
  const worker = await boardWorker(page);
  // Each round trip holds the worker's reading between two of ours; all of them together hold it closely.
  let atLeast = -Infinity;
  let atMost = Infinity;
  for (let trip = 0; trip < ROUND_TRIPS; trip++) {
    const before = performance.now();
    const there = await worker.evaluate(() => performance.now());
    atLeast = Math.max(atLeast, before - there);
    atMost = Math.min(atMost, performance.now() - there);
  }
  const ahead = (atLeast + atMost) / 2;
  return {
    takeEdges: async () =>
      (await worker.evaluate(() => (self as unknown as Watched).edges.splice(0))).map((at) => ahead + at),
    // The browser rounds its clock, so that the two may even cross by a little.
    uncertaintyMs: Math.abs(atMost - atLeast) / 2,
  };
}

async function boardWorker(page: Page): Promise<Worker> {
  for (const worker of page.workers()) if (await worker.evaluate(() => 'edges' in self)) return worker;
  throw new Error('The page has no board worker.');
}
