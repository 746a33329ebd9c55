/** Cables that go and people who cancel, at every tenth page and at every step: the board takes a new flashing at once. */
import { describe, expect, test } from 'vitest';
import type { FlashProgress } from '#rpc/board.ts';
import { bootloadersMissing, optiboot } from './bootloaders.ts';
import { createFlashBed, firmwareBytes } from './flash-bed.ts';
import { drivenWhenHalfFlashed, pullAtEveryTenthPage } from './flash-pulled.ts';

describe.skipIf(bootloadersMissing() !== null)('an Uno', { timeout: 240_000 }, () => {
  test('the cable is pulled at every tenth page, and each time the board takes the next attempt at once', async () => {
    expect(await pullAtEveryTenthPage(optiboot(), ['writing'])).toBeGreaterThanOrEqual(6);
  });

  test('half flashed, it says nothing and drives no pin but the one its bootloader blinks', async () => {
    expect(await drivenWhenHalfFlashed(optiboot())).toEqual([13]);
  });

  const halfway = ({ done, total }: { done: number; total: number }): boolean => done * 2 > total;
  const moments: readonly [string, boolean, (at: FlashProgress) => boolean][] = [
    ['opening', false, (at) => at.step === 'opening'],
    ['looking for the board', false, (at) => at.step === 'detecting'],
    ['having found it', false, (at) => at.step === 'found'],
    ['erasing', true, (at) => at.step === 'erasing'],
    ['writing', true, (at) => at.step === 'writing' && halfway(at)],
    ['verifying', true, (at) => at.step === 'verifying' && halfway(at)],
    ['starting', true, (at) => at.step === 'starting'],
  ];
  test('cancelled at every step, one after another, and then flashed', async () => {
    const bed = createFlashBed(optiboot());
    for (const [, written, isNow] of moments) {
      const { result } = await bed.flash(true, (at) => {
        if (isNow(at)) bed.cancel();
      });
      expect(result).toEqual({ result: 'cancelled', written });
      expect(bed.port.isClosed()).toBe(true);
    }
    expect((await bed.flash()).result).toMatchObject({ result: 'done' });
    expect(Buffer.compare(bed.machine.flash.subarray(0, firmwareBytes('m328p').length), firmwareBytes('m328p'))).toBe(
      0,
    );
  });
});
