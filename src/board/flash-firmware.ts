/**
 * The firmware that flashing puts on a board: loaded within a limit, parsed and checked before any port is opened.
 * Knows no port and no bootloader.
 */
import type { Chip } from '#domain/board-model.ts';
import { FIRMWARE_FILES } from '#domain/firmware.ts';
import { parseIntelHex } from '#wire/intel-hex.ts';
import { FLASH_BYTES } from './flash-chips.ts';
import { FlashCancelled, FlashFailed, type FlashClock } from './flash-transport.ts';

/** A firmware as its hex file gives it. */
export interface Firmware {
  readonly image: Uint8Array;
  readonly top: number;
}

/** The text of a hex file of FIRMWARE_FILES. Rejects when it cannot be had; `signal` aborted: nobody wants it any more. */
export type LoadFirmware = (chip: Chip, signal: AbortSignal) => Promise<string>;

/** Two files of some 50 kB, on a slow line; longer means that the host took the request and says nothing. */
const LOAD_MS = 20_000;

async function firmwareFor(chip: Chip, load: LoadFirmware, signal: AbortSignal): Promise<Firmware> {
  let text: string;
  try {
    text = await load(chip, signal);
  } catch (error) {
    throw new FlashFailed('flash-hex-missing', error instanceof Error ? error.message : FIRMWARE_FILES[chip]);
  }
  const hex = parseIntelHex(text, FLASH_BYTES[chip]);
  if (hex.ok) return hex;
  const code = hex.problem === 'too-big' ? 'flash-hex-too-big' : 'flash-hex-damaged';
  throw new FlashFailed(code, `${FIRMWARE_FILES[chip]}:${hex.line} ${hex.problem}`);
}

/**
 * Both: which of them is needed, only the board tells, and by then its bootloader waits for no download.
 * @throws FlashFailed flash-hex-missing, flash-hex-damaged, flash-hex-too-big; FlashCancelled as soon as `cancelled` is aborted
 */
export function bothFirmwares(
  load: LoadFirmware,
  clock: FlashClock,
  cancelled: AbortSignal,
): Promise<Readonly<Record<Chip, Firmware>>> {
  return new Promise((resolve, reject) => {
    const loading = new AbortController();
    const cancel = (): void => reject(new FlashCancelled());
    const late = (): void => reject(new FlashFailed('flash-hex-missing', `${LOAD_MS / 1_000} s`));
    if (cancelled.aborted) return cancel();
    const cancelTimer = clock.after(LOAD_MS, () => end(late));
    const onCancel = (): void => end(cancel);
    cancelled.addEventListener('abort', onCancel);
    function end(how: () => void): void {
      cancelTimer();
      cancelled.removeEventListener('abort', onCancel);
      how();
      // What is still under way keeps one of the few connections to the host.
      loading.abort();
    }
    Promise.all([firmwareFor('m328p', load, loading.signal), firmwareFor('m2560', load, loading.signal)]).then(
      ([m328p, m2560]) => end(() => resolve({ m328p, m2560 })),
      (error: unknown) => end(() => reject(error instanceof Error ? error : new Error(String(error)))),
    );
  });
}
