/**
 * The record as the History screen reads it: the list page by page, one opened session, and at most one export at a
 * time. Knows no component and no sheet; the storage worker makes the file.
 */
import { proxy } from 'comlink';
import type { Fault, FaultCode } from '#domain/fault.ts';
import type { Session } from '#domain/session.ts';
import type { SessionRecord } from '#rpc/storage.ts';
import { download } from './download.ts';
import { live } from './live.svelte.ts';
import { settings } from './settings.svelte.ts';
import { workers } from './workers.ts';

/** Rows read at once: more than a screen shows, few enough to come at once. */
export const PAGE = 100;

export type ListState =
  { readonly is: 'loading' } | { readonly is: 'ready' } | { readonly is: 'failed'; readonly fault: Fault };
export type ExportState =
  | { readonly is: 'idle' }
  | { readonly is: 'writing'; readonly sessionId: string; readonly ratio: number }
  | { readonly is: 'done'; readonly sessionId: string; readonly file: string; readonly unsaved: Fault | null }
  | { readonly is: 'cancelled'; readonly sessionId: string }
  | { readonly is: 'failed'; readonly sessionId: string; readonly fault: Fault };

let stored = $state.raw<readonly Session[]>([]);
let total = $state(0);
let list = $state.raw<ListState>({ is: 'loading' });
let exporting = $state.raw<ExportState>({ is: 'idle' });

/** What a call to the storage worker was refused with: it throws faults as plain data; anything else gets `code`. */
export function faultOf(error: unknown, code: FaultCode = 'storage-failed'): Fault {
  if (typeof error === 'object' && error !== null && 'code' in error && 'detail' in error) return error as Fault;
  return { code, detail: error instanceof Error ? error.message : String(error), at: Date.now() };
}

/** The stored rows with the running session as it is now, which the record may not hold yet. */
function withRunning(rows: readonly Session[], running: Session | null): readonly Session[] {
  if (!running) return rows;
  return rows.some((row) => row.id === running.id)
    ? rows.map((row) => (row.id === running.id ? running : row))
    : [running, ...rows];
}

/** The session of the snapshot, while it has not ended. A row of the record may look unended after a crash. */
export const isSessionRunning = (session: Session): boolean => live.running && live.session?.id === session.id;

async function read(offset: number, limit: number): Promise<readonly Session[]> {
  const page = await workers().storage.listSessions(offset, limit);
  total = page.total;
  return page.rows;
}

async function load(how: () => Promise<readonly Session[]>): Promise<void> {
  try {
    stored = await how();
    list = { is: 'ready' };
  } catch (error) {
    list = { is: 'failed', fault: faultOf(error) };
  }
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Brings the record up to this moment where the session is the one in hand; the fault says why that failed. */
const flushIfRunning = async (sessionId: string): Promise<Fault | null> =>
  live.session?.id === sessionId ? workers().live.flush() : null;

async function write(sessionId: string): Promise<ExportState> {
  const unsaved = await flushIfRunning(sessionId);
  const options = { language: settings.language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  const result = await workers().storage.exportXlsx(
    sessionId,
    options,
    proxy(({ done, of }) => {
      if (exporting.is === 'writing') exporting = { is: 'writing', sessionId, ratio: of ? Math.min(1, done / of) : 0 };
    }),
  );
  if (result.fault) return { is: 'failed', sessionId, fault: result.fault };
  if (!result.file) return { is: 'cancelled', sessionId };
  download(result.file.name, result.file.bytes, XLSX);
  return { is: 'done', sessionId, file: result.file.name, unsaved };
}

export const history = {
  /** Newest first. */
  get sessions(): readonly Session[] {
    return withRunning(stored, live.session);
  },
  /** How many sessions the record holds beyond those read. */
  get unread(): number {
    return Math.max(0, total - stored.length);
  },
  get list(): ListState {
    return list;
  },
  get exporting(): ExportState {
    return exporting;
  },
  /** Reads the newest sessions, as many as were shown. */
  load: (): Promise<void> => load(() => read(0, Math.max(PAGE, stored.length))),
  more: (): Promise<void> => load(async () => [...stored, ...(await read(stored.length, PAGE))]),
  /** null: not in the record. */
  async open(id: string): Promise<SessionRecord | null> {
    await flushIfRunning(id);
    return workers().storage.readSession(id);
  },
  /** Writes one session as .xlsx and downloads it; a second call while one is under way does nothing. */
  async exportXlsx(sessionId: string): Promise<void> {
    if (exporting.is === 'writing') return;
    exporting = { is: 'writing', sessionId, ratio: 0 };
    try {
      exporting = await write(sessionId);
    } catch (error) {
      exporting = { is: 'failed', sessionId, fault: faultOf(error, 'export-failed') };
    }
  },
  /** Puts away how the last export ended. */
  forgetExport(): void {
    if (exporting.is !== 'writing') exporting = { is: 'idle' };
  },
  async cancelExport(): Promise<void> {
    await workers().storage.cancelExport();
  },
};
