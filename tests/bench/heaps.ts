/** All JavaScript heaps of the page, workers included, after three hours' worth of a busy LIVE. */
import { WebSocket } from 'ws';
import { freePort } from '../e2e/relay-process.ts';
import { createGiftwirePeer } from '../serial-bench/giftwire-peer.ts';
import { createBusyRoom } from './busy-room.ts';
import { figure, type Figure } from './figure.ts';
import { openStage, sleep } from './stage.ts';

const HOURS = 3;
const PER_SECOND = 20;
const EVENTS = HOURS * 3_600 * PER_SECOND;
const VIEWERS = 20_000;
const PER_FRAME = 50;
/** Much faster than life, and slow enough that nothing piles up on the way. */
const FRAME_EVERY_MS = 20;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly sessionId: string;
    readonly targetInfo: { readonly type: string; readonly title: string };
  };
  readonly result?: { readonly usedSize: number };
  readonly sessionId?: string;
}

/** Used bytes of the page's and its workers' heaps after a collection, by the browser's own debugging protocol. */
async function usedHeaps(debuggingPort: number, origin: string): Promise<Record<string, number>> {
  const list = (await (await fetch(`http://127.0.0.1:${debuggingPort}/json/list`)).json()) as {
    type: string;
    url: string;
    webSocketDebuggerUrl: string;
  }[];
  const page = list.find((target) => target.type === 'page' && target.url.startsWith(origin));
  if (!page) throw new Error('The page is not among the browser’s targets.');
  const socket = new WebSocket(page.webSocketDebuggerUrl);
  await new Promise((open) => socket.once('open', open));
  const waiting = new Map<number, (message: Message) => void>();
  const sessions: { readonly id: string | null; readonly name: string }[] = [{ id: null, name: 'page' }];
  let number = 0;
  socket.on('message', (text) => {
    const message = JSON.parse(String(text)) as Message;
    if (message.id !== undefined) waiting.get(message.id)?.(message);
    else if (message.method === 'Target.attachedToTarget' && message.params)
      sessions.push({ id: message.params.sessionId, name: message.params.targetInfo.title });
  });
  const ask = (method: string, params: object, sessionId: string | null): Promise<Message> =>
    new Promise((resolve) => {
      const id = ++number;
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }));
    });
  await ask('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true }, null);
  await sleep(1_000);
  const used: Record<string, number> = {};
  for (const { id, name } of sessions) {
    await ask('HeapProfiler.collectGarbage', {}, id);
    const { result } = await ask('Runtime.getHeapUsage', {}, id);
    used[name] = (used[name] ?? 0) + (result?.usedSize ?? Number.NaN);
  }
  socket.close();
  return used;
}

export async function heaps(): Promise<Figure[]> {
  const debuggingPort = await freePort();
  const stage = await openStage({
    peer: createGiftwirePeer(),
    step: { do: 'command', command: { verb: 'SET', pin: 5, on: true } },
    dialect: 'giftwire',
    baudRate: 1_000_000,
    lineBaud: null,
    chrome: { debuggingPort },
  });
  try {
    const room = createBusyRoom(VIEWERS);
    for (let sent = 0; sent < EVENTS; sent += PER_FRAME) {
      stage.relay.sendTogether(room.next(PER_FRAME).map(({ event, data }) => [event, data] as const));
      await sleep(FRAME_EVERY_MS);
    }
    await stage.page.getByRole('banner').getByRole('button', { name: 'Record saved' }).waitFor({ timeout: 120_000 });
    const used = await usedHeaps(debuggingPort, stage.relay.origin);
    const parts = Object.entries(used).map(([name, bytes]) => `${name} ${(bytes / 1e6).toFixed(1)}`);
    const total = Object.values(used).reduce((sum, bytes) => sum + bytes, 0) / 1e6;
    const conditions = `${EVENTS} events of ${VIEWERS} viewers (${HOURS} h at ${PER_SECOND}/s), after a collection: ${parts.join(', ')}`;
    return [figure('heaps: after a three-hour stream', 'MB', total, conditions)];
  } finally {
    await stage.close();
  }
}
