/** One bootloader, spoken to: what both protocols have in common, as the dialogue uses it. Types only. */
import type { Bootloader } from '#rpc/board.ts';

/** Every call rejects with NoAnswer, or with FlashFailed when the answer is not the one that must come. */
export interface Programmer {
  readonly bootloader: Bootloader;
  /** Three bytes as six hex digits: `1e950f`. */
  signature(): Promise<string>;
  readPage(address: number, bytes: number): Promise<Uint8Array>;
  /**
   * Erases the page and writes it. Pages must come in order, from 0 on: a Mega's bootloader erases them in turn,
   * whatever address it is told. `rewind` lets them begin at 0 again.
   */
  writePage(address: number, page: Uint8Array): Promise<void>;
  rewind(): Promise<void>;
  /** The sketch starts. */
  leave(): Promise<void>;
}

/** Tries to get the bootloader's attention. Resolves with null when nothing that speaks this protocol answers. */
export type OpenProgrammer = () => Promise<Programmer | null>;

/** A bootloader waits 1 s (optiboot) for the first byte; three tries within that, without flooding it. */
export const SYNC_TRIES = 3;
export const SYNC_MS = 250;
/**
 * An answer takes a few ms; a page of 256 bytes at 57600 baud 45 ms, and writing one 9 ms. But this PC encodes video beside,
 * and giving up costs the whole attempt: a cable that goes is noticed by the read, not by this.
 */
export const ANSWER_MS = 4_000;

export const hexOf = (bytes: Iterable<number>): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
