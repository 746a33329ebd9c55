/** Flashing the three bootloaders that real boards carry: over nothing, over our own firmware, over somebody's sketch. */
import { describe, expect, test } from 'vitest';
import { BANNER_WITHIN } from '#board/flash-before.ts';
import { FIRMWARE } from '#domain/firmware.ts';
import type { Bootloader } from '#rpc/board.ts';
import { atmegaboot, bootloadersMissing, optiboot, stk500boot, type BootedBoard } from './bootloaders.ts';
import { CLONE_IDS, createFlashBed, firmwareBytes } from './flash-bed.ts';

const missing = bootloadersMissing();
if (missing) console.log(missing);

const BOARDS: readonly [Bootloader, () => BootedBoard][] = [
  ['optiboot', optiboot],
  ['atmegaboot', atmegaboot],
  ['stk500v2', stk500boot],
];
/** A program that runs and is not ours by name: the firmware under another one. */
const renamed = (chip: BootedBoard['chip'], to: string): Uint8Array =>
  Uint8Array.from(
    Buffer.from(Buffer.from(firmwareBytes(chip)).toString('latin1').replace('giftwire/1.0.0', to), 'latin1'),
  );

describe.skipIf(missing !== null).each(BOARDS)('%s', { timeout: 120_000 }, (bootloader, board) => {
  test('somebody’s sketch is replaced only when a person agreed, and then every byte is right', async () => {
    const { chip, image, start } = board();
    const bed = createFlashBed(board());
    bed.machine.load(renamed(chip, 'blinking/1.0.0'));
    const foreign = Uint8Array.from(bed.machine.flash);
    expect((await bed.flash()).result).toEqual({ result: 'asks', chip, before: { is: 'sketch' } });
    // Looked at and let go: not a byte has changed, and the sketch runs again.
    expect(Buffer.compare(bed.machine.flash, foreign)).toBe(0);
    expect(bed.runUntilSaid('fw=blinking/1.0.0', 1_500)).toBe(true);
    bed.heard();

    const { result, steps } = await bed.flash(true);
    expect(result).toEqual({ result: 'done', version: FIRMWARE.version, chip, before: { is: 'sketch' } });
    expect(Buffer.compare(bed.machine.flash.subarray(0, firmwareBytes(chip).length), firmwareBytes(chip))).toBe(0);
    expect(Buffer.compare(bed.machine.flash.subarray(start), image.subarray(start))).toBe(0);
    expect(bed.heard()).toContain(`ev boot fw=${FIRMWARE.name}/${FIRMWARE.version}`);
    expect(bed.port.isClosed()).toBe(true);
    const order = ['opening', 'detecting', 'found', 'erasing', 'writing', 'verifying', 'starting'];
    expect([...new Set(steps.map(({ step }) => step))]).toEqual(order);
    expect(steps.find(({ step }) => step === 'found')).toMatchObject({ chip, bootloader });
    const last = steps.findLast((each) => each.step === 'verifying');
    expect(last).toMatchObject({ done: last?.step === 'verifying' ? last.total : null });
  });
});

describe.skipIf(missing !== null)('an Uno', { timeout: 120_000 }, () => {
  test('over nothing and over our own firmware, an older one and the same, unasked; over a newer one not', async () => {
    const { image, start } = optiboot();
    const bed = createFlashBed(optiboot());
    expect((await bed.flash()).result).toMatchObject({ result: 'done', before: { is: 'nothing' } });
    // Below the bootloader stands the firmware and nothing else.
    const expected = Uint8Array.from(image).fill(0xff, 0, start);
    expected.set(firmwareBytes('m328p'));
    expect(Buffer.compare(bed.machine.flash, expected)).toBe(0);

    bed.machine.load(renamed('m328p', 'giftwire/9.0.0'));
    const newer = { is: 'ours', version: '9.0.0' };
    expect((await bed.flash()).result).toEqual({ result: 'asks', chip: 'm328p', before: newer });
    for (const version of ['0.9.0', FIRMWARE.version]) {
      bed.machine.load(renamed('m328p', `giftwire/${version}`));
      const { result, steps } = await bed.flash(false, ({ step }) => step === 'writing' && bed.cancel());
      expect(steps.find(({ step }) => step === 'found')).toMatchObject({ before: { is: 'ours', version } });
      expect(result).toEqual({ result: 'cancelled', written: 'part' });
    }
  });
});

describe.skipIf(missing !== null)('a Mega', { timeout: 120_000 }, () => {
  test.each([
    ['known by its USB ids is asked in its own protocol at once', {}, [115_200]],
    ['behind a USB chip that any board may have is asked last', { ids: CLONE_IDS }, [115_200, 57_600, 115_200]],
  ])('%s', async (_, options, speeds) => {
    const bed = createFlashBed(stk500boot(), options);
    const { steps } = await bed.flash(false, ({ step }) => step === 'found' && bed.cancel());
    expect(steps.at(-1)).toMatchObject({ step: 'found', chip: 'm2560', bootloader: 'stk500v2' });
    expect(bed.port.speeds()).toEqual(speeds);
  });
});

test.each(['m328p', 'm2560'] as const)('the firmware of the %s names itself where it is looked for', (chip) => {
  const text = Buffer.from(firmwareBytes(chip)).toString('latin1');
  expect(text.slice(0, BANNER_WITHIN)).toContain(`${FIRMWARE.name}/${FIRMWARE.version}`);
});
