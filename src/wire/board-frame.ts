/**
 * Wire protocol v1, host to board: numbered, checksummed ASCII frames.
 * Knows neither windows nor ports: it spells one frame and no more.
 *
 *   frame = ":" seq SP verb *(SP arg) "*" ck LF
 */
import { commandText } from '#domain/command-text.ts';
import type { BoardCommand } from '#domain/command.ts';

/** All of a frame before its LF, ":" included: the board's line buffer. */
export const MAX_FRAME_CHARS = 56;
/** All outputs off, unnumbered, at any time. Two in a row: one flipped bit must not forge it. */
export const STOP_PAIR: Uint8Array = Uint8Array.of(0x18, 0x18);

/** Remainders of the 256 byte values for the generator x⁸ + x² + x + 1 (0x07), most significant bit first. */
const CRC_TABLE = Uint8Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : crc << 1;
  return crc;
});

/** CRC-8, polynomial 0x07, start 0, no reflection (CRC-8/SMBUS in the RevEng catalogue), of the low bytes of `text`. */
export function crc8(text: string): number {
  let crc = 0;
  for (let i = 0; i < text.length; i++) crc = CRC_TABLE[crc ^ (text.charCodeAt(i) & 0xff)] ?? 0;
  return crc;
}

/** The checksum as it travels: two lower-case hex digits. */
export const checksum = (text: string): string => crc8(text).toString(16).padStart(2, '0');

/**
 * One frame with its LF, ready to be written.
 * @param seq any whole number; it wraps at 256
 * @param body verb and arguments
 * @throws RangeError when the frame would not fit the board's line buffer
 */
export function encodeFrame(seq: number, body: string): string {
  const content = `${seq & 0xff} ${body}`;
  const frame = `:${content}*${checksum(content)}`;
  if (frame.length > MAX_FRAME_CHARS) throw new RangeError(`frame of ${frame.length} characters: ${body}`);
  return frame + '\n';
}

/** Verb and arguments of a command, as protocol v1 spells them: the log shows a person the same words. */
export const commandBody = (command: BoardCommand): string => commandText(command);
