/**
 * What a restarted live worker gets back: the room's last session, its checkpoint and what was still open.
 * Does not judge whether the session is to be continued.
 */
import { Dexie } from 'dexie';
import type { LiveEvent } from '#domain/event.ts';
import type { JournalReply, Restored } from '#rpc/storage.ts';
import type { Database, SessionRow } from './db.ts';
import { readBackward } from './log.ts';
import { readContributions } from './sessions.ts';
import { readMuted } from './settings.ts';

/** The live worker's own memory of msgIds is about as long. */
const RECENT_IDS = 5_000;

/** Under what key domain/dedupe.ts knows an event; none for one without an id. */
function seenKey(event: LiveEvent): string[] {
  if (event.id === null) return [];
  return [event.kind === 'other' ? `${event.name}|${event.id}` : event.id];
}

/** msgIds of the last events, newest last; reads only as many of the newest chunks as hold them. */
async function recentIds(db: Database, row: SessionRow): Promise<string[]> {
  const pages: string[][] = [];
  let count = 0;
  for await (const chunks of readBackward(db, row)) {
    const ids = chunks.flatMap(({ entries }) =>
      entries.flatMap((entry) => (entry.type === 'event' ? seenKey(entry.event) : [])),
    );
    pages.unshift(ids);
    count += ids.length;
    if (count >= RECENT_IDS) break;
  }
  return pages.flat().slice(-RECENT_IDS);
}

async function lastSession(db: Database, room: string): Promise<SessionRow | undefined> {
  return db.sessions.where('[room+lastSignAt]').between([room, Dexie.minKey], [room, Dexie.maxKey]).last();
}

/** What the journal is told when it asks; see JournalReply. */
type Answer = Pick<Extract<JournalReply, { type: 'restored' }>, 'restored' | 'muted' | 'openActions' | 'nextNumber'>;

/** `room` is source + ':' + name. nextNumber: the first batch number that this room's last session has not stored. */
export async function restore(db: Database, room: string): Promise<Answer> {
  const [row, muted, open] = await Promise.all([lastSession(db, room), readMuted(db), db.openActions.toArray()]);
  const openActions = open.map(({ action }) => action);
  if (!row) return { restored: null, muted, openActions, nextNumber: 1 };
  const [checkpoint, contributions, ids] = await Promise.all([
    db.checkpoints.get(room),
    readContributions(db, row.id),
    recentIds(db, row),
  ]);
  const restored: Restored = {
    session: row.session,
    checkpoint: checkpoint?.sessionId === row.id ? checkpoint : null,
    contributions,
    recentIds: ids,
  };
  return { restored, muted, openActions, nextNumber: row.lastNumber + 1 };
}
