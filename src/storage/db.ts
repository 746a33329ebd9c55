/**
 * The database `giftwire`: its tables, and how a connection to it comes about and is lost.
 * Knows nothing of what batches, sessions or sheets mean.
 */
import { Dexie, type Table } from 'dexie';
import type { Action } from '#domain/action.ts';
import type { Fault } from '#domain/fault.ts';
import type { Contribution, Gap, Session } from '#domain/session.ts';
import type { Checkpoint, LogEntry } from '#rpc/storage.ts';
import { faultOf, newFault } from './faults.ts';

/** One batch of the log as it came. A record per event would be ten times slower to write. */
export interface Chunk {
  readonly sessionId: string;
  /** The journal's batch number; together with the session it is the key, and it orders the log. */
  readonly number: number;
  /** Relay numbers of the first and last numbered event; null where none is numbered. */
  readonly seqFrom: number | null;
  readonly seqTo: number | null;
  readonly entries: readonly LogEntry[];
}

export interface SessionRow {
  readonly id: string;
  readonly room: string;
  readonly startedAt: number;
  readonly lastSignAt: number;
  /** Numbers of the first and last batch stored. */
  readonly firstNumber: number;
  readonly lastNumber: number;
  /** Events in the log, so that a reader knows how far it is. */
  readonly events: number;
  /** What nobody recorded, in the order it was noticed: found without reading the log. */
  readonly gaps: readonly Gap[];
  readonly session: Session;
}

export interface ContributionRow {
  readonly sessionId: string;
  readonly userId: string;
  readonly contribution: Contribution;
}

/** An action whose last entry in the log still waits: found without reading the log. */
export interface OpenActionRow {
  readonly id: string;
  readonly sessionId: string;
  readonly action: Action;
}

export type Database = Dexie & {
  readonly chunks: Table<Chunk, [string, number]>;
  readonly sessions: Table<SessionRow, string>;
  readonly contributions: Table<ContributionRow, [string, string]>;
  readonly openActions: Table<OpenActionRow, string>;
  readonly checkpoints: Table<Checkpoint, string>;
  readonly settings: Table<{ readonly key: string; readonly value: unknown }, string>;
};

const NAME = 'giftwire';
const VERSION = 1;
/** Dexie multiplies its versions by this; IndexedDB sees the product. */
const DEXIE_VERSION_FACTOR = 10;

function declare(): Database {
  // strict: an acknowledged batch survives a power cut, not only a crash of the browser.
  const db = new Dexie(NAME, { chromeTransactionDurability: 'strict', autoOpen: false });
  db.version(VERSION).stores({
    chunks: '[sessionId+number]',
    sessions: 'id, startedAt, [room+lastSignAt]',
    contributions: '[sessionId+userId]',
    openActions: 'id, sessionId',
    checkpoints: 'room',
    settings: 'key',
  });
  return db as Database;
}

/** Dexie would open a newer database all the same and patch what it misses, so the version is looked at first. */
async function installedVersion(): Promise<number> {
  const found = (await indexedDB.databases()).find((entry) => entry.name === NAME);
  return (found?.version ?? 0) / DEXIE_VERSION_FACTOR;
}

async function open(onLost: () => void): Promise<Database> {
  if (!('indexedDB' in globalThis)) throw newFault('storage-unavailable', 'IndexedDB');
  const installed = await installedVersion();
  if (installed > VERSION) throw newFault('storage-newer', `${installed} > ${VERSION}`);
  const db = declare();
  // Dexie closes on versionchange by itself, so that a newer page can upgrade; the next use finds out what happened.
  db.on('versionchange', onLost);
  db.on('close', onLost);
  const blocked = new Promise<never>((_, reject) => {
    db.on('blocked', () => reject(newFault('storage-busy-elsewhere', NAME)));
  });
  try {
    await Promise.race([db.open(), blocked]);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/**
 * A way to the open database that opens it on first use and again after it was lost or could not be opened.
 * What it throws is a Fault.
 */
export function connect(): () => Promise<Database> {
  let opening: Promise<Database> | null = null;
  return () => {
    if (opening) return opening;
    const attempt: Promise<Database> = open(() => {
      if (opening === attempt) opening = null;
    }).catch((error: unknown): never => {
      if (opening === attempt) opening = null;
      const fault: Fault = faultOf(error);
      throw fault;
    });
    return (opening = attempt);
  };
}
