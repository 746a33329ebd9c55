/** Everything that can go wrong while flashing, each with its own fault; nothing is ever called done that is not. */
import { describe, expect, test } from 'vitest';
import { createFlasher } from '#board/flash.ts';
import type { FaultCode } from '#domain/fault.ts';
import { fakeClock } from '../fakes/clock.ts';
import { bootloadersMissing, optiboot } from './bootloaders.ts';
import { createFlashBed, firmwareBytes, firmwareHex, UNO_IDS, type FlashBedOptions } from './flash-bed.ts';

const failed = (code: FaultCode, detail: unknown, written: boolean) => ({
  result: 'failed',
  fault: { code, detail, at: expect.any(Number) as number },
  written,
});
const any = expect.any(String) as string;

describe.skipIf(bootloadersMissing() !== null)('with a board', { timeout: 120_000 }, () => {
  test('another chip: it is named, and nothing was written', async () => {
    const bed = createFlashBed(optiboot([0x94, 0x06]));
    const before = Uint8Array.from(bed.machine.flash);
    expect((await bed.flash()).result).toEqual(failed('flash-wrong-chip', 'ATmega168 (1e9406)', false));
    expect(Buffer.compare(bed.machine.flash, before)).toBe(0);
    const unknown = createFlashBed(optiboot([0xaa, 0x55]));
    expect((await unknown.flash()).result).toEqual(failed('flash-wrong-chip', '1eaa55', false));
  });

  test('no bootloader answers', async () => {
    const bed = createFlashBed({ ...optiboot(), start: 0x8000 });
    bed.machine.load(firmwareBytes('m328p'));
    const { result, steps } = await bed.flash();
    expect(result).toEqual(failed('flash-no-sync', '', false));
    expect(steps.at(-1)).toEqual({ step: 'detecting' });
    expect(bed.port.isClosed()).toBe(true);
  });

  test('an adapter without reset lines: opening the port resets the board, and that is enough', async () => {
    const bed = createFlashBed(optiboot());
    bed.port.refuseSignals();
    expect((await bed.flash()).result).toMatchObject({ result: 'done' });
  });

  test.each([
    [0x0234, 'an inner page'],
    [0x0004, 'the first page'],
  ])('a stuck byte at %i, in %s, is found by reading back', async (stuckAt) => {
    const bed = createFlashBed(optiboot(), { stuckAt, hex: { m328p: hexOf(new Uint8Array(700).fill(0x55)) } });
    const { result, steps } = await bed.flash(true);
    const address = `0x${stuckAt.toString(16).padStart(4, '0')}`;
    expect(result).toEqual(failed('flash-verify-failed', address, true));
    expect(steps.map(({ step }) => step)).not.toContain('starting');
  });

  test('another program holds the port', async () => {
    const bed = createFlashBed(optiboot());
    bed.port.setBusy(true);
    expect((await bed.flash()).result).toEqual(failed('flash-port-busy', any, false));
  });

  test('the board is not plugged in any more', async () => {
    const bed = createFlashBed(optiboot());
    bed.port.unplug();
    expect((await bed.flash()).result).toEqual(failed('flash-cable-lost', '', false));
  });

  test('what was started is not the firmware it should be', async () => {
    const text = Buffer.from(firmwareBytes('m328p')).toString('latin1').replace('giftwire/1.0.0', 'giftwire/1.0.9');
    const bed = createFlashBed(optiboot(), { hex: { m328p: hexOf(Buffer.from(text, 'latin1')) } });
    expect((await bed.flash()).result).toEqual(failed('flash-not-answering', 'giftwire/1.0.9', true));
  });

  test('what was started says nothing', async () => {
    const bed = createFlashBed(optiboot(), { hex: { m328p: hexOf(Uint8Array.of(0xff, 0xcf)) } });
    expect((await bed.flash()).result).toEqual(failed('flash-not-answering', '', true));
  });

  // Which bits flip is fixed by the seed; the three lines stand for the three ends that such a line can have.
  test.each<[string, number, number, object]>([
    ['found by reading back', 1, 8_000, { result: 'failed', fault: { code: 'flash-verify-failed' }, written: true }],
    ['the dialogue breaks off', 6, 8_000, { result: 'failed', fault: { code: 'flash-line-failed' }, written: true }],
    ['it hits nothing that matters', 2, 20_000, { result: 'done' }],
  ])('a line that flips bits: %s', async (_, seed, oneIn, expected) => {
    const bed = createFlashBed(optiboot(), { damage: flips(seed, oneIn) });
    const { result } = await bed.flash();
    expect(result).toMatchObject(expected);
    const firmware = firmwareBytes('m328p');
    const isRight = Buffer.compare(bed.machine.flash.subarray(0, firmware.length), firmware) === 0;
    expect(isRight).toBe(result.result === 'done');
  });

  test('a computer so busy that answers come after the next try: none is taken for another command’s', async () => {
    const bed = createFlashBed(optiboot(), { latencyMs: 300, hex: { m328p: hexOf(new Uint8Array(300).fill(0xcf)) } });
    // All was written and read back; only that this is no firmware of ours is found in the end.
    expect((await bed.flash()).result).toEqual(failed('flash-not-answering', '', true));
  });

  test('only one at a time', async () => {
    const bed = createFlashBed(optiboot());
    const second = new Promise((resolve) => {
      void bed.flash(false, ({ step }) => {
        if (step === 'detecting') void bed.flash().then(({ result }) => resolve(result));
      });
    });
    expect(await second).toEqual(failed('flash-port-busy', '', false));
  });

  test('a firmware that reaches into the bootloader', async () => {
    const bed = createFlashBed(optiboot(), { hex: { m328p: hexOf(new Uint8Array(32_257)) } });
    expect((await bed.flash()).result).toEqual(failed('flash-hex-too-big', '32257 > 32256', false));
  });
});

