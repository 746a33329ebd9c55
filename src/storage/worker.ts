/** The storage worker: composition root. Everything here is wiring. What a call throws is a Fault. */
import * as Comlink from 'comlink';
import type { LogApi, StorageApi } from '#rpc/storage.ts';
import { connect, type Database } from './db.ts';
import { createExporter } from './exporter.ts';
import { faultOf } from './faults.ts';
import { takeIn } from './intake.ts';
import { openLog, readLogPage } from './log.ts';
import { listSessions, readSession } from './sessions.ts';
import { loadSettings, saveSettings } from './settings.ts';

const database = connect();
const exporter = createExporter();

/** Runs against the open database; throws a Fault, which comlink carries as it is. */
async function read<T>(query: (db: Database) => Promise<T>): Promise<T> {
  try {
    return await query(await database());
  } catch (error) {
    throw faultOf(error);
  }
}

/** For calls that answer with a Fault or null. */
const attempt = (query: (db: Database) => Promise<void>) =>
  read(query).then(
    () => null,
    (error: unknown) => faultOf(error),
  );

/** Bytes used and allowed; null where the browser does not tell. */
async function usage(): ReturnType<StorageApi['usage']> {
  try {
    const { usage: used, quota } = await navigator.storage.estimate();
    return used === undefined || quota === undefined ? null : { used, quota };
  } catch (error) {
    throw faultOf(error, 'storage-unavailable');
  }
}

const log: LogApi = {
  open: (id) => read((db) => openLog(db, id)),
  page: (id, from) => read((db) => readLogPage(db, id, from)),
};

const api: StorageApi = {
  open: () => attempt(async () => undefined),
  attachJournal: async (port) => takeIn(port, database),
  loadSettings: () => read(loadSettings),
  saveSettings: (settings) => attempt((db) => saveSettings(db, settings)),
  listSessions: (offset, limit) => read((db) => listSessions(db, offset, limit)),
  readSession: (id) => read((db) => readSession(db, id)),
  serveLog: async (port) => Comlink.expose(log, port),
  async exportXlsx(sessionId, options, progress) {
    const result = await exporter.run(sessionId, options, progress);
    return result.file ? Comlink.transfer(result, [result.file.bytes]) : result;
  },
  cancelExport: async () => exporter.cancel(),
  usage,
};

Comlink.expose(api);
