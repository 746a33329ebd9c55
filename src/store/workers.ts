/**
 * The page's workers: the one place that starts them and the one crossing of folders besides imports.
 * Knows no snapshot and no setting. A worker that dies is a fault on screen, never silence.
 */
import { transfer, wrap, type Remote } from 'comlink';
import type { BoardApi } from '#rpc/board.ts';
import type { LiveApi } from '#rpc/live.ts';
import type { StorageApi } from '#rpc/storage.ts';
import type { WhatIfApi } from '#rpc/what-if.ts';
import { reportError, reportFault } from './faults.svelte.ts';

function watch(worker: Worker, name: string): Worker {
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    reportFault('worker-failed', `${name}: ${event.message || 'could not be loaded'}`);
  });
  worker.addEventListener('messageerror', () => reportFault('worker-failed', `${name}: unreadable message`));
  return worker;
}

/** Resolves when the worker has failed; a call to it would then wait for ever. */
const failureOf = (worker: Worker): Promise<'failed'> =>
  new Promise((resolve) => worker.addEventListener('error', () => resolve('failed'), { once: true }));

export interface Workers {
  readonly live: Remote<LiveApi>;
  readonly storage: Remote<StorageApi>;
  readonly storageFailed: Promise<'failed'>;
}
export interface WhatIfWorker {
  readonly api: Remote<WhatIfApi>;
  readonly failed: Promise<'failed'>;
  /** At once, whatever it is at; its memory goes with it. */
  end(): void;
}
export interface BoardWorker {
  readonly api: Remote<BoardApi>;
  readonly failed: Promise<'failed'>;
}

let started: Workers | null = null;
let board: BoardWorker | null = null;
/** The board worker's end of its cable to the live worker, until that worker is started: what is posted meanwhile waits in it. */
let cableEnd: MessagePort | null = null;

/** The two workers of every session, started on the first call. The channel between them is boot.ts's business. */
export function workers(): Workers {
  started ??= start();
  return started;
}

function start(): Workers {
  const live = new Worker(new URL('../live/worker.ts', import.meta.url), { type: 'module', name: 'live' });
  const storage = new Worker(new URL('../storage/worker.ts', import.meta.url), { type: 'module', name: 'storage' });
  return {
    live: wrap<LiveApi>(watch(live, 'live')),
    storage: wrap<StorageApi>(watch(storage, 'storage')),
    storageFailed: failureOf(storage),
  };
}

/** Lays a new cable to the board worker that is started next. @returns the live worker's end, to be transferred */
export function layCable(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  cableEnd = port2;
  return port1;
}

/** The board worker, started on the first call and, after it has died, on the next one. */
export function boardWorker(): BoardWorker {
  board ??= startBoard();
  return board;
}

function startBoard(): BoardWorker {
  const worker = new Worker(new URL('../board/worker.ts', import.meta.url), { type: 'module', name: 'board' });
  const made: BoardWorker = { api: wrap<BoardApi>(watch(worker, 'board')), failed: failureOf(worker) };
  if (cableEnd)
    made.api.connect(transfer(cableEnd, [cableEnd])).catch((error: unknown) => reportError('worker-failed', error));
  cableEnd = null;
  void made.failed.then(() => {
    // Its end of the cable is gone with it; the live worker learns by the new one that the board is lost.
    worker.terminate();
    board = null;
    const end = layCable();
    workers()
      .live.replaceVirtual(transfer(end, [end]))
      .catch((error: unknown) => reportError('worker-failed', error));
  });
  return made;
}

/** A worker for one what-if. */
export function startWhatIf(): WhatIfWorker {
  const worker = new Worker(new URL('../what-if/worker.ts', import.meta.url), { type: 'module', name: 'what-if' });
  return {
    api: wrap<WhatIfApi>(watch(worker, 'what-if')),
    failed: failureOf(worker),
    end: () => worker.terminate(),
  };
}
