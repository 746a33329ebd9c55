/** Reads sessions and who took part in them. Never touches the log. */
import { Dexie } from 'dexie';
import type { Contribution, Session } from '#domain/session.ts';
import type { SessionRecord } from '#rpc/storage.ts';
import type { Database } from './db.ts';

/** Newest first by start, through the index: a page costs what it shows. */
export async function listSessions(
  db: Database,
  offset: number,
  limit: number,
): Promise<{ readonly total: number; readonly rows: readonly Session[] }> {
  return db.transaction('r', db.sessions, async () => {
    const total = await db.sessions.count();
    const rows = await db.sessions.orderBy('startedAt').reverse().offset(offset).limit(limit).toArray();
    return { total, rows: rows.map(({ session }) => session) };
  });
}

/** All viewers of one session, by user id. */
export async function readContributions(db: Database, sessionId: string): Promise<Contribution[]> {
  const rows = await db.contributions
    .where('[sessionId+userId]')
    .between([sessionId, Dexie.minKey], [sessionId, Dexie.maxKey])
    .toArray();
  return rows.map(({ contribution }) => contribution);
}

/** Null when there is no such session. */
export async function readSession(db: Database, id: string): Promise<SessionRecord | null> {
  return db.transaction('r', db.sessions, db.contributions, async () => {
    const row = await db.sessions.get(id);
    return row ? { session: row.session, contributions: await readContributions(db, id), gaps: row.gaps } : null;
  });
}
