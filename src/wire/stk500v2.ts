/**
 * STK500 version 2: the messages that the Mega's bootloader understands. Knows no timing and no dialogue.
 * Source: Atmel application note AVR068, "STK500 Communication Protocol" (06/06), sections 3 (packet format) and 4.
 *
 *   message = 0x1b sequence length(2, high byte first) 0x0e body checksum      ; checksum: all bytes before it, XORed
 *   body    = command *(parameter)             ; in an answer: command status *(data)
 */

const MESSAGE_START = 0x1b;
const TOKEN = 0x0e;
const STATUS_OK = 0x00; // STATUS_CMD_OK
/** An answer is never longer: a page of 256 bytes and what stands around it. */
const MAX_BODY = 300;

/** All before the body. */
export const V2_HEADER_BYTES = 5;
/** What a search for an answer looks for. */
export const V2_START = MESSAGE_START;

const length = (bytes: number): [high: number, low: number] => [bytes >> 8, bytes & 0xff];
const xor = (bytes: Uint8Array): number => bytes.reduce((all, byte) => all ^ byte, 0);

/** Bit 31 tells that the address needs more than 64 K words (AVR068, CMD_LOAD_ADDRESS). */
const EXTENDED = 0x80;

/** Bodies of the commands. */
export const v2 = {
  signOn: (): Uint8Array => Uint8Array.of(0x01),
  /** Timings and poll values as for an ISP programmer; a bootloader reads none of them. */
  enterProgramming: (): Uint8Array => Uint8Array.of(0x10, 200, 100, 25, 32, 0, 0x53, 3, 0xac, 0x53, 0, 0),
  /** The board starts the sketch after its answer. */
  leaveProgramming: (): Uint8Array => Uint8Array.of(0x11, 1, 1),
  /** CMD_SPI_MULTI with the chip's own "read signature byte" instruction; see v2SignatureByte. */
  readSignature: (index: number): Uint8Array => Uint8Array.of(0x1d, 4, 4, 0, 0x30, 0, index, 0),
  /** CMD_CHIP_ERASE_ISP. */
  eraseChip: (): Uint8Array => Uint8Array.of(0x12, 1, 0, 0xac, 0x80, 0, 0),
  /** `address` in bytes, even; it travels in words, high byte first. */
  loadAddress(address: number): Uint8Array {
    const words = address >>> 1;
    return Uint8Array.of(0x06, EXTENDED | (words >>> 24), (words >> 16) & 0xff, (words >> 8) & 0xff, words & 0xff);
  },
  /** CMD_PROGRAM_FLASH_ISP: one page at the loaded address, in page mode. */
  programFlash: (page: Uint8Array): Uint8Array =>
    Uint8Array.of(0x13, ...length(page.length), 0xc1, 10, 0x40, 0x4c, 0x20, 0, 0, ...page),
  /** CMD_READ_FLASH_ISP: `bytes` bytes from the loaded address on; see v2FlashBytes. */
  readFlash: (bytes: number): Uint8Array => Uint8Array.of(0x14, ...length(bytes), 0x20),
} as const;

/** A whole message. @param sequence any whole number; it wraps at 256 and the answer repeats it */
export function v2Message(sequence: number, body: Uint8Array): Uint8Array {
  const message = Uint8Array.of(MESSAGE_START, sequence & 0xff, ...length(body.length), TOKEN, ...body, 0);
  message[message.length - 1] = xor(message);
  return message;
}

/** What a header announces: the bytes after it, checksum included; null when it is no header. */
export function v2Rest(header: Uint8Array): number | null {
  const [start, , high = 0, low = 0, token] = header;
  const body = (high << 8) | low;
  return start === MESSAGE_START && token === TOKEN && body > 0 && body <= MAX_BODY ? body + 1 : null;
}

/** The body of an answer to message `sequence`, or null when its checksum is wrong or it answers another. */
export function v2Body(sequence: number, header: Uint8Array, rest: Uint8Array): Uint8Array | null {
  if ((xor(header) ^ xor(rest)) !== 0 || header[1] !== (sequence & 0xff)) return null;
  return rest.subarray(0, -1);
}

/** Whether `answer` answers `command`, and says it was done. */
export const v2Answers = (command: Uint8Array, answer: Uint8Array): boolean => answer[0] === command[0];
export const v2Succeeded = (answer: Uint8Array): boolean => answer[1] === STATUS_OK;

/** The byte in the answer to readSignature: last of the four that the chip shifted out. */
export const v2SignatureByte = (answer: Uint8Array): number | undefined => answer[5];
/** The bytes in the answer to readFlash, between the two status bytes. */
export const v2FlashBytes = (answer: Uint8Array): Uint8Array => answer.subarray(2, -1);
