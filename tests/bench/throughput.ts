/** How much goes through at once: bursts of 5,000 events in either dialect, and a stop that overtakes one. */
import type { Step } from '#domain/rule.ts';
import type { ScriptedRelay } from '../e2e/scripted-relay.ts';
import { createGiftwirePeer } from '../serial-bench/giftwire-peer.ts';
import { createTextPeer } from '../serial-bench/text-peer.ts';
import { figure, type Figure } from './figure.ts';
import { go, openStage, until } from './stage.ts';

const BURST = 5_000;
/** Under load a relay sends arrays; fifty is what architecture and relay agree on. */
const PER_FRAME = 50;
const BITS_PER_BYTE = 10;
/** The fastest line a profile may name, and what most boards are told. */
const FASTEST_BAUD = 2_000_000;
const USUAL_BAUD = 115_200;
/** What wire protocol v1 carries at 115200 with 60 bytes in flight, commands a second. */
const PROTOCOL_RATE = 740;
const LINE: Step = { do: 'text', line: 'L1' };

/** Sends a burst as fast as the socket takes it, and lets this process read the port between frames. @returns its start */
async function burst(relay: ScriptedRelay, count = BURST): Promise<number> {
  const frames = Array.from({ length: count / PER_FRAME }, () =>
    relay.prepareTogether(Array.from({ length: PER_FRAME }, () => ['chat', go()] as const)),
  );
  const start = performance.now();
  for (const send of frames) {
    send();
    await new Promise((done) => setImmediate(done));
  }
  return start;
}

/** Arrivals a second between the first and the last tenth: what the line carries once it runs. */
function steadyRate(times: readonly number[]): number {
  const from = Math.floor(times.length * 0.1);
  const to = Math.floor(times.length * 0.9);
  return ((to - from) / ((times[to] as number) - (times[from] as number))) * 1_000;
}

async function unthrottledText(): Promise<Figure[]> {
  const peer = createTextPeer();
  const stage = await openStage({ peer, step: LINE, dialect: 'text', baudRate: FASTEST_BAUD, lineBaud: null });
  try {
    const rounds: number[] = [];
    for (let round = 1; round <= 5; round++) {
      const start = await burst(stage.relay);
      await until('The burst arrived', () => peer.lines.length >= BURST * round);
      rounds.push(peer.lastByteAt - start);
    }
    const conditions = `text dialect told ${FASTEST_BAUD} baud, ${BURST} events in frames of ${PER_FRAME}, ${BURST * 3} bytes, unthrottled peer, best of 5, one after one another`;
    return [figure('burst: last byte, text dialect unthrottled', 'ms', Math.min(...rounds), conditions)];
  } finally {
    await stage.close();
  }
}

async function throttledText(): Promise<Figure[]> {
  const peer = createTextPeer();
  const stage = await openStage({ peer, step: LINE, dialect: 'text', baudRate: USUAL_BAUD, lineBaud: USUAL_BAUD });
  try {
    await burst(stage.relay);
    await until('The burst arrived', () => peer.lines.length >= BURST);
    const bytes = steadyRate(peer.lines.map((line) => line.at)) * 'L1\n'.length;
    const wire = USUAL_BAUD / BITS_PER_BYTE;

    await burst(stage.relay);
    await until('A second burst runs', () => peer.lines.length > BURST + 500);
    // No function with a name of its own in here: what loads TypeScript on the fly would wrap it in a call the page lacks.
    // The last key of the three is the one that stops; each takes a round trip to press.
    await stage.page.evaluate(() =>
      addEventListener(
        'keydown',
        ({ code, timeStamp }) => {
          if (code === 'KeyX')
            (window as unknown as { pressedAt: number }).pressedAt = performance.timeOrigin + timeStamp;
        },
        { capture: true },
      ),
    );
    await stage.page.keyboard.press('Control+Shift+X');
    await until('The stop line came', () => peer.lines.some((line) => line.text === 'STOP'));
    const pressedAt = await stage.page.evaluate(() => (window as unknown as { pressedAt: number }).pressedAt);
    const stoppedAt = performance.timeOrigin + (peer.lines.find((line) => line.text === 'STOP')?.at ?? Number.NaN);
    const conditions = `text dialect, peer throttled to ${USUAL_BAUD} baud, ${BURST} lines of 3 bytes waiting`;
    return [
      figure('burst: line rate, text dialect throttled', 'B/s', bytes, `${conditions}; baseline: the wire`, wire),
      figure('burst: stop overtakes, key to last byte of STOP', 'ms', stoppedAt - pressedAt, conditions),
    ];
  } finally {
    await stage.close();
  }
}

async function acked(): Promise<Figure[]> {
  const peer = createGiftwirePeer();
  const stage = await openStage({
    peer,
    step: { do: 'command', command: { verb: 'SET', pin: 5, on: true } },
    dialect: 'giftwire',
    baudRate: USUAL_BAUD,
    lineBaud: USUAL_BAUD,
  });
  try {
    await burst(stage.relay);
    await until('The burst was executed', () => peer.executed.length >= BURST);
    const rate = steadyRate(peer.executed.map((done) => done.at));
    const conditions = `giftwire dialect, SETs at ${USUAL_BAUD} baud both ways, window 60 B, ${peer.naks.length} naks; baseline: protocol's own limit`;
    return [figure('throughput: acked commands', '1/s', rate, conditions, PROTOCOL_RATE)];
  } finally {
    await stage.close();
  }
}

export const throughput = async (): Promise<Figure[]> => [
  ...(await unthrottledText()),
  ...(await throttledText()),
  ...(await acked()),
];
