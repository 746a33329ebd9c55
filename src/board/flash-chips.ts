/**
 * The chips that may stand behind a bootloader, by their signature, and what a sketch may take up on each.
 * Knows no port. Sources: "Signature Bytes" in Microchip's data sheets, as in avr-libc's io headers; sketch sizes:
 * upload.maximum_size in the Arduino core's boards.txt.
 */
import type { Chip } from '#domain/board-model.ts';
import type { Bootloader } from '#rpc/board.ts';

export interface FlashChip {
  readonly chip: Chip;
  /** Bytes in a page of flash. */
  readonly page: number;
}

const OURS: Readonly<Record<string, FlashChip>> = {
  '1e950f': { chip: 'm328p', page: 128 },
  '1e9801': { chip: 'm2560', page: 256 },
};
const OTHERS: Readonly<Record<string, string>> = {
  '1e9307': 'ATmega8',
  '1e930a': 'ATmega88',
  '1e930f': 'ATmega88P',
  '1e9403': 'ATmega16',
  '1e9406': 'ATmega168',
  '1e940b': 'ATmega168P',
  '1e9502': 'ATmega32',
  '1e9514': 'ATmega328',
  '1e9516': 'ATmega328PB',
  '1e9587': 'ATmega32U4',
  '1e9609': 'ATmega644',
  '1e960a': 'ATmega644P',
  '1e9702': 'ATmega128',
  '1e9703': 'ATmega1280',
  '1e9705': 'ATmega1284P',
  '1e9802': 'ATmega2561',
};
/** Below the bootloader: what a sketch may take up, in bytes. */
const SKETCH_BYTES: Readonly<Record<Bootloader, number>> = { optiboot: 32_256, atmegaboot: 30_720, stk500v2: 253_952 };
/** All of the flash, bootloader included. */
export const FLASH_BYTES: Readonly<Record<Chip, number>> = { m328p: 0x8000, m2560: 0x40000 };

/** @param signature six hex digits. @returns null for a chip that our firmware does not run on */
export const flashChip = (signature: string): FlashChip | null => OURS[signature] ?? null;

/** What a person reads on the chip, with the signature behind it; the signature alone of an unknown one. */
export const chipName = (signature: string): string =>
  OTHERS[signature] ? `${OTHERS[signature]} (${signature})` : signature;

export const sketchBytes = (bootloader: Bootloader): number => SKETCH_BYTES[bootloader];
