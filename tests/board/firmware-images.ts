/** The committed firmware, as the page carries it, for whatever runs it in Node. */
import { readFileSync } from 'node:fs';
import type { Chip } from '#domain/board-model.ts';
import { FIRMWARE_FILES } from '#domain/firmware.ts';
import { memoryOf } from '#board/machine.ts';
import { parseIntelHex } from '#wire/intel-hex.ts';

/** The program of an Intel HEX file, as long as the chip's flash. */
export function imageOf(text: string, chip: Chip): Uint8Array {
  const hex = parseIntelHex(text, memoryOf(chip).flash);
  if (!hex.ok) throw new Error(`line ${hex.line}: ${hex.problem}`);
  return hex.image;
}

export const firmwareImage = (chip: Chip): Uint8Array =>
  imageOf(readFileSync(`public/${FIRMWARE_FILES[chip]}`, 'utf8'), chip);
