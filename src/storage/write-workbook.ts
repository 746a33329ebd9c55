/** Makes the workbook of one session: reads the record page by page, fills the sheets, has SheetJS write them. */
import { utils, write } from 'xlsx';
import type { Action } from '#domain/action.ts';
import type { Contribution } from '#domain/session.ts';
import type { ExportOptions, ExportProgress, ExportResult } from '#rpc/storage.ts';
import { actionColumns, actionRows } from './action-columns.ts';
import type { Database, SessionRow } from './db.ts';
import { eventColumns } from './event-columns.ts';
import { newFault } from './faults.ts';
import { fileName } from './file-name.ts';
import { leaderColumns, rank } from './leader-columns.ts';
import { readForward } from './log.ts';
import { sessionSheet, type Remark } from './session-sheet.ts';
import { readContributions } from './sessions.ts';
import { createTable } from './table.ts';
import { WORDS } from './words.ts';
import { zone as zoneOf } from './zone.ts';

type Progress = (progress: ExportProgress) => void;

/** Session row and viewers as of one moment. */
async function readRecorded(
  db: Database,
  id: string,
): Promise<{ readonly row: SessionRow; readonly contributions: readonly Contribution[] }> {
  return db.transaction('r', db.sessions, db.contributions, async () => {
    const row = await db.sessions.get(id);
    if (!row) throw newFault('export-failed', `no session ${id}`);
    return { row, contributions: await readContributions(db, id) };
  });
}

/**
 * The workbook of what the record holds now, whatever is stored meanwhile. `progress` counts events read; the writing
 * that follows takes the longer part and cannot tell how far it is.
 */
export async function writeWorkbook(
  db: Database,
  sessionId: string,
  { language, timeZone }: ExportOptions,
  progress: Progress,
): Promise<NonNullable<ExportResult['file']>> {
  const words = WORDS[language];
  const zone = zoneOf(timeZone);
  const { row, contributions } = await readRecorded(db, sessionId);
  const events = createTable(eventColumns(words, zone));
  const actions = new Map<string, Action>();
  const remarks: Remark[] = [];
  let done = 0;
  progress({ done, of: row.events });
  for await (const chunks of readForward(db, row)) {
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
  const book = utils.book_new();
  const sheets = [
    [words.sheets.session, sessionSheet(figures, words, zone)] as const,
    ...events.sheets(words.sheets.events),
    ...leaderboard.sheets(words.sheets.leaderboard),
    ...acted.sheets(words.sheets.actions),
  ];
  for (const [name, sheet] of sheets) utils.book_append_sheet(book, sheet, name);
  // Shared strings: the form of text that every spreadsheet program reads as typed text, never as a formula's result.
  const bytes = write(book, { type: 'array', bookType: 'xlsx', bookSST: true, compression: true }) as ArrayBuffer;
  return { name: fileName(row.session, zone), bytes };
}
