/** Text in cells, sheets that overflow, and file names: what hostile input must not break. */
import { describe, expect, test } from 'vitest';
import { numberCell, sheetText, textCell, utcCell } from '#storage/cells.ts';
import { fileName } from '#storage/file-name.ts';
import { createTable } from '#storage/table.ts';
import { zone } from '#storage/zone.ts';
import { session } from './bed.ts';

describe('text', () => {
  test.each([
    ['plain', 'plain'],
    ['=1+1', '=1+1'],
    ['tab\tline\nreturn\r', 'tab\tline\nreturn\r'],
    ['nul\u0000bell\u0007', 'nul\ufffdbell\ufffd'],
    ['half \ud83d', 'half \ufffd'],
    ['half \ude00', 'half \ufffd'],
    ['whole 😀', 'whole 😀'],
    ['\ufffe\uffff', '\ufffd\ufffd'],
    ['_x0041_', '_x005F_x0041_'],
    ['_x004_ __proto__', '_x004_ __proto__'],
  ])('%j becomes %j', (given, shown) => {
    expect(sheetText(given)).toBe(shown);
  });

  test('is a string cell whatever it starts with; empty text is an empty cell', () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r'])
      expect(textCell(`${start}A1`)).toEqual({ t: 's', v: `${start}A1` });
    expect(textCell('')).toBeUndefined();
    expect(textCell(null)).toBeUndefined();
  });

  test.each([
    ['a million letters', 'x'.repeat(1_000_000)],
    ['pairs cut in half', `x${'😀'.repeat(20_000)}`],
    ['lookalikes that grow', '_x0041_'.repeat(4_681)],
  ])('of %s fits a cell, well formed, and shows that it was cut', (_, text) => {
    const shown = sheetText(text);
    expect(shown.length).toBeLessThanOrEqual(32_767);
    expect(shown.endsWith('…')).toBe(true);
    expect(shown).not.toMatch(/\p{Surrogate}/u);
  });
});

test.each([null, Number.NaN, Infinity])('%s is no number: the cell stays empty', (value) => {
  expect(numberCell(value)).toBeUndefined();
});

test.each([Number.NaN, Infinity, 9e15])('%s is no time: the cell stays empty', (value) => {
  expect(utcCell(value)).toBeUndefined();
});

test('a table that outgrows a sheet goes on in the next one, headings again', () => {
  const table = createTable<number>([{ heading: 'Number', width: 8, cell: (value) => numberCell(value) }], 3);
  for (const value of [1, 2, 3, 4, 5]) table.add(value);
  const sheets = table.sheets('Events');
  expect(sheets.map(([name, sheet]) => [name, sheet['!ref']])).toEqual([
    ['Events', 'A1:A3'],
    ['Events 2', 'A1:A3'],
    ['Events 3', 'A1:A2'],
  ]);
  expect(sheets.map(([, sheet]) => sheet['!data'].map(([cell]) => cell?.v))).toEqual([
    ['Number', 1, 2],
    ['Number', 3, 4],
    ['Number', 5],
  ]);
});

test.each([
  ['plaza', 'giftwire_plaza_2026-03-01_1930.xlsx'],
  ['toko.bunga_99', 'giftwire_toko.bunga_99_2026-03-01_1930.xlsx'],
  ['../../etc/passwd', 'giftwire_etc-passwd_2026-03-01_1930.xlsx'],
  ['a:b*c?"<>|\\d\u0000', 'giftwire_a-b-c-d_2026-03-01_1930.xlsx'],
  ['花屋', 'giftwire_花屋_2026-03-01_1930.xlsx'],
  ['', 'giftwire_demo_2026-03-01_1930.xlsx'],
  ['...', 'giftwire_demo_2026-03-01_1930.xlsx'],
  ['x'.repeat(300), `giftwire_${'x'.repeat(40)}_2026-03-01_1930.xlsx`],
])('the file of room %j is named %s', (uniqueId, name) => {
  expect(fileName(session('s1', { uniqueId }), zone('UTC'))).toBe(name);
});
