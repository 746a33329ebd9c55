/**
 * An image onto the chip, page by page, and every byte of it read back. Knows no protocol and no Web Serial.
 *
 * The first page holds the reset vector. It is written last, once all others are verified; until then an endless loop
 * stands there. So a board whose flashing was cut short does nothing at all with its pins, whatever half of whatever
 * sketch lies behind, and its bootloader still takes a new one.
 */
import type { FlashProgress, Written } from '#rpc/board.ts';
import type { Programmer } from './flash-programmer.ts';
import { FlashFailed } from './flash-transport.ts';

export interface FlashImage {
  /** Whole pages; what the firmware leaves free is 0xff. */
  readonly bytes: Uint8Array;
  readonly page: number;
}

/** `rjmp .-2`, a jump to itself (AVR Instruction Set Manual, RJMP with k = −1), low byte first. */
const JUMP_TO_ITSELF = [0xff, 0xcf] as const;
const ERASED = 0xff;

/** A page on which the chip idles, wherever in it execution begins. */
export const idlePage = (bytes: number): Uint8Array =>
  Uint8Array.from({ length: bytes }, (_, i) => JUMP_TO_ITSELF[i % 2 ? 1 : 0]);

/** The firmware up to `top`, filled up to whole pages. */
export function flashImage(flash: Uint8Array, top: number, page: number): FlashImage {
  const bytes = new Uint8Array(Math.ceil(top / page) * page).fill(ERASED);
  bytes.set(flash.subarray(0, top));
  return { bytes, page };
}

const hexAddress = (address: number): string => `0x${address.toString(16).padStart(4, '0')}`;

/** @throws FlashFailed flash-verify-failed with the first address that differs */
async function verifyPage(programmer: Programmer, address: number, page: Uint8Array): Promise<void> {
  const found = await programmer.readPage(address, page.length);
  const wrong = page.findIndex((byte, i) => found[i] !== byte);
  if (wrong >= 0) throw new FlashFailed('flash-verify-failed', hexAddress(address + wrong));
}

/** Best effort to make the chip idle again where it begins. @returns whether it does; why not, the failure before it tells */
async function makeIdle(programmer: Programmer, page: number): Promise<boolean> {
  try {
    await programmer.rewind();
    await programmer.writePage(0, idlePage(page));
    // At a reset execution begins with the first instruction, and so it ends there, whatever stands behind.
    await verifyPage(programmer, 0, idlePage(JUMP_TO_ITSELF.length));
    return true;
  } catch {
    return false;
  }
}

/**
 * Writes and verifies. `left` is told what becomes of the board: at any end of this, what it was told last is true.
 * @throws FlashFailed flash-verify-failed; whatever the programmer throws
 */
export async function writeImage(
  programmer: Programmer,
  { bytes, page }: FlashImage,
  push: (progress: FlashProgress) => void,
  left: (written: Written) => void,
): Promise<void> {
  const total = bytes.length;
  const pageAt = (address: number): Uint8Array => bytes.subarray(address, address + page);

  push({ step: 'erasing' });
  left('part');
  await programmer.rewind();
  await programmer.writePage(0, idlePage(page));
  for (let address = page; address < total; address += page) {
    push({ step: 'writing', done: address - page, total });
    await programmer.writePage(address, pageAt(address));
  }
  for (let address = page; address < total; address += page) {
    push({ step: 'verifying', done: address - page, total });
    await verifyPage(programmer, address, pageAt(address));
  }
  await programmer.rewind();
  left('unsure');
  try {
    await programmer.writePage(0, pageAt(0));
    await verifyPage(programmer, 0, pageAt(0));
  } catch (error) {
    if (await makeIdle(programmer, page)) left('part');
    throw error;
  }
  left('all');
  push({ step: 'verifying', done: total, total });
}
