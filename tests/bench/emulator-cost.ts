/** The virtual board at the pace of real time in a thread of its own: its share of a core and its answers' delay. */
import { Worker } from 'node:worker_threads';
import type { BoardModel } from '#domain/board-model.ts';
import type { FromVirtualPort, ToVirtualPort } from '#rpc/virtual-port.ts';
import { encodeFrame } from '#wire/board-frame.ts';
import { figure, percentile, type Figure } from './figure.ts';
import { latencies, sendJittered } from './jittered.ts';
import { sleep, until } from './stage.ts';

const IDLE_MS = 5_000;
const PER_SECOND = 50;
const COMMANDS = 500;

/** Percent of one core that this process, all threads together, took during `task`. */
async function share(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  const before = process.cpuUsage();
  await task();
  const { user, system } = process.cpuUsage(before);
  return ((user + system) / 1_000 / (performance.now() - start)) * 100;
}

export async function cost(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const model of ['uno', 'mega'] as const) figures.push(...(await costOf(model)));
  return figures;
}

async function costOf(model: BoardModel): Promise<Figure[]> {
  const worker = new Worker(process.argv[1] as string);
  let text = '';
  const answered: number[] = [];
  worker.on('message', (message: FromVirtualPort | { type: 'view' }) => {
    if (message.type !== 'bytes') return;
    text += new TextDecoder().decode(message.bytes);
    const now = performance.now();
    for (let n = text.match(/^ok [^\n]*\n/gm)?.length ?? 0; n > 0; n--) answered.push(now);
    text = text.slice(text.lastIndexOf('\n') + 1);
  });
  let seq = 0;
  const post = (message: ToVirtualPort): void => worker.postMessage(message);
  const send = (body: string): number => {
    const at = performance.now();
    post({ type: 'write', opening: 1, bytes: new TextEncoder().encode(encodeFrame(seq++ & 0xff, body)) });
    return at;
  };
  post({ type: 'open', opening: 1, model });
  await sleep(1_500);
  send('HELLO 0');
  await until('The board answered', () => answered.length > 0);
  // The first seconds are the compiler's.
  for (let n = 0; n < 200; n++) {
    send(`SET 13 ${n % 2}`);
    await sleep(10);
  }
  await sleep(500);
  const idle = await share(() => sleep(IDLE_MS));
  answered.length = 0;
  let sent: number[] = [];
  const busy = await share(async () => {
    sent = await sendJittered(COMMANDS, PER_SECOND, () => send(`SET 13 ${seq % 2}`));
  });
  const delays = await latencies(sent, () => answered);
  await worker.terminate();
  const commands = `${COMMANDS} SET at ${PER_SECOND}/s, over a MessagePort, in a worker thread`;
  return [
    figure(`emulator: ${model}, idle`, '% of a core', idle, `${IDLE_MS / 1_000} s, greeted, nothing to do`),
    figure(`emulator: ${model}, ${PER_SECOND} commands/s`, '% of a core', busy, commands),
    figure(`emulator: ${model}, command → answer, p50`, 'ms', percentile(delays, 0.5), commands),
    figure(`emulator: ${model}, command → answer, p99`, 'ms', percentile(delays, 0.99), commands),
  ];
}
