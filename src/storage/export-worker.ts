/**
 * Lives for one export, then is ended and its memory with it: composition root. SheetJS writes in one stretch of
 * seconds, which must not keep the journal waiting. What a call throws is a Fault.
 */
import * as Comlink from 'comlink';
import type { ExportOptions, ExportProgress, ExportResult } from '#rpc/storage.ts';
import { connect } from './db.ts';
import { faultOf } from './faults.ts';
import { writeWorkbook } from './write-workbook.ts';

const database = connect();

async function makeFile(
  sessionId: string,
  options: ExportOptions,
  progress: (progress: ExportProgress) => void,
): Promise<NonNullable<ExportResult['file']>> {
  try {
    const file = await writeWorkbook(await database(), sessionId, options, progress);
    return Comlink.transfer(file, [file.bytes]);
  } catch (error) {
    throw faultOf(error, 'export-failed');
  }
}

export type MakeFile = typeof makeFile;

Comlink.expose(makeFile);
