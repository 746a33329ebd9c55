/** Intel HEX: what is read, and every way in which a file can be wrong, with the line that is. */
import { expect, test } from 'vitest';
import { parseIntelHex, type HexProblem } from '#wire/intel-hex.ts';

const FLASH = 0x30000;
const END = ':00000001FF';

/** A record with its checksum, from its parts. */
function record(address: number, type: number, data: readonly number[]): string {
  const bytes = [data.length, address >> 8, address & 0xff, type, ...data];
  const sum = bytes.reduce((all, byte) => all + byte, 0);
  return ':' + [...bytes, -sum & 0xff].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');
}
const file = (...lines: string[]): string => lines.join('\n') + '\n';
/** The bytes that a file names, by address. */
function bytesOf(text: string): { top: number; named: Record<number, number> } {
  const hex = parseIntelHex(text, FLASH);
  if (!hex.ok) throw new Error(`${hex.problem} in line ${hex.line}`);
  expect(hex.image).toHaveLength(FLASH);
  const named: Record<number, number> = {};
  for (const [at, byte] of hex.image.entries()) if (byte !== 0xff) named[at] = byte;
  return { top: hex.top, named };
}

test.each<[string, string, number, Record<number, number>]>([
  ['the example of the specification', file(':0300300002337A1E', END), 0x33, { 0x30: 2, 0x31: 0x33, 0x32: 0x7a }],
  ['lower case', file(':0300300002337a1e', END), 0x33, { 0x30: 2, 0x31: 0x33, 0x32: 0x7a }],
  ['CR LF, blank lines and no last newline', `${record(0, 0, [1])}\r\n\r\n${END}`, 1, { 0: 1 }],
  ['records out of order', file(record(4, 0, [5]), record(0, 0, [1]), END), 5, { 0: 1, 4: 5 }],
  ['an erased byte at the end counts', file(record(0, 0, [1, 0xff]), END), 2, { 0: 1 }],
  ['a linear base', file(record(0, 4, [0, 2]), record(0x10, 0, [7]), END), 0x20011, { 0x20010: 7 }],
  ['a segment base', file(record(0, 2, [0x20, 0]), record(0x10, 0, [7]), END), 0x20011, { 0x20010: 7 }],
  ['linear addresses run on', file(record(0xffff, 0, [1, 2]), END), 0x10001, { 0xffff: 1, 0x10000: 2 }],
  [
    'segment addresses wrap',
    file(record(0, 2, [0x10, 0]), record(0xffff, 0, [1, 2]), END),
    0x20000,
    { 0x1ffff: 1, 0x10000: 2 },
  ],
  [
    'start addresses are passed over',
    file(record(0, 3, [0, 0, 0x7e, 0]), record(0, 5, [0, 0, 0, 0]), record(0, 0, [9]), END),
    1,
    { 0: 9 },
  ],
  ['an empty data record', file(record(0, 0, []), record(0, 0, [9]), END), 1, { 0: 9 }],
])('reads %s', (_, text, top, named) => {
  expect(bytesOf(text)).toEqual({ top, named });
});

const byte = record(0, 0, [1]);
test.each<[string, string, HexProblem, number]>([
  ['nothing at all', '', 'truncated', 1],
  ['a web page in its place', '<!doctype html>\n<html></html>', 'malformed', 1],
  ['no colon', file(byte, byte.slice(1), END), 'malformed', 2],
  ['an odd number of digits', file(byte.slice(0, -1), END), 'malformed', 1],
  ['a foreign character', file(byte.replace('1', 'G'), END), 'malformed', 1],
  ['a blank within a line', file(` ${byte}`, END), 'malformed', 1],
  ['a record shorter than it says', file(':0300300002331E', END), 'malformed', 1],
  ['a record longer than it says', file(':0300300002337A001E', END), 'malformed', 1],
  ['an unknown type', file(record(0, 6, [1]), END), 'malformed', 1],
  ['an end record with data', file(byte, record(0, 1, [1])), 'malformed', 2],
  ['a linear base of one byte', file(record(0, 4, [1]), END), 'malformed', 1],
  ['a linear base with an address', file(record(2, 4, [0, 1]), END), 'malformed', 1],
  ['a wrong checksum', file(byte, ':0300300002337A1F', END), 'checksum', 2],
  ['one flipped bit', file(byte, ':0300300003337A1E', END), 'checksum', 2],
  ['the same byte twice', file(record(0, 0, [1, 2]), record(1, 0, [2]), END), 'overlap', 2],
  ['one byte too many', file(record(0, 4, [0, 3]), record(0, 0, [1]), END), 'too-big', 2],
  ['an address far beyond', file(record(0, 4, [0xff, 0xff]), record(0, 0, [1]), END), 'too-big', 2],
  ['no end record', file(byte, record(1, 0, [2])), 'truncated', 3],
  ['a cut in the middle of a record', file(byte) + byte.slice(0, 9), 'malformed', 2],
  ['something behind the end', file(byte, END, record(1, 0, [2])), 'after-end', 3],
  ['no program in it', file(END), 'empty', 2],
])('refuses %s', (_, text, problem, line) => {
  expect(parseIntelHex(text, FLASH)).toEqual({ ok: false, problem, line });
});

test('fills a flash to its last byte and not further', () => {
  expect(parseIntelHex(file(record(14, 0, [1, 2]), END), 16)).toMatchObject({ ok: true, top: 16 });
  expect(parseIntelHex(file(record(15, 0, [1, 2]), END), 16)).toEqual({ ok: false, problem: 'too-big', line: 1 });
});
