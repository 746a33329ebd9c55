/** What is on the board now, read back from its flash: our firmware and its version, another sketch, or nothing. */
import { FIRMWARE } from '#domain/firmware.ts';
import type { FoundBefore } from '#rpc/board.ts';
import type { FlashChip } from './flash-chips.ts';
import { idlePage } from './flash-image.ts';
import type { Programmer } from './flash-programmer.ts';
import { FlashFailed } from './flash-transport.ts';

/** The firmware's banner is a constant in flash, which the linker puts right behind the vectors: it lies within these bytes. */
export const BANNER_WITHIN = 4_096;
const NAMED = new RegExp(`${FIRMWARE.name}/(\\d+\\.\\d+\\.\\d+)`);
const ERASED = 0xff;

const isErased = (page: Uint8Array): boolean => page.every((byte) => byte === ERASED);
/** An earlier flashing was cut short. */
const isIdle = (page: Uint8Array): boolean => idlePage(page.length).every((byte, i) => page[i] === byte);

async function readBack(programmer: Programmer, page: number): Promise<FoundBefore> {
  const first = await programmer.readPage(0, page);
  if (isErased(first) || isIdle(first)) return { is: 'nothing' };
  let text = '';
  for (let address = 0; address < BANNER_WITHIN; address += page) {
    const bytes = address === 0 ? first : await programmer.readPage(address, page);
    text += String.fromCharCode(...bytes);
    const version = NAMED.exec(text)?.[1];
    if (version) return { is: 'ours', version };
  }
  return { is: 'sketch' };
}

/** Writes nothing. */
export async function foundBefore(programmer: Programmer, { page }: FlashChip): Promise<FoundBefore> {
  try {
    return await readBack(programmer, page);
  } catch (error) {
    // A bootloader that is locked against reading says so; a line that fails will fail again in a moment.
    if (error instanceof FlashFailed && error.code === 'flash-line-failed') return { is: 'unknown' };
    throw error;
  }
}
