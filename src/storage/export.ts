/**
 * Makes the workbook of one session: reads the record page by page, fills the sheets, has SheetJS write them.
 * Other messages get their turn at every page; only the last step, the writing, holds the worker.
 */
import type { Action } from '#domain/action.ts';
import type { Contribution } from '#domain/session.ts';
import type { ExportOptions, ExportProgress, ExportResult } from '#rpc/storage.ts';
import { actionColumns, actionRows } from './action-columns.ts';
import type { Database, SessionRow } from './db.ts';
import { eventColumns } from './event-columns.ts';
import { faultOf, newFault } from './faults.ts';
import { fileName } from './file-name.ts';
import { leaderColumns, rank } from './leader-columns.ts';
import { readForward } from './log.ts';
import { sessionSheet, type Remark } from './session-sheet.ts';
import { readContributions } from './sessions.ts';
import { createTable } from './table.ts';
import { WORDS } from './words.ts';
import { zone as zoneOf } from './zone.ts';

interface Recorded {
  readonly row: SessionRow;
  readonly contributions: readonly Contribution[];
}

type Progress = (progress: ExportProgress) => void;

/** The workbook of what the record held when its row was read, whatever is stored meanwhile. */
async function writeWorkbook(
  db: Database,
  { row, contributions }: Recorded,
  { language, timeZone }: ExportOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<ArrayBuffer> {
  const words = WORDS[language];
  const zone = zoneOf(timeZone);
  const { utils, write } = await import('xlsx');
  const events = createTable(eventColumns(words, zone));
  const actions = new Map<string, Action>();
  const remarks: Remark[] = [];
  let done = 0;
  progress({ done, of: row.events });
  for await (const chunks of readForward(db, row)) {
    signal.throwIfAborted();
    for (const { entries } of chunks)
      for (const entry of entries)
        if (entry.type === 'event') {
          events.add(entry.event);
          done += 1;
        } else if (entry.type === 'action') actions.set(entry.action.id, entry.action);
        else remarks.push(entry);
    progress({ done, of: row.events });
  }
  const leaders = rank(contributions, row.session);
  const leaderboard = createTable(leaderColumns(words, zone));
  for (const leader of leaders) leaderboard.add(leader);
  const acted = createTable(actionColumns(words, zone));
  for (const action of actions.values()) for (const actionRow of actionRows(action)) acted.add(actionRow);
  const figures = {
    session: row.session,
    timeZone,
    gifters: leaders.length,
    viewers: contributions.length,
    actions: actions.size,
    remarks,
  };
  signal.throwIfAborted();
  const book = utils.book_new();
  const sheets = [
    [words.sheets.session, sessionSheet(figures, words, zone)] as const,
    ...events.sheets(words.sheets.events),
    ...leaderboard.sheets(words.sheets.leaderboard),
    ...acted.sheets(words.sheets.actions),
  ];
  for (const [name, sheet] of sheets) utils.book_append_sheet(book, sheet, name);
  // Shared strings: the only form of text that every spreadsheet program reads as typed text.
  return write(book, { type: 'array', bookType: 'xlsx', bookSST: true, compression: true }) as ArrayBuffer;
}

export interface Exporter {
  run(sessionId: string, options: ExportOptions, progress: Progress): Promise<ExportResult>;
  cancel(): void;
}

/** One export at a time: a second one would need the memory of both. */
export function createExporter(database: () => Promise<Database>): Exporter {
  let running: AbortController | null = null;

  const attempt = async (id: string, options: ExportOptions, progress: Progress, signal: AbortSignal) => {
    const db = await database();
    const recorded = await db.transaction('r', db.sessions, db.contributions, async () => {
      const row = await db.sessions.get(id);
      return row && { row, contributions: await readContributions(db, id) };
    });
    if (!recorded) throw newFault('export-failed', `no session ${id}`);
    const bytes = await writeWorkbook(db, recorded, options, progress, signal);
    return { file: { name: fileName(recorded.row.session, zoneOf(options.timeZone)), bytes } };
  };

  return {
    async run(id, options, progress) {
      if (running) return { fault: newFault('export-failed', 'one export is running already') };
      const control = (running = new AbortController());
      try {
        return await attempt(id, options, progress, control.signal);
      } catch (error) {
        return control.signal.aborted ? { cancelled: true } : { fault: faultOf(error, 'export-failed') };
      } finally {
        running = null;
      }
    },
    cancel: () => running?.abort(),
  };
}
