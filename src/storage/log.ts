/**
 * Reads a session's log in either direction, a page of chunks at a time, so that memory stays flat and other
 * messages get their turn between pages. Knows nothing of what the entries mean.
 */
import type { Collection } from 'dexie';
import type { LogHead, LogPage } from '#rpc/storage.ts';
import type { Chunk, Database, SessionRow } from './db.ts';

/** Chunks per read: some thousand events at most, a few milliseconds. */
const PAGE = 64;

const between = (db: Database, id: string, from: number, to: number): Collection<Chunk, [string, number]> =>
  db.chunks.where('[sessionId+number]').between([id, from], [id, to], true, true);

/** The oldest chunks from `from` on, up to the last batch the row knows: later ones belong to later totals. */
const pageFrom = (db: Database, row: SessionRow, from: number): Promise<readonly Chunk[]> =>
  between(db, row.id, from, row.lastNumber).limit(PAGE).toArray();

/** Oldest first. */
export async function* readForward(db: Database, row: SessionRow): AsyncGenerator<readonly Chunk[]> {
  for (let from = row.firstNumber; from <= row.lastNumber;) {
    const page = await pageFrom(db, row, from);
    const last = page.at(-1);
    if (!last) return;
    yield page;
    from = last.number + 1;
  }
}

/** Null when there is no such session. */
export async function openLog(db: Database, id: string): Promise<LogHead | null> {
  const row = await db.sessions.get(id);
  return row ? { session: row.session, events: row.events, first: row.events > 0 ? row.firstNumber : null } : null;
}

/** One page of a session's log; see LogPage. A session that went meanwhile has nothing more. */
export async function readLogPage(db: Database, id: string, from: number): Promise<LogPage> {
  const row = await db.sessions.get(id);
  const chunks = row ? await pageFrom(db, row, from) : [];
  const last = chunks.at(-1);
  return {
    entries: chunks.flatMap(({ entries }) => entries),
    next: row && last && last.number < row.lastNumber ? last.number + 1 : null,
  };
}

/**
 * Newest page first; within a page the oldest chunk first. Pages are ranges of numbers, since IndexedDB reads forward
 * in bulk but backward only one by one; a stretch of numbers that went to another session is jumped over.
 */
export async function* readBackward(db: Database, row: SessionRow): AsyncGenerator<readonly Chunk[]> {
  for (let to = row.lastNumber; to >= row.firstNumber;) {
    const from = Math.max(to - PAGE + 1, row.firstNumber);
    const page = await between(db, row.id, from, to).toArray();
    if (page.length) yield page;
    to = page.length ? from - 1 : ((await between(db, row.id, row.firstNumber, from).last())?.number ?? -1);
  }
}
