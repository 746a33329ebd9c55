/** Everything that can go wrong while flashing, each with its own fault; nothing is ever called done that is not. */
import { describe, expect, test } from 'vitest';
import { idlePage } from '#board/flash-image.ts';
import { createFlasher } from '#board/flash.ts';
import type { Chip } from '#domain/board-model.ts';
import type { FaultCode } from '#domain/fault.ts';
import type { Written } from '#rpc/board.ts';
import { fakeClock } from '../fakes/clock.ts';
import { atmegaboot, bootloadersMissing, optiboot } from './bootloaders.ts';
import {
  createFlashBed,
  firmwareBytes,
  firmwareHex,
  hexOf,
  UNO_IDS,
  type FlashBedOptions,
  type FlashRun,
} from './flash-bed.ts';

const failed = (code: FaultCode, detail: unknown, written: Written) => ({
  result: 'failed',
  fault: { code, detail, at: expect.any(Number) as number },
  written,
});
const any = expect.any(String) as string;
/** `ldi r24,1; out SMCR,r24; sleep; rjmp .-4`: a program that sleeps for ever and says nothing. */
const ASLEEP = Uint8Array.of(0x81, 0xe0, 0x83, 0xbf, 0x88, 0x95, 0xfe, 0xcf);

describe.skipIf(bootloadersMissing() !== null)('with a board', { timeout: 120_000 }, () => {
  test('another chip: it is named, and nothing was written', async () => {
    const bed = createFlashBed(optiboot([0x94, 0x06]));
    const before = Uint8Array.from(bed.machine.flash);
    expect((await bed.flash()).result).toEqual(failed('flash-wrong-chip', 'ATmega168 (1e9406)', 'nothing'));
    expect(Buffer.compare(bed.machine.flash, before)).toBe(0);
    const unknown = createFlashBed(optiboot([0xaa, 0x55]));
    expect((await unknown.flash()).result).toEqual(failed('flash-wrong-chip', '1eaa55', 'nothing'));
  });

  test('no bootloader answers', async () => {
    const bed = createFlashBed({ ...optiboot(), start: 0x8000 });
    bed.machine.load(firmwareBytes('m328p'));
    const { result, steps } = await bed.flash();
    expect(result).toEqual(failed('flash-no-sync', '', 'nothing'));
    expect(steps.at(-1)).toEqual({ step: 'detecting' });
    expect(bed.port.isClosed()).toBe(true);
  });

  test('an adapter without reset lines: opening the port resets the board, and that is enough', async () => {
    const bed = createFlashBed(optiboot());
    bed.port.refuseSignals();
    const { steps } = await bed.flash(false, ({ step }) => step === 'found' && bed.cancel());
    expect(steps.map(({ step }) => step)).toContain('found');
  });

  test.each([
    [0x0234, 'in an inner page', 'part'],
    [0x0004, 'in the first page', 'part'],
    [0x0000, 'where it begins, so that it cannot be made idle', 'unsure'],
  ] as const)('a stuck byte at %i, %s, is found by reading back', async (stuckAt, _, written) => {
    const bed = createFlashBed(optiboot(), { stuckAt, hex: { m328p: hexOf(new Uint8Array(700).fill(0x55)) } });
    const { result, steps } = await bed.flash(true);
    const address = `0x${stuckAt.toString(16).padStart(4, '0')}`;
    expect(result).toEqual(failed('flash-verify-failed', address, written));
    expect(steps.map(({ step }) => step)).not.toContain('starting');
  });

  test('a first page that arrives damaged is not left to run: the chip idles again where it begins', async () => {
    let armed = false;
    const bed = createFlashBed(optiboot(), {
      hex: { m328p: hexOf(firmwareBytes('m328p').subarray(0, 300)) },
      // The first byte of the reset vector's JMP, once, as the first page is written at last.
      damage(byte, direction) {
        if (!armed || direction !== 'to-board' || byte !== 0x0c) return byte;
        armed = false;
        return 0x0d;
      },
    });
    const { result } = await bed.flash(true, (at) => {
      armed ||= at.step === 'verifying' && at.done > 0;
    });
    expect(armed).toBe(false);
    expect(result).toEqual(failed('flash-verify-failed', '0x0000', 'part'));
    expect(Buffer.compare(bed.machine.flash.subarray(0, 128), idlePage(128))).toBe(0);
  });

  test('the port is taken as it is opened again at the firmware’s speed: all is written, only nobody can be asked', async () => {
    const bed = createFlashBed(atmegaboot(), { hex: { m328p: hexOf(ASLEEP) } });
    const { result } = await bed.flash(true, ({ step }) => step === 'starting' && bed.port.setBusy(true));
    expect(result).toEqual(failed('flash-not-answering', expect.stringContaining('flash-port-busy'), 'all'));
  });

  test('another program holds the port', async () => {
    const bed = createFlashBed(optiboot());
    bed.port.setBusy(true);
    expect((await bed.flash()).result).toEqual(failed('flash-port-busy', any, 'nothing'));
  });

  test('the board is not plugged in any more', async () => {
    const bed = createFlashBed(optiboot());
    bed.port.unplug();
    expect((await bed.flash()).result).toEqual(failed('flash-cable-lost', '', 'nothing'));
  });

  test('what was started is not the firmware it should be', async () => {
    const text = Buffer.from(firmwareBytes('m328p')).toString('latin1').replace('giftwire/1.0.0', 'giftwire/1.0.9');
    const bed = createFlashBed(optiboot(), { hex: { m328p: hexOf(Buffer.from(text, 'latin1')) } });
    expect((await bed.flash()).result).toEqual(failed('flash-not-answering', 'giftwire/1.0.9', 'all'));
  });

  test('what was started says nothing', async () => {
    const bed = createFlashBed(optiboot(), { hex: { m328p: hexOf(ASLEEP) } });
    expect((await bed.flash()).result).toEqual(failed('flash-not-answering', '', 'all'));
  });

  // Which bits flip is fixed by the seed; the three lines stand for the three ends that such a line can have.
  test.each<[string, number, number, object]>([
    ['found by reading back', 1, 8_000, { result: 'failed', fault: { code: 'flash-verify-failed' }, written: 'part' }],
    ['the dialogue breaks off', 6, 8_000, { result: 'failed', fault: { code: 'flash-line-failed' }, written: 'part' }],
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
    const bed = createFlashBed(optiboot(), { latencyMs: 300, hex: { m328p: hexOf(new Uint8Array(100).fill(0xcf)) } });
    const { result } = await bed.flash(false, ({ step }) => step === 'starting' && bed.cancel());
    expect(result).toEqual({ result: 'cancelled', written: 'all' });
  });

  test('only one at a time', async () => {
    const bed = createFlashBed(optiboot());
    let second: Promise<FlashRun> | null = null;
    await bed.flash(false, ({ step }) => {
      if (step === 'detecting') second = bed.flash();
      if (step === 'found') bed.cancel();
    });
    expect((await (second as Promise<FlashRun> | null))?.result).toEqual(failed('flash-port-busy', '', 'nothing'));
  });

  test('a firmware that reaches into the bootloader', async () => {
    const bed = createFlashBed(optiboot(), { hex: { m328p: hexOf(new Uint8Array(32_257)) } });
    expect((await bed.flash()).result).toEqual(failed('flash-hex-too-big', '32257 > 32256', 'nothing'));
  });
});

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
    expect(await flash(hex)).toEqual(failed(code, expect.stringContaining(detail), 'nothing'));
  });

  describe('a host that takes the request and says nothing', () => {
    function hanging() {
      const clock = fakeClock();
      const asked: AbortSignal[] = [];
      const loadFirmware = (_: Chip, signal: AbortSignal) => {
        asked.push(signal);
        return new Promise<string>(() => undefined);
      };
      const flasher = createFlasher({ serial: untouchable, clock, loadFirmware });
      return { ...{ clock, flasher }, ended: () => asked.map(({ aborted }) => aborted) };
    }
    test('is not waited for without end, and what was asked of it is called off', async () => {
      const { clock, flasher, ended } = hanging();
      const result = flasher.flash(UNO_IDS, true, () => undefined);
      expect(ended()).toEqual([false, false]);
      clock.advance(60_000);
      expect(await result).toEqual(failed('flash-hex-missing', any, 'nothing'));
      expect(ended()).toEqual([true, true]);
    });
    test('is not waited for when a person cancels', async () => {
      const { flasher, ended } = hanging();
      const result = flasher.flash(UNO_IDS, true, () => undefined);
      flasher.cancel();
      expect(await result).toEqual({ result: 'cancelled', written: 'nothing' });
      expect(ended()).toEqual([true, true]);
    });
  });

  test('a board that cannot take it', async () => {
    const leonardo = { usbVendorId: 0x2341, usbProductId: 0x8036, index: 0 };
    expect(await flash(whole, leonardo)).toEqual(failed('flash-unsuitable', 'Arduino Leonardo', 'nothing'));
  });

  test('a browser without Web Serial', async () => {
    const flasher = createFlasher({ serial: null, clock: fakeClock(), loadFirmware: () => Promise.resolve(whole) });
    expect(await flasher.flash(UNO_IDS, true, () => undefined)).toEqual(failed('serial-unsupported', '', 'nothing'));
  });
});
