/**
 * Writes one batch of the journal: all of it or nothing, and never twice.
 * Knows no port and no retry.
 */
import { isSettled, type Action } from '#domain/action.ts';
import type { JournalBatch, LogEntry } from '#rpc/storage.ts';
import type { Chunk, Database } from './db.ts';

function toChunk({ session, number, entries }: JournalBatch): Chunk {
  const seqs = entries.flatMap((entry) =>
    entry.type === 'event' && entry.event.seq !== null ? [entry.event.seq] : [],
  );
  return { sessionId: session.id, number, seqFrom: seqs[0] ?? null, seqTo: seqs.at(-1) ?? null, entries };
}

const countEvents = (entries: readonly LogEntry[]): number =>
  entries.reduce((count, entry) => count + Number(entry.type === 'event'), 0);

/** The last entry of each action in this batch. */
function lastActions(entries: readonly LogEntry[]): Action[] {
  const last = new Map<string, Action>();
  for (const entry of entries) if (entry.type === 'action') last.set(entry.action.id, entry.action);
  return [...last.values()];
}

/** What is owed outlives any reload, however long ago it was recorded; what waits must be explained after a crash. */
const isOpen = (action: Action): boolean => !isSettled(action) || Boolean(action.unstarted.owed);

/**
 * Stores log, session, contributions, open actions and checkpoint in one transaction. Batches of a session must come
 * in the order of their numbers; a number at or below the last one stored is taken as sent again and changes nothing.
 */
export async function storeBatch(db: Database, batch: JournalBatch): Promise<void> {
  const { number, session, entries, contributions, checkpoint } = batch;
  const tables = [db.chunks, db.sessions, db.contributions, db.openActions, db.checkpoints];
  const actions = lastActions(entries);
  const open = actions.filter(isOpen);
  const settled = actions.filter((action) => !isOpen(action));
  await db.transaction('rw', tables, async () => {
    const known = await db.sessions.get(session.id);
    if (known && number <= known.lastNumber) return;
    await Promise.all([
      // A mere sign of life has no entries: the session row alone tells it.
      entries.length > 0 && db.chunks.add(toChunk(batch)),
      db.sessions.put({
        id: session.id,
        room: session.room,
        startedAt: session.startedAt,
        lastSignAt: session.lastSignAt,
        firstNumber: known?.firstNumber ?? number,
        lastNumber: number,
        events: (known?.events ?? 0) + countEvents(entries),
        gaps: [...(known?.gaps ?? []), ...entries.flatMap((entry) => (entry.type === 'gap' ? [entry.gap] : []))],
        session,
      }),
      db.contributions.bulkPut(
        contributions.map((contribution) => ({ sessionId: session.id, userId: contribution.userId, contribution })),
      ),
      db.openActions.bulkPut(open.map((action) => ({ id: action.id, sessionId: action.sessionId, action }))),
      db.openActions.bulkDelete(settled.map((action) => action.id)),
      db.checkpoints.put(checkpoint),
    ]);
  });
}
