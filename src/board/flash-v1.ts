/** The dialogue with optiboot and ATmegaBOOT (STK500 version 1). Knows no chip, no image and no Web Serial. */
import type { Bootloader } from '#rpc/board.ts';
import { SIGNATURE_BYTES, v1, v1ReplyData, v1ReplyLength } from '#wire/stk500v1.ts';
import { ANSWER_MS, hexOf, SYNC_MS, SYNC_TRIES, type Programmer } from './flash-programmer.ts';
import { FlashFailed, NoAnswer, type FlashTransport } from './flash-transport.ts';

/** Longer than the time between two tries, shorter than a bootloader's patience. */
const STALE_MS = 2 * SYNC_MS;

/** After a reset. @returns null when nothing answers in this protocol at this speed */
export async function openV1(transport: FlashTransport, bootloader: Bootloader): Promise<Programmer | null> {
  async function ask(command: Uint8Array, data = 0, ms = ANSWER_MS): Promise<Uint8Array> {
    transport.write(command);
    const reply = await transport.read(v1ReplyLength(data), ms);
    const found = v1ReplyData(reply);
    if (!found) throw new FlashFailed('flash-line-failed', hexOf(reply.subarray(0, 8)));
    return found;
  }
  async function inSync(): Promise<boolean> {
    await transport.drain();
    try {
      await ask(v1.getSync(), 0, SYNC_MS);
      return true;
    } catch (error) {
      // Whatever else answered is no bootloader of this kind; loss and cancelling are not for us to judge.
      if (error instanceof NoAnswer || (error instanceof FlashFailed && error.code === 'flash-line-failed'))
        return false;
      throw error;
    }
  }

  let tries = 0;
  while (!(await inSync())) if (++tries >= SYNC_TRIES) return null;
  // Where tries before this one went unanswered, their answers may only be late, on a busy computer very late: taken for
  // the next command's they would put every later one off by one.
  await transport.drain(tries ? STALE_MS : undefined);
  await ask(v1.enterProgramming());
  return {
    bootloader,
    signature: async () => hexOf(await ask(v1.readSignature(), SIGNATURE_BYTES)),
    async readPage(address, bytes) {
      await ask(v1.loadAddress(address));
      return ask(v1.readFlash(bytes), bytes);
    },
    async writePage(address, page) {
      await ask(v1.loadAddress(address));
      await ask(v1.programFlash(page));
    },
    // Each page is erased by its own address.
    rewind: () => Promise.resolve(),
    leave: async () => void (await ask(v1.leaveProgramming())),
  };
}
