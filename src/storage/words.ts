/** The workbook's words by language; that both have the same keys is checked where they meet here. */
import type { ExportOptions } from '#rpc/storage.ts';
import { workbook as en } from '#text/en/workbook.ts';
import { workbook as id } from '#text/id/workbook.ts';

export type WorkbookWords = typeof en;

export const WORDS: Readonly<Record<ExportOptions['language'], WorkbookWords>> = { en, id };
