/**
 * The whole path: from the source's send of an event to the edge at the board's pin, at 115200 baud. On a real port with an
 * emulated Uno behind it, on the virtual Uno in the page, and, beside them, by the script a streamer would write by hand.
 */
import { loadavg } from 'node:os';
import type { Page } from '@playwright/test';
import type { Step } from '#domain/rule.ts';
import { chat } from '../e2e/happenings.ts';
import { createScriptedRelay, type ScriptedRelay } from '../e2e/scripted-relay.ts';
import { blockPage } from './blocked.ts';
import { figure, percentile, type Figure } from './figure.ts';
import { runHandWritten } from './hand-written.ts';
import { sendJittered } from './jittered.ts';
import { openLivePage, sleep } from './stage.ts';
import { WATCHED_PIN } from './uno-words.ts';
import { powerUno } from './uno.ts';
import { buildPageWithEdges, findVirtualEdges } from './virtual-edges.ts';

const BAUD = 115_200;
const PER_SECOND = 50;
const ROUNDS = 3;
const ROUND_S = 60;
const WARM_UP = 500;
const LATEST_MS = 10_000;
const PARTS = [0.5, 0.95, 0.99, 1];

type TakeEdges = () => Promise<readonly number[]>;
interface Measured {
  readonly rounds: readonly (readonly number[])[];
  /** The computer's load, one-minute average, while it was measured. */
  readonly load: number;
}
type Load = 'page idle' | 'page blocked 500 of every 1000 ms';

const set = (on: boolean): Step => ({ do: 'command', command: { verb: 'SET', pin: WATCHED_PIN, on } });
const PROFILE = {
  words: { on: set(true), off: set(false) },
  dialect: 'giftwire',
  baudRate: BAUD,
} as const;

/** Turns the pin on and off in turn. @returns ms from each event's send to its edge */
async function round(relay: ScriptedRelay, takeEdges: TakeEdges, count: number): Promise<number[]> {
  await takeEdges();
  let number = 0;
  const sent = await sendJittered(count, PER_SECOND, () => relay.send('chat', chat(number++ % 2 ? 'off' : 'on')));
  const edges: number[] = [];
  for (const end = performance.now() + LATEST_MS; edges.length < count && performance.now() < end; await sleep(50))
    edges.push(...(await takeEdges()));
  if (edges.length !== count) throw new Error(`${edges.length} edges of ${count} events.`);
  return sent.map((at, index) => (edges[index] as number) - at);
}

const warmUp = (relay: ScriptedRelay, takeEdges: TakeEdges): Promise<number[]> => round(relay, takeEdges, WARM_UP);

async function measure(relay: ScriptedRelay, takeEdges: TakeEdges): Promise<Measured> {
  const rounds: number[][] = [];
  for (let n = 0; n < ROUNDS; n++) rounds.push(await round(relay, takeEdges, ROUND_S * PER_SECOND));
  return { rounds, load: loadavg()[0] as number };
}

async function bothLoads(relay: ScriptedRelay, page: Page, takeEdges: TakeEdges): Promise<Record<Load, Measured>> {
  await warmUp(relay, takeEdges);
  const idle = await measure(relay, takeEdges);
  await blockPage(page);
  return { 'page idle': idle, 'page blocked 500 of every 1000 ms': await measure(relay, takeEdges) };
}

async function handWritten(): Promise<Measured> {
  const uno = await powerUno();
  const relay = await createScriptedRelay();
  let end: () => void = () => undefined;
  try {
    const lines = { on: `LED9 ON\n`, off: `LED9 OFF\n` };
    end = await runHandWritten(relay, { port: uno.path, baudRate: BAUD, lines });
    await warmUp(relay, uno.takeEdges);
    return await measure(relay, uno.takeEdges);
  } finally {
    end();
    await relay.close();
    uno.close();
  }
}

async function realPort(): Promise<Record<Load, Measured>> {
  const uno = await powerUno();
  try {
    const { relay, page, close } = await openLivePage({ ...PROFILE, devices: uno.devices });
    try {
      return await bothLoads(relay, page, uno.takeEdges);
    } finally {
      await close();
    }
  } finally {
    uno.close();
  }
}

async function virtualUno(): Promise<Record<Load, Measured> & { uncertaintyMs: number }> {
  const pageFolder = await buildPageWithEdges(WATCHED_PIN);
  const { relay, page, close } = await openLivePage({ ...PROFILE, devices: null, pageFolder });
  try {
    const { takeEdges, uncertaintyMs } = await findVirtualEdges(page);
    return { ...(await bothLoads(relay, page, takeEdges)), uncertaintyMs };
  } finally {
    await close();
  }
}

function rows(name: string, { rounds, load }: Measured, conditions: string, baseline: Measured | null): Figure[] {
  const all = rounds.flat();
  const each = rounds.map((values) => percentile(values, 0.99).toFixed(1)).join(', ');
  const detail = `${conditions}; p99 of each round ${each}; load average ${load.toFixed(1)}`;
  return PARTS.map((part) => {
    const word = part === 1 ? 'worst' : `p${part * 100}`;
    const beside = baseline && percentile(baseline.rounds.flat(), part);
    return figure(`event → pin edge: ${name}, ${word}`, 'ms', percentile(all, part), detail, beside);
  });
}

export async function pinEdge(): Promise<Figure[]> {
  const byHand = await handWritten();
  const real = await realPort();
  const { uncertaintyMs, ...virtual } = await virtualUno();
  const each = `${ROUNDS} rounds of ${ROUND_S} s, ${PER_SECOND} events/s jittered, one command each, ${BAUD} baud`;
  const onPort = `${each}; real Web Serial on a pty, emulated Uno in a process of its own, no USB delay; the edge by the chip's own time`;
  const inPage = `${each}; SET; the edge when the worker computed it; clocks within ${uncertaintyMs.toFixed(2)} ms`;
  const beside = `${onPort}; SET; baseline: the hand-written script, whose lines are 0.7 ms shorter on the wire`;
  return [
    ...rows('hand-written Node ws + serialport', byHand, `${onPort}; plain lines of 8 or 9 bytes, no answer`, null),
    ...Object.entries(real).flatMap(([load, measured]) => rows(`real port, ${load}`, measured, beside, byHand)),
    ...Object.entries(virtual).flatMap(([load, measured]) => rows(`virtual Uno, ${load}`, measured, inPage, null)),
  ];
}
