/** What a receiver makes of a byte that was sent at another rate than its own. Knows no registers. */

/** Set in what `sampled` returns when the stop bit was missing. */
export const FRAME_ERROR = 0x100;

/**
 * Samples an 8N1 frame in the middle of each bit, as a UART does after its start bit (data sheet section 20.8). Up to about
 * 4 % of difference it reads what was sent; at the wrong rate it reads the same garbage that a real one reads of a lone byte.
 * @param sentBit length of the sender's bit; `readBit` the receiver's; in any one unit
 * @returns the byte as read, with FRAME_ERROR added where the stop bit was not high
 */
export function sampled(byte: number, sentBit: number, readBit: number): number {
  if (sentBit === readBit) return byte;
  // From the start bit on, lowest first: 0, eight data bits, then the line is high again.
  const frame = (0xffff_fe00 | (byte << 1)) >>> 0;
  const levelAt = (bit: number): number => {
    const index = Math.floor(((bit + 0.5) * readBit) / sentBit);
    return index > 31 ? 1 : (frame >>> index) & 1;
  };
  let read = 0;
  for (let bit = 0; bit < 8; bit++) read |= levelAt(bit + 1) << bit;
  return levelAt(9) ? read : read | FRAME_ERROR;
}
