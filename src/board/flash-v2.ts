/** The dialogue with the Mega's bootloader (STK500 version 2). Knows no chip, no image and no Web Serial. */
import {
  v2,
  v2Answers,
  v2Body,
  v2FlashBytes,
  V2_HEADER_BYTES,
  v2Message,
  v2Rest,
  v2SignatureByte,
  V2_START,
  v2Succeeded,
} from '#wire/stk500v2.ts';
import { ANSWER_MS, hexOf, SYNC_MS, SYNC_TRIES, type Programmer } from './flash-programmer.ts';
import { FlashFailed, NoAnswer, type FlashTransport } from './flash-transport.ts';

/** Bytes that are no answer, such as a sketch's own output: passed over so far and no further. */
const MOST_NOISE = 512;

/** After a reset. @returns null when nothing answers in this protocol */
export async function openV2(transport: FlashTransport): Promise<Programmer | null> {
  let sequence = 0;

  /** The next answer to the last message, whatever it says. */
  async function answer(ms: number): Promise<Uint8Array> {
    for (let noise = 0; noise < MOST_NOISE; noise++) {
      const start = await transport.read(1, ms);
      if (start[0] !== V2_START) continue;
      const header = Uint8Array.of(V2_START, ...(await transport.read(V2_HEADER_BYTES - 1, ms)));
      const rest = v2Rest(header);
      if (rest === null) continue;
      const body = v2Body(sequence, header, await transport.read(rest, ms));
      // A late answer to an earlier message, or a damaged one: if ours does not come, that is NoAnswer.
      if (body) return body;
    }
    throw new NoAnswer();
  }
  async function ask(body: Uint8Array, ms = ANSWER_MS): Promise<Uint8Array> {
    sequence++;
    transport.write(v2Message(sequence, body));
    const reply = await answer(ms);
    if (!v2Answers(body, reply)) throw new FlashFailed('flash-line-failed', hexOf(reply.subarray(0, 8)));
    return reply;
  }
  async function done(body: Uint8Array): Promise<Uint8Array> {
    const reply = await ask(body);
    if (!v2Succeeded(reply)) throw new FlashFailed('flash-line-failed', hexOf(reply.subarray(0, 8)));
    return reply;
  }
  async function inSync(): Promise<boolean> {
    await transport.drain();
    try {
      return v2Succeeded(await ask(v2.signOn(), SYNC_MS));
    } catch (error) {
      if (error instanceof NoAnswer || (error instanceof FlashFailed && error.code === 'flash-line-failed'))
        return false;
      throw error;
    }
  }

  let tries = 0;
  while (!(await inSync())) if (++tries >= SYNC_TRIES) return null;
  await done(v2.enterProgramming());
  return {
    bootloader: 'stk500v2',
    async signature() {
      const bytes: number[] = [];
      for (const index of [0, 1, 2]) bytes.push(v2SignatureByte(await done(v2.readSignature(index))) ?? 0);
      return hexOf(bytes);
    },
    async readPage(address, bytes) {
      await done(v2.loadAddress(address));
      const page = v2FlashBytes(await done(v2.readFlash(bytes)));
      if (page.length !== bytes) throw new FlashFailed('flash-line-failed', `${page.length} bytes`);
      return page;
    },
    async writePage(address, page) {
      await done(v2.loadAddress(address));
      await done(v2.programFlash(page));
    },
    // The Arduino bootloader erases nothing here but begins anew with page 0, and by its version says "failed" to it.
    rewind: async () => void (await ask(v2.eraseChip())),
    leave: async () => void (await done(v2.leaveProgramming())),
  };
}
