/**
 * STK500 version 1: the bytes that optiboot and ATmegaBOOT understand, one command and one reply at a time.
 * Knows no timing and no dialogue. Source: Atmel application note AVR061, "STK500 Communication Protocol" (04/03);
 * both bootloaders implement a part of it.
 *
 *   command = code *(parameter) 0x20            reply = 0x14 *(data) 0x10
 */

const END_OF_COMMAND = 0x20; // Sync_CRC_EOP
const IN_SYNC = 0x14; // Resp_STK_INSYNC
const OK = 0x10; // Resp_STK_OK
const FLASH = 0x46; // 'F', the memory type

/** Bytes around the data of a reply. */
const FRAME_BYTES = 2;
export const SIGNATURE_BYTES = 3;

const command = (code: number, ...parameters: readonly number[]): Uint8Array =>
  Uint8Array.of(code, ...parameters, END_OF_COMMAND);
const length = (bytes: number): [high: number, low: number] => [bytes >> 8, bytes & 0xff];

/** Each command as it travels; its reply carries no data unless said. */
export const v1 = {
  getSync: (): Uint8Array => command(0x30),
  enterProgramming: (): Uint8Array => command(0x50),
  /** The board starts the sketch after its answer. */
  leaveProgramming: (): Uint8Array => command(0x51),
  /** Replies with SIGNATURE_BYTES. */
  readSignature: (): Uint8Array => command(0x75),
  /** `address` in bytes, even; it travels in words, low byte first. */
  loadAddress: (address: number): Uint8Array => command(0x55, (address >> 1) & 0xff, (address >> 9) & 0xff),
  /** One page at the loaded address; these bootloaders erase it first. */
  programFlash: (page: Uint8Array): Uint8Array => command(0x64, ...length(page.length), FLASH, ...page),
  /** Replies with `bytes` bytes from the loaded address on. */
  readFlash: (bytes: number): Uint8Array => command(0x74, ...length(bytes), FLASH),
} as const;

/** How long the reply to a command is. `data`: bytes of data it carries. */
export const v1ReplyLength = (data: number): number => data + FRAME_BYTES;

/** The data of a whole reply, or null when it does not say "in sync … ok". */
export function v1ReplyData(reply: Uint8Array): Uint8Array | null {
  if (reply.length < FRAME_BYTES || reply[0] !== IN_SYNC || reply.at(-1) !== OK) return null;
  return reply.subarray(1, -1);
}
