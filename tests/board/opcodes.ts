/** Just enough of an AVR assembler for programs of a dozen instructions. Source: AVR instruction set manual DS40002198. */

/** Registers by number (16–31 for an immediate), I/O registers by I/O address: 0x20 below that in the data space. */
export const ldi = (register: number, value: number): number =>
  0xe000 | ((value & 0xf0) << 4) | ((register - 16) << 4) | (value & 0x0f);
export const mov = (to: number, from: number): number => 0x2c00 | ((from & 16) << 5) | (to << 4) | (from & 15);
export const out = (io: number, register: number): number =>
  0xb800 | ((io & 0x30) << 5) | (register << 4) | (io & 0x0f);
/** IN. */
export const input = (register: number, io: number): number =>
  0xb000 | ((io & 0x30) << 5) | (register << 4) | (io & 0x0f);
const sts = (address: number, register: number): number[] => [0x9200 | (register << 4), address];
export const lds = (register: number, address: number): number[] => [0x9000 | (register << 4), address];
export const sbi = (io: number, bit: number): number => 0x9a00 | (io << 3) | bit;
/** Skips the next instruction when the bit is clear. */
export const sbrc = (register: number, bit: number): number => 0xfc00 | (register << 4) | bit;
/** `words` from the next instruction. */
export const rjmp = (words: number): number => 0xc000 | (words & 0xfff);
export const SEI = 0x9478;
export const RETI = 0x9518;
export const SLEEP = 0x9588;
export const SPM = 0x95e8;
/** rjmp to itself. */
export const HALT = rjmp(-1);

/** Writes a constant to a place in the data space, by r16. */
export const store = (address: number, value: number): number[] => [ldi(16, value), ...sts(address, 16)];

/** A program, or parts of it by word address, as an image of `bytes` of flash. */
export function assemble(bytes: number, parts: Readonly<Record<number, readonly (number | readonly number[])[]>>) {
  const words = new Uint16Array(bytes / 2).fill(0xffff);
  for (const [address, code] of Object.entries(parts)) words.set(code.flat(), Number(address));
  return new Uint8Array(words.buffer);
}
