/** A recording out of the record: the log of one session, asked for page by page. Knows the channel; knows no database. */
import type { LogApi, LogEntry } from '#rpc/storage.ts';
import type { Recorded, Recording, RecordingPage } from './recording.ts';

const recordedOf = (entry: LogEntry): Recorded | null => {
  if (entry.type === 'event') return { type: 'event', at: entry.event.at, event: entry.event };
  return entry.type === 'action' ? entry : null;
};

/** Null when the record has no such session. `close` ends the channel. Rejects with a Fault when it cannot be read. */
export async function logRecording(log: LogApi, sessionId: string, close: () => void): Promise<Recording | null> {
  const head = await log.open(sessionId);
  if (!head) return null;
  const { session, events } = head;

  async function* pages(): AsyncGenerator<RecordingPage> {
    let read = 0;
    for (let from = head?.first ?? null; from !== null;) {
      const page = await log.page(sessionId, from);
      const items = page.entries.flatMap((entry) => recordedOf(entry) ?? []);
      for (const item of items) if (item.type === 'event') read++;
      from = page.next;
      yield { items, done: from === null || events === 0 ? 1 : Math.min(1, read / events) };
    }
  }
  const name = session.uniqueId || session.source;
  return { name, startedAt: session.startedAt, endedAt: session.endedAt, pages, close };
}
