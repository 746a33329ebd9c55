/**
 * The storage end of the journal: takes messages one after another, stores them and answers each.
 * Keeps no batch: the journal does, until the answer is `stored`. Knows no tables.
 */
import type { Fault, FaultCode } from '#domain/fault.ts';
import type { JournalBatch, JournalMessage, JournalReply } from '#rpc/storage.ts';
import { storeBatch } from './batches.ts';
import type { Database } from './db.ts';
import { faultOf } from './faults.ts';
import { restore } from './restore.ts';
import { saveMuted } from './settings.ts';

/** ms until another try is worth it: a full disk needs a person, a newer page needs a reload. */
const RETRY_MS: Partial<Record<FaultCode, number>> = {
  'storage-full': 10_000,
  'storage-newer': 30_000,
  'storage-unavailable': 30_000,
  'storage-busy-elsewhere': 1_000,
};
const RETRY_OTHER_MS = 2_000;

const retryMs = (fault: Fault): number => RETRY_MS[fault.code] ?? RETRY_OTHER_MS;

/** Serves one port for as long as it lives. */
export function takeIn(port: MessagePort, database: () => Promise<Database>): void {
  /** The first batch that could not be stored: later ones must wait for it, or the log would lose its order. */
  let stuck: { readonly number: number; readonly fault: Fault } | null = null;
  let unsavedMute: boolean | null = null;
  let queue = Promise.resolve();

  const reply = (message: JournalReply): void => port.postMessage(message);

  const takeBatch = async (batch: JournalBatch): Promise<void> => {
    const { number } = batch;
    if (stuck && number > stuck.number) {
      reply({ type: 'failed', number, fault: stuck.fault, retryMs: retryMs(stuck.fault) });
      return;
    }
    try {
      await storeBatch(await database(), batch);
      stuck = null;
      reply({ type: 'stored', number });
    } catch (error) {
      const fault = faultOf(error);
      stuck = { number, fault };
      reply({ type: 'failed', number, fault, retryMs: retryMs(fault) });
    }
  };

  const tryRestore = async (room: string): Promise<void> => {
    try {
      reply({ type: 'restored', room, ...(await restore(await database(), room)) });
    } catch (error) {
      const fault = faultOf(error);
      // A mute that cannot be read may have been set; only where nothing was ever stored can there be none.
      const muted = fault.code !== 'storage-unavailable';
      reply({ type: 'restored', room, restored: null, muted, openActions: [], nextNumber: 1, fault });
    }
  };

  /** The journal does not keep the mute, so this end tries until it is stored. Only the latest counts. */
  const tryMute = async (): Promise<void> => {
    if (unsavedMute === null) return;
    try {
      await saveMuted(await database(), unsavedMute);
      unsavedMute = null;
    } catch (error) {
      setTimeout(() => (queue = queue.then(tryMute)), retryMs(faultOf(error)));
    }
  };

  const take = (message: JournalMessage): Promise<void> => {
    switch (message.type) {
      case 'batch':
        return takeBatch(message.batch);
      case 'restore':
        return tryRestore(message.room);
      case 'mute':
        unsavedMute = message.muted;
        return tryMute();
    }
  };

  port.onmessage = ({ data }: MessageEvent<JournalMessage>) => {
    queue = queue.then(() => take(data));
  };
}
