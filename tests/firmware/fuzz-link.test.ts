/** Ten thousand commands over bad lines: nothing happens twice or out of order, nothing stays on, everything is answered for. */
import { describe, expect, it, vi } from 'vitest';
import { fuzzLink, unoHex } from './fuzz-link.ts';

// Simulated time: a busy machine takes long for it, and that is no fault.
vi.setConfig({ testTimeout: 180_000 });

const FRAMES = 1_000;
/**
 * Shares of bytes hurt to the board and back, and how many seeds. The answer to HELLO is 120 characters long: at 3 % of
 * bytes hurt on the way back it hardly ever arrives, and there is nothing to test.
 */
const LINES = [
  [0.001, 0.001, 2],
  [0.003, 0.003, 2],
  [0.01, 0.01, 3],
  [0.03, 0.003, 3],
] as const;

describe('the firmware behind a bad line', () => {
  it.each(LINES)('hurting %d of bytes there and %d back', (there, back, seeds) => {
    for (let seed = 1; seed <= seeds; seed++) {
      const { frames, outcomes, forged, violations } = fuzzLink(unoHex(), FRAMES, [there, back], seed);
      expect(frames).toBe(FRAMES);
      expect(outcomes['acked']).toBeGreaterThan(FRAMES / 2);
      // What CRC-8 lets pass (docs/decisions/0004) cannot be told from the real thing by anybody.
      expect(violations.slice(forged.length * 2)).toEqual([]);
    }
  });
});