/** Intel HEX of a program from address 0 on. */
function hexOf(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const data = bytes.subarray(at, at + 16);
    const record = [data.length, at >> 8, at & 0xff, 0, ...data];
    const sum = record.reduce((all, byte) => all + byte, 0);
    lines.push(':' + Buffer.from([...record, -sum & 0xff]).toString('hex'));
  }
  return [...lines, ':00000001FF'].join('\n');
}
/** Flips one bit in about one byte of `oneIn`, the same ones for the same seed (a linear congruential generator). */
function flips(seed: number, oneIn: number): NonNullable<FlashBedOptions['damage']> {
  let state = seed;
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  return (byte) => (random() * oneIn < 1 ? byte ^ (1 << Math.floor(random() * 8)) : byte);
}

describe('before the port is opened', () => {
  /** A computer whose serial ports must not even be listed. */
  const untouchable = { getPorts: () => Promise.reject(new Error('touched')) } as unknown as Serial;
  const flash = (hex: string | null, ids = UNO_IDS) =>
    createFlasher({
      serial: untouchable,
      clock: fakeClock(),
      loadFirmware: (chip) => {
        if (hex === null) return Promise.reject(new Error('404'));
        return Promise.resolve(chip === 'm328p' ? hex : firmwareHex(chip));
      },
    }).flash(ids, true, () => undefined);
  const whole = firmwareHex('m328p');

  test.each<[string, string | null, FaultCode, string]>([
    ['cannot be loaded', null, 'flash-hex-missing', '404'],
    ['is cut short', whole.slice(0, 2_000), 'flash-hex-damaged', 'uno.hex'],
    ['lacks its last line', whole.replace(':00000001FF', ''), 'flash-hex-damaged', 'truncated'],
    [
      'has a flipped digit',
      whole.replace(/^:10002000./m, (found) => `${found.slice(0, -1)}Z`),
      'flash-hex-damaged',
      'uno.hex:3',
    ],
    ['is a web page', '<!doctype html>', 'flash-hex-damaged', 'uno.hex:1 malformed'],
    ['is of a larger chip', ':020000021000EC\n:0100000000FF\n:00000001FF', 'flash-hex-too-big', 'uno.hex:2'],
  ])('a firmware file that %s', async (_, hex, code, detail) => {
    expect(await flash(hex)).toEqual(failed(code, expect.stringContaining(detail), false));
  });

  test('a board that cannot take it', async () => {
    const leonardo = { usbVendorId: 0x2341, usbProductId: 0x8036, index: 0 };
    expect(await flash(whole, leonardo)).toEqual(failed('flash-unsuitable', 'Arduino Leonardo', false));
  });

  test('a browser without Web Serial', async () => {
    const flasher = createFlasher({ serial: null, clock: fakeClock(), loadFirmware: () => Promise.resolve(whole) });
    expect(await flasher.flash(UNO_IDS, true, () => undefined)).toEqual(failed('serial-unsupported', '', false));
  });
});
