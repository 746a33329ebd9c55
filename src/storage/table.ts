/**
 * A table that grows row by row and becomes one sheet, or several where Excel's rows do not suffice.
 * Knows nothing of what the columns mean.
 */
import type { DenseWorkSheet } from 'xlsx';
import { textCell, type Cell } from './cells.ts';

/** Excel's last row. */
const EXCEL_ROWS = 1_048_576;

export interface Column<Row> {
  readonly heading: string;
  /** in characters */
  readonly width: number;
  readonly cell: (row: Row) => Cell;
}

export interface Table<Row> {
  add(row: Row): void;
  /** Name and content of each sheet: `name`, `name 2`, … each with its headings. */
  sheets(name: string): (readonly [string, DenseWorkSheet])[];
}

/** `A`, `B` … `Z`: no table here has more columns. */
const letter = (index: number): string => String.fromCharCode(65 + index);

/** `lastRow` counts the heading. */
export function createTable<Row>(columns: readonly Column<Row>[], lastRow = EXCEL_ROWS): Table<Row> {
  const headings = columns.map(({ heading }) => textCell(heading));
  const newPage = (): Cell[][] => [[...headings]];
  let page = newPage();
  const pages = [page];
  const toSheet = (rows: Cell[][]): DenseWorkSheet => {
    const ref = `A1:${letter(columns.length - 1)}${rows.length}`;
    return {
      // SheetJS skips what is undefined; its type does not say so.
      '!data': rows as DenseWorkSheet['!data'],
      '!ref': ref,
      '!cols': columns.map(({ width }) => ({ wch: width })),
      '!autofilter': { ref },
    };
  };
  return {
    add(row) {
      if (page.length >= lastRow) pages.push((page = newPage()));
      page.push(columns.map(({ cell }) => cell(row)));
    },
    sheets: (name) => pages.map((rows, index) => [index ? `${name} ${index + 1}` : name, toSheet(rows)] as const),
  };
}
