/**
 * From the source's send to the bytes at the port: real Chromium, real Web Serial, a busy page; beside it, in the same
 * run, the script a streamer would write by hand.
 */
import { createScriptedRelay } from '../e2e/scripted-relay.ts';
import { createGiftwirePeer } from '../serial-bench/giftwire-peer.ts';
import { joinLine } from '../serial-bench/line.ts';
import { openPty } from '../serial-bench/pty.ts';
import { createTextPeer } from '../serial-bench/text-peer.ts';
import { blockPage } from './blocked.ts';
import { figure, percentile, type Figure } from './figure.ts';
import { runHandWritten } from './hand-written.ts';
import { latencies, sendJittered } from './jittered.ts';
import { go, openStage } from './stage.ts';

const PER_SECOND = 50;
const COUNT = 1_000;
const WARM_UP = 100;
const BAUD = 1_000_000;

/** A page that is left says OFF; that answers no event. */
const isOurs = ({ text }: { text: string }): boolean => text === 'SET 5 1';

async function handWritten(): Promise<number[]> {
  const relay = await createScriptedRelay();
  const pty = openPty();
  const peer = createTextPeer();
  const part = joinLine(pty, peer, null);
  let end: () => void = () => undefined;
  try {
    end = await runHandWritten(relay, { port: pty.path, baudRate: BAUD, lines: { go: ':1 SET 5 1*00\n' } });
    const sent = await sendJittered(COUNT + WARM_UP, PER_SECOND, () => relay.send('chat', go()));
    return (await latencies(sent, () => peer.lines.map((line) => line.at))).slice(WARM_UP);
  } finally {
    end();
    part();
    pty.close();
    await relay.close();
  }
}

async function giftwire(blocked: boolean): Promise<number[]> {
  const stage = await openStage({
    peer: createGiftwirePeer(),
    step: { do: 'command', command: { verb: 'SET', pin: 5, on: true } },
    dialect: 'giftwire',
    baudRate: BAUD,
    lineBaud: null,
  });
  const { relay, board, page } = stage;
  try {
    if (blocked) await blockPage(page);
    const sent = await sendJittered(COUNT + WARM_UP, PER_SECOND, () => relay.send('chat', go()));
    return (await latencies(sent, () => board.peer.executed.filter(isOurs).map((done) => done.at))).slice(WARM_UP);
  } finally {
    await stage.close();
  }
}

export async function latency(): Promise<Figure[]> {
  const byHand = await handWritten();
  const idle = await giftwire(false);
  const blocked = await giftwire(true);
  const load = `${COUNT} events at ${PER_SECOND}/s jittered, one SET each on an idle lane, 1 Mbaud pty`;
  const beside = `${load}; baseline: hand-written Node ws + serialport in the same run`;
  const rows = (name: string, values: readonly number[], conditions: string): Figure[] =>
    [0.5, 0.99].map((part) =>
      figure(`latency: ${name}, p${part * 100}`, 'ms', percentile(values, part), conditions, percentile(byHand, part)),
    );
  return [
    ...rows('page idle', idle, beside),
    ...rows('page blocked 500 of every 1000 ms', blocked, beside),
    figure('latency: page blocked, worst', 'ms', Math.max(...blocked), load),
  ];
}
