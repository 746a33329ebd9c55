/**
 * The page's workers: the one place that starts them and the one crossing of folders besides imports.
 * Knows no snapshot and no setting. A worker that dies is a fault on screen, never silence.
 */
import { wrap, type Remote } from 'comlink';
import type { LiveApi } from '#rpc/live.ts';
import type { StorageApi } from '#rpc/storage.ts';
import { reportFault } from './faults.svelte.ts';

function watch(worker: Worker, name: string): Worker {
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    reportFault('worker-failed', `${name}: ${event.message || 'could not be loaded'}`);
  });
  worker.addEventListener('messageerror', () => reportFault('worker-failed', `${name}: unreadable message`));
  return worker;
}

export interface Workers {
  readonly live: Remote<LiveApi>;
  readonly storage: Remote<StorageApi>;
  /** Resolves when the storage worker has failed; a call to it would then wait for ever. */
  readonly storageFailed: Promise<'failed'>;
}

let started: Workers | null = null;

/** Both workers, started on the first call. The channel between them is boot.ts's business. */
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
    storageFailed: new Promise((resolve) => {
      storage.addEventListener('error', () => resolve('failed'), { once: true });
    }),
  };
}
