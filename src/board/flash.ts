/**
 * Flashing as the page asks for it: first everything that can be checked without touching the board, then the port,
 * the dialogue, and the port closed again whatever happened. Knows no protocol.
 */
import { FIRMWARE } from '#domain/firmware.ts';
import type { FaultCode } from '#domain/fault.ts';
import { usbBoard } from '#domain/usb-boards.ts';
import type { FlashProgress, FlashResult, PortIdentity, Written } from '#rpc/board.ts';
import { flashDialogue } from './flash-dialogue.ts';
import { bothFirmwares, type LoadFirmware } from './flash-firmware.ts';
import { findPort, flashPort } from './flash-port.ts';
import { FlashCancelled, FlashFailed, NoAnswer, type FlashClock } from './flash-transport.ts';

export interface FlasherNeeds {
  /** navigator.serial; null where the browser has none. */
  readonly serial: Serial | null;
  readonly clock: FlashClock;
  readonly loadFirmware: LoadFirmware;
}

export interface Flasher {
  /** `mayReplace`: a person agreed that what is on the board is replaced. Never rejects. One at a time. */
  flash(port: PortIdentity, mayReplace: boolean, push: (progress: FlashProgress) => void): Promise<FlashResult>;
  /** The running `flash` then resolves as cancelled; harmless without one. */
  cancel(): void;
}

/** The failure, with what else was wrong with the port behind its detail. */
function withTrouble(error: unknown, trouble: readonly string[]): unknown {
  const failure = error instanceof NoAnswer ? new FlashFailed('flash-line-failed') : error;
  if (!(failure instanceof FlashFailed) || !trouble.length) return failure;
  return new FlashFailed(failure.code, [failure.detail, ...trouble].filter(Boolean).join(', '));
}

export function createFlasher({ serial, clock, loadFirmware }: FlasherNeeds): Flasher {
  let running: AbortController | null = null;

  async function attempt(
    identity: PortIdentity,
    mayReplace: boolean,
    signal: AbortSignal,
    push: (progress: FlashProgress) => void,
    left: (written: Written) => void,
  ): Promise<FlashResult> {
    const board = usbBoard(identity.usbVendorId, identity.usbProductId);
    if (board?.canRunFirmware === 'no') throw new FlashFailed('flash-unsuitable', board.name);
    if (!serial) throw new FlashFailed('serial-unsupported');
    push({ step: 'opening' });
    const firmware = await bothFirmwares(loadFirmware, clock, signal);
    const found = await findPort(serial, identity);
    if (!found) throw new FlashFailed('flash-cable-lost');
    const transport = flashPort(found, clock, signal);
    try {
      const expected = board?.chip ?? null;
      const { result, chip, before } = await flashDialogue({ transport, firmware, expected, mayReplace, push, left });
      return result === 'asks' ? { result, chip, before } : { result, version: FIRMWARE.version, chip, before };
    } catch (error) {
      await transport.close();
      throw withTrouble(error, transport.trouble());
    } finally {
      await transport.close();
    }
  }

  return {
    async flash(identity, mayReplace, push) {
      const failed = (code: FaultCode, detail: string, written: Written): FlashResult => ({
        result: 'failed',
        fault: { code, detail, at: clock.now() },
        written,
      });
      if (running) return failed('flash-port-busy', '', 'nothing');
      running = new AbortController();
      const { signal } = running;
      let written: Written = 'nothing';
      try {
        const next = (progress: FlashProgress): void => {
          // Cancelled while nothing was waited for: the next step must not begin, and least of all the erasing.
          if (signal.aborted) throw new FlashCancelled();
          push(progress);
        };
        return await attempt(identity, mayReplace, signal, next, (now) => (written = now));
      } catch (error) {
        if (error instanceof FlashCancelled) return { result: 'cancelled', written };
        if (error instanceof FlashFailed) return failed(error.code, error.detail, written);
        return failed('worker-failed', error instanceof Error ? error.message : String(error), written);
      } finally {
        running = null;
      }
    },
    cancel: () => running?.abort(),
  };
}
