/**
 * Intel HEX, the text form of a program for a microcontroller, read strictly: a firmware file that is not wholly right
 * is no firmware file. Knows no chip and no file system. Source: Intel, "Hexadecimal Object File Format Specification",
 * revision A, 1988 (record types 00 to 05; an end record closes the file).
 */

/** Why a text is no usable program. */
export type HexProblem =
  /** Not a record: no ":", odd or foreign characters, a length that does not fit its type, an unknown type. */
  | 'malformed'
  | 'checksum'
  /** Two records want the same byte. */
  | 'overlap'
  /** A byte lies beyond the flash it is meant for. */
  | 'too-big'
  /** No end record: the file was cut short. */
  | 'truncated'
  /** Something stands behind the end record. */
  | 'after-end'
  /** Whole, but without a single byte of program. */
  | 'empty';

export type IntelHex =
  | {
      readonly ok: true;
      /** As long as the flash; what no record names is 0xff, as an erased flash reads. */
      readonly image: Uint8Array;
      /** One past the highest byte that a record names. */
      readonly top: number;
    }
  /** `line` counts from 1. */
  | { readonly ok: false; readonly problem: HexProblem; readonly line: number };

const ERASED = 0xff;
/** ":" then length, address and type (4 bytes), data, checksum (1 byte). */
const RECORD = /^:(?:[0-9A-Fa-f]{2}){5,260}$/;
const HEAD_BYTES = 4;
const DATA = 0;
const END = 1;
const SEGMENT_BASE = 2;
const LINEAR_BASE = 4;
/** Data bytes a record of each type but DATA must have: end, segment base, start segment, linear base, start linear. */
const FIXED_LENGTH: Readonly<Record<number, number>> = { 1: 0, 2: 2, 3: 4, 4: 2, 5: 4 };
const SEGMENT_MASK = 0xffff;

/** The bytes of a record that is whole in itself, or what is wrong with it. */
function readRecord(line: string): Uint8Array | HexProblem {
  if (!RECORD.test(line)) return 'malformed';
  const bytes = Uint8Array.from({ length: (line.length - 1) / 2 }, (_, i) =>
    parseInt(line.slice(1 + i * 2, 3 + i * 2), 16),
  );
  const [length = 0, high = 0, low = 0, type = DATA] = bytes;
  if (bytes.length !== HEAD_BYTES + length + 1) return 'malformed';
  // The low byte of the sum of all bytes, checksum included, is zero.
  if ((bytes.reduce((sum, byte) => sum + byte, 0) & 0xff) !== 0) return 'checksum';
  if (type === DATA) return bytes;
  return FIXED_LENGTH[type] === length && high === 0 && low === 0 ? bytes : 'malformed';
}

/**
 * The program in `text` for a flash of `flashSize` bytes. Never throws; start addresses (types 03 and 05) are checked
 * and otherwise ignored, since an AVR starts where its fuses say.
 */
export function parseIntelHex(text: string, flashSize: number): IntelHex {
  const image = new Uint8Array(flashSize).fill(ERASED);
  const named = new Uint8Array(flashSize);
  let top = 0;
  let base = 0;
  let segmented = false;
  let ended = false;

  function place(record: Uint8Array): HexProblem | null {
    const offset = ((record[1] ?? 0) << 8) | (record[2] ?? 0);
    for (const [i, byte] of record.subarray(HEAD_BYTES, -1).entries()) {
      // Within a segment addresses wrap at 64 KiB; linear ones run on.
      const at = base + (segmented ? (offset + i) & SEGMENT_MASK : offset + i);
      if (at >= flashSize) return 'too-big';
      if (named[at]) return 'overlap';
      named[at] = 1;
      image[at] = byte;
      top = Math.max(top, at + 1);
    }
    return null;
  }
  function take(line: string): HexProblem | null {
    if (ended) return 'after-end';
    const record = readRecord(line);
    if (typeof record === 'string') return record;
    const type = record[3];
    if (type === DATA) return place(record);
    const value = ((record[4] ?? 0) << 8) | (record[5] ?? 0);
    if (type === END) ended = true;
    else if (type === SEGMENT_BASE) [base, segmented] = [value * 16, true];
    else if (type === LINEAR_BASE) [base, segmented] = [value * 0x10000, false];
    return null;
  }

  const lines = text.split(/\r\n|\r|\n/);
  for (const [i, line] of lines.entries()) {
    if (line === '') continue;
    const problem = take(line);
    if (problem) return { ok: false, problem, line: i + 1 };
  }
  if (!ended) return { ok: false, problem: 'truncated', line: lines.length };
  return top > 0 ? { ok: true, image, top } : { ok: false, problem: 'empty', line: lines.length };
}
