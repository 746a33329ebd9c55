/** What a bad line does to bytes, by a seeded generator so that each run is the same. Knows no protocol. */

/** Mulberry32: 32 bits of state, good enough to damage bytes with. @returns a number from 0 up to 1 */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A line that hurts the share `rate` of bytes: a flipped bit, a lost byte, a doubled one, or the rest of the write cut off. */
export function badLine(rate: number, chance: () => number): (bytes: Uint8Array) => Uint8Array {
  return (bytes) => {
    const out: number[] = [];
    for (const byte of bytes) {
      if (chance() >= rate) {
        out.push(byte);
        continue;
      }
      const kind = Math.floor(chance() * 10);
      if (kind === 9) break;
      if (kind < 3) out.push(byte ^ (1 << Math.floor(chance() * 8)));
      else if (kind < 6) out.push(byte, byte);
      // 6 to 8: it is lost
    }
    return Uint8Array.from(out);
  };
}
