/**
 * Flashing as the page asks for it: first everything that can be checked without touching the board, then the port,
 * the dialogue, and the port closed again whatever happened. Knows no protocol.
 */
import type { Chip } from '#domain/board-model.ts';
import { FIRMWARE, FIRMWARE_FILES } from '#domain/firmware.ts';
import type { FaultCode } from '#domain/fault.ts';
import { usbBoard } from '#domain/usb-boards.ts';
import type { FlashProgress, FlashResult, PortIdentity } from '#rpc/board.ts';
import { parseIntelHex } from '#wire/intel-hex.ts';
import { FLASH_BYTES } from './flash-chips.ts';
import { flashDialogue, type Firmware } from './flash-dialogue.ts';
import { findPort, flashPort } from './flash-port.ts';
import { FlashCancelled, FlashFailed, NoAnswer, type FlashClock } from './flash-transport.ts';

export interface FlasherNeeds {
  /** navigator.serial; null where the browser has none. */
  readonly serial: Serial | null;
  readonly clock: FlashClock;
  /** The text of a hex file of FIRMWARE_FILES. Rejects when it cannot be had. */
  loadFirmware(chip: Chip): Promise<string>;
}

export interface Flasher {
  /** `mayReplace`: a person agreed that what is on the board is replaced. Never rejects. One at a time. */
  flash(port: PortIdentity, mayReplace: boolean, push: (progress: FlashProgress) => void): Promise<FlashResult>;
  /** The running `flash` then resolves as cancelled; harmless without one. */
  cancel(): void;
}

export function createFlasher({ serial, clock, loadFirmware }: FlasherNeeds): Flasher {
  let running: AbortController | null = null;

  async function firmwareFor(chip: Chip): Promise<Firmware> {
    let text: string;
    try {
      text = await loadFirmware(chip);
    } catch (error) {
      throw new FlashFailed('flash-hex-missing', error instanceof Error ? error.message : FIRMWARE_FILES[chip]);
    }
    const hex = parseIntelHex(text, FLASH_BYTES[chip]);
    if (hex.ok) return hex;
    const code = hex.problem === 'too-big' ? 'flash-hex-too-big' : 'flash-hex-damaged';
    throw new FlashFailed(code, `${FIRMWARE_FILES[chip]}:${hex.line} ${hex.problem}`);
  }
  /** Both: which of them is needed, only the board tells, and by then its bootloader waits for no download. */
  async function bothFirmwares(): Promise<Readonly<Record<Chip, Firmware>>> {
    const [m328p, m2560] = await Promise.all([firmwareFor('m328p'), firmwareFor('m2560')]);
    return { m328p, m2560 };
  }

  async function attempt(
    identity: PortIdentity,
    mayReplace: boolean,
    signal: AbortSignal,
    push: (progress: FlashProgress) => void,
  ): Promise<FlashResult> {
    const board = usbBoard(identity.usbVendorId, identity.usbProductId);
    if (board?.canRunFirmware === 'no') throw new FlashFailed('flash-unsuitable', board.name);
    if (!serial) throw new FlashFailed('serial-unsupported');
    push({ step: 'opening' });
    const firmware = await bothFirmwares();
    const found = await findPort(serial, identity);
    if (!found) throw new FlashFailed('flash-cable-lost');
    const transport = flashPort(found, clock, signal);
    try {
      const { result, chip, before } = await flashDialogue({ transport, firmware, mayReplace, push });
      return result === 'asks' ? { result, chip, before } : { result, version: FIRMWARE.version, chip, before };
    } finally {
      await transport.close();
    }
  }

  return {
    async flash(identity, mayReplace, push) {
      const failed = (code: FaultCode, detail: string, written: boolean): FlashResult => ({
        result: 'failed',
        fault: { code, detail, at: clock.now() },
        written,
      });
      if (running) return failed('flash-port-busy', '', false);
      running = new AbortController();
      const { signal } = running;
      let written = false;
      try {
        return await attempt(identity, mayReplace, signal, (progress) => {
          // Cancelled while nothing was waited for: the next step must not begin, and least of all the erasing.
          if (signal.aborted) throw new FlashCancelled();
          if (progress.step === 'erasing') written = true;
          push(progress);
        });
      } catch (error) {
        if (error instanceof FlashCancelled) return { result: 'cancelled', written };
        if (error instanceof FlashFailed) return failed(error.code, error.detail, written);
        if (error instanceof NoAnswer) return failed('flash-line-failed', '', written);
        return failed('worker-failed', error instanceof Error ? error.message : String(error), written);
      } finally {
        running = null;
      }
    },
    cancel: () => running?.abort(),
  };
}
