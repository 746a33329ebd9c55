/**
 * Stands in for a storage worker that is not there: answers the live worker's journal, so that rules and board work
 * and the page says that nothing is kept. Knows no database.
 */
import type { JournalMessage, JournalReply } from '#rpc/storage.ts';

/** Nothing will get better before a reload; asking seldom keeps the fault shown without noise. */
const RETRY_MS = 30_000;

/** Answers on this end of the journal's channel from now on. */
export function answerWithoutRecord(port: MessagePort): void {
  const reply = (message: JournalReply): void => port.postMessage(message);
  port.onmessage = ({ data }: MessageEvent<JournalMessage>) => {
    const fault = { code: 'storage-unavailable', detail: '', at: Date.now() } as const;
    if (data.type === 'batch') reply({ type: 'failed', number: data.batch.number, fault, retryMs: RETRY_MS });
    // Whether EMERGENCY STOP holds is not known now, so it holds: a person releases it.
    if (data.type === 'restore')
      reply({ type: 'restored', room: data.room, restored: null, muted: true, openActions: [], nextNumber: 1 });
  };
}
