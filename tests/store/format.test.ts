/** Numbers and times in both languages. Times are made in this machine's zone, so the tests hold in any. */
import { describe, expect, it } from 'vitest';
import { formatters } from '#store/format.ts';

const en = formatters('en');
const id = formatters('id');
const evening = new Date(2026, 10, 20, 20, 14, 7).getTime();

describe.each([
  ['number', 18_402, '18,402', '18.402'],
  ['compact', 1_284, '1,284', '1.284'],
  ['compact', 99_999, '99,999', '99.999'],
  ['signed', 46, '+46', '+46'],
  ['signed', 0, '0', '0'],
  ['signed', -46, '-46', '-46'],
  ['percent', 0.334, '33%', '33%'],
  ['latency', 0.94, '0.9', '0,9'],
  ['latency', 12.3, '12', '12'],
  ['time', evening, '20:14:07', '20.14.07'],
  ['date', evening, '20 Nov 2026', '20 Nov 2026'],
  ['clock', 6_127_900, '1:42:07', '1:42:07'],
  ['clock', -5, '0:00:00', '0:00:00'],
  ['age', 3_900, '3s', '3 dtk'],
  ['age', 179_000, '2m', '2 mnt'],
  ['age', -50, '0s', '0 dtk'],
] as const)('%s of %s', (name, value, english, indonesian) => {
  // Intl sets narrow and no-break spaces, and both kinds of minus, by release.
  const plain = (text: string) =>
    text
      .replace(/\s/g, ' ')
      .replace('−', '-')
      .replace(/(\d)(dtk|mnt)/, '$1 $2');
  it('in English', () => expect(plain(en[name](value))).toBe(english));
  it('in Bahasa Indonesia', () => expect(plain(id[name](value))).toBe(indonesian));
});

it('shortens what would not fit', () => {
  expect(en.compact(128_400)).toMatch(/^128\.4K$/i);
});

it.each([
  [0, '0'],
  [999, '999'],
  [2_400_000, '2.4'],
  [5_000_000_000, '5'],
])('%s bytes read %s', (bytes, start) => {
  expect(en.bytes(bytes).startsWith(start)).toBe(true);
});
