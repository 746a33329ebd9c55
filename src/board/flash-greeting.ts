/** After flashing: does the firmware answer, and as which version? Knows no bootloader. */
import { encodeFrame } from '#wire/board-frame.ts';
import { bannerFields, lineSplitter, parseReply } from '#wire/board-reply.ts';
import { NoAnswer, type FlashTransport } from './flash-transport.ts';

/** The speed of our firmware. */
export const FIRMWARE_BAUD = 115_200;
/** A bootloader's wait, should the opening have reset the board, and a little more. */
const BOOT_MS = 2_500;
const HELLO_MS = 500;
const HELLO_TRIES = 3;
/** A board that prints without end must not keep us listening without end. */
const MOST_BYTES = 4_096;

/** `fw=` of the first banner within `ms` of silence, or null. */
async function listen(transport: FlashTransport, ms: number): Promise<string | null> {
  const lines = lineSplitter();
  try {
    for (let heard = 0; heard < MOST_BYTES; heard++)
      for (const line of lines.push(await transport.read(1, ms))) {
        const reply = line === null ? null : parseReply(line);
        if (reply?.type !== 'ok' && !(reply?.type === 'ev' && reply.name === 'boot')) continue;
        const firmware = bannerFields(reply.data).get('fw');
        if (firmware !== undefined) return firmware;
      }
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
  }
  return null;
}

/** Waits for the firmware that was just started. @returns `name/version` as it says of itself, or null when nothing answers */
export async function hearFirmware(transport: FlashTransport): Promise<string | null> {
  const banner = await listen(transport, BOOT_MS);
  if (banner !== null) return banner;
  for (let tried = 0; tried < HELLO_TRIES; tried++) {
    // The LF ends whatever noise may have left in the board's line buffer.
    transport.write(new TextEncoder().encode('\n' + encodeFrame(tried, 'HELLO')));
    const answer = await listen(transport, HELLO_MS);
    if (answer !== null) return answer;
  }
  return null;
}
