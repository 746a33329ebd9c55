/** Cables that go and people who cancel, at several pages and at every step: the board takes a new flashing at once. */
import { describe, expect, test } from 'vitest';
import type { FlashProgress, Written } from '#rpc/board.ts';
import { bootloadersMissing, optiboot } from './bootloaders.ts';
import { createFlashBed, firmwareBytes, hexOf } from './flash-bed.ts';
import { drivenWhenHalfFlashed, pullEvery } from './flash-pulled.ts';

/** What an Uno's bootloader waits, 1 s, and a little of what comes then. */
const BOOT_MS = 1_500;

describe.skipIf(bootloadersMissing() !== null)('an Uno', { timeout: 240_000 }, () => {
  // At every tenth page, and on all boards: tests/long/pulled-cables.ts.
  test('the cable is pulled at page after page, and each time the board takes the next attempt at once', async () => {
    expect(await pullEvery(30, optiboot(), ['writing'])).toBeGreaterThanOrEqual(2);
  });

  test('half flashed, it says nothing and drives no pin but the one its bootloader blinks', async () => {
    expect(await drivenWhenHalfFlashed(optiboot(), BOOT_MS)).toEqual([13]);
  });

  const halfway = ({ done, total }: { done: number; total: number }): boolean => done * 2 > total;
  const moments: readonly [string, Written, (at: FlashProgress) => boolean][] = [
    ['opening', 'nothing', (at) => at.step === 'opening'],
    ['looking for the board', 'nothing', (at) => at.step === 'detecting'],
    ['having found it', 'nothing', (at) => at.step === 'found'],
    ['erasing', 'part', (at) => at.step === 'erasing'],
    ['writing', 'part', (at) => at.step === 'writing' && halfway(at)],
    ['verifying', 'part', (at) => at.step === 'verifying' && halfway(at)],
    ['starting', 'all', (at) => at.step === 'starting'],
  ];
  test('cancelled at every step, one after another', async () => {
    const image = firmwareBytes('m328p').subarray(0, 1_000);
    const bed = createFlashBed(optiboot(), { hex: { m328p: hexOf(image) } });
    for (const [, written, isNow] of moments) {
      const { result } = await bed.flash(true, (at) => {
        if (isNow(at)) bed.cancel();
      });
      expect(result).toEqual({ result: 'cancelled', written });
      expect(bed.port.isClosed()).toBe(true);
    }
    // The last one came when all was written and read back.
    expect(Buffer.compare(bed.machine.flash.subarray(0, image.length), image)).toBe(0);
  });
});
