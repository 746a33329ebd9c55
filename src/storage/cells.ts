/**
 * Cells of a sheet: text that stays text, numbers and dates that calculate. Knows no sheet and no language.
 * A cell object may stand in many places: writing leaves it as it is.
 */
import type { CellObject } from 'xlsx';
import type { Zone } from './zone.ts';

/** undefined is an empty cell. */
export type Cell = CellObject | undefined;

const DATE_FORMAT = 'yyyy-mm-dd hh:mm:ss';
export const DURATION_FORMAT = '[h]:mm:ss';
export const PERCENT_FORMAT = '0.0%';

/** Excel's longest text in a cell; more makes the file unreadable. */
const LONGEST_TEXT = 32_767;

/** Characters XML 1.0 forbids: controls but tab, LF and CR; lone surrogates; U+FFFE and U+FFFF. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
/** Excel reads `_x0041_` as "A"; with its underscore escaped it stays what somebody typed (ECMA-376 part 1, 22.9.2.19). */
const ESCAPE_LOOKALIKE = /_(?=x[0-9a-f]{4}_)/gi;

/** Any text in a form that a sheet can hold and shows as it was; too long a text ends in an ellipsis. */
export function sheetText(text: string): string {
  const clean = text.slice(0, LONGEST_TEXT).replace(FORBIDDEN, '\ufffd').replace(ESCAPE_LOOKALIKE, '_x005F_');
  if (text.length <= LONGEST_TEXT && clean.length <= LONGEST_TEXT) return clean;
  return `${clean.slice(0, LONGEST_TEXT - 1).replace(FORBIDDEN, '')}…`;
}

/** A string cell: text such as `=1+1` is shown, never calculated. */
export const textCell = (text: string | null): Cell => (text ? { t: 's', v: sheetText(text) } : undefined);

export const numberCell = (value: number | null, format?: string): Cell => {
  if (value === null || !Number.isFinite(value)) return undefined;
  return format ? { t: 'n', v: value, z: format } : { t: 'n', v: value };
};

/** ms UTC as the wall-clock time of the zone. */
export const dateCell = (ms: number | null, zone: Zone): Cell =>
  ms === null ? undefined : numberCell(zone.serial(ms), DATE_FORMAT);

/** ms UTC as ISO 8601 text. */
export const utcCell = (ms: number): Cell =>
  Math.abs(ms) <= 8.64e15 ? textCell(new Date(ms).toISOString()) : undefined;

/** Words that come back in many rows share one cell each. */
export function wordCells<K extends string>(words: Readonly<Record<K, string>>): Readonly<Record<K, Cell>> {
  const cells = Object.entries<string>(words).map(([key, word]) => [key, textCell(word)] as const);
  return Object.fromEntries(cells) as Record<K, Cell>;
}
