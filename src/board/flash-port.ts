/**
 * The flashing dialogue's transport over a real Web Serial port. Keeps a read pending, so that a cable that goes is
 * noticed at once, and lets a person cancel whatever it waits for. Knows no bootloader.
 */
import { within } from '#domain/within.ts';
import type { PortIdentity } from '#rpc/board.ts';
import { FlashCancelled, FlashFailed, NoAnswer, type FlashClock, type FlashTransport } from './flash-transport.ts';

/** The reset line of most boards hangs on DTR through a capacitor: its edge resets, its level does not. Some use RTS. */
const RESET_LOW_MS = 250;
/** A bootloader sets up and blinks first; a byte that comes too early may confuse it. */
const BOOTLOADER_STARTS_MS = 400;
/** A pause this long ends what is being drained … */
const QUIET_MS = 20;
/** … and a board that never pauses is not listened to for longer. */
const MOST_DRAINS = 50;
const BUFFER_BYTES = 4_096;
/** Opening takes milliseconds, over Bluetooth or a sleeping hub seconds. */
const OPEN_MS = 15_000;
/** Setting lines and closing take milliseconds; a driver that has not done it by then hangs, and nobody shall wait for it. */
const SIGNALS_MS = 1_000;
const CLOSE_MS = 2_000;

export interface FlashPort extends FlashTransport {
  /** Frees the device, whatever state it is in, or stops waiting for it. Never rejects. */
  close(): Promise<void>;
  /** What was wrong with the port besides failing, for a failure's detail; empty = nothing. */
  trouble(): readonly string[];
}

/** The port that the page named, or null when it is not plugged in or not granted any more. */
export async function findPort(serial: Serial, identity: PortIdentity): Promise<SerialPort | null> {
  const ports = (await serial.getPorts()).filter((port) => {
    const { usbVendorId = null, usbProductId = null } = port.getInfo();
    return usbVendorId === identity.usbVendorId && usbProductId === identity.usbProductId;
  });
  return ports[identity.index] ?? null;
}

/** Nothing is opened before the first setBaud. `signal` aborted: whatever waits rejects with FlashCancelled. */
export function flashPort(port: SerialPort, clock: FlashClock, signal: AbortSignal): FlashPort {
  let baud: number | null = null;
  /** The present opening, from its request on; null = none. */
  let opened: Promise<void> | null = null;
  let reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  let writer: WritableStreamDefaultWriter<Uint8Array> | null = null;
  let received: number[] = [];
  let lost = false;
  /** A driver hung: whether the device is free is not known. */
  let stuck = false;
  let lineErrors = 0;
  /** Looks again whether the one thing that is waited for has come. */
  let look: () => void = () => undefined;
  signal.addEventListener('abort', () => look());

  /** What makes further waiting pointless. */
  function stopped(): Error | null {
    if (signal.aborted) return new FlashCancelled();
    return lost ? new FlashFailed('flash-cable-lost') : null;
  }
  /** Resolves with true as soon as `come` holds, with false after `ms`. */
  function until(come: () => boolean, ms: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const settle = (end: () => void): void => {
        cancelTimer();
        look = () => undefined;
        end();
      };
      const cancelTimer = clock.after(ms, () => settle(() => resolve(false)));
      look = () => {
        const stop = stopped();
        if (stop) settle(() => reject(stop));
        else if (come()) settle(() => resolve(true));
      };
      look();
    });
  }
  /** Waits for the browser. @returns whether `task` ended within `ms`, well or badly */
  function ended(task: Promise<unknown>, ms: number): Promise<boolean> {
    let isOver = false;
    const end = (): void => {
      isOver = true;
      look();
    };
    task.then(end, end);
    return until(() => isOver, ms);
  }
  const wait = async (ms: number): Promise<void> => void (await until(() => false, ms));

  function lose(): void {
    lost = true;
    look();
  }
  /**
   * Runs as long as this opening lasts. Framing, parity, break and overrun errors end a stream, not the port: it then
   * offers another. Asking at the wrong speed provokes them.
   */
  async function receive(mine: Promise<void>): Promise<void> {
    while (opened === mine && port.readable) {
      const from = (reader = port.readable.getReader());
      try {
        for (;;) {
          const { value, done } = await from.read();
          // Our own closing lets go of the opening first.
          if (opened !== mine) return;
          if (done) return lose();
          for (const byte of value) received.push(byte);
          look();
        }
      } catch (error) {
        if (opened !== mine) return;
        if (error instanceof DOMException && error.name === 'NetworkError') break;
        lineErrors++;
      } finally {
        from.releaseLock();
      }
    }
    if (opened === mine) lose();
  }

  async function open(baudRate: number): Promise<void> {
    const opening = port.open({ baudRate, bufferSize: BUFFER_BYTES });
    opened = opening;
    if (!(await ended(opening, OPEN_MS))) throw new FlashFailed('port-stuck', 'open');
    try {
      await opening;
    } catch (error) {
      opened = null;
      if (port.connected === false) throw new FlashFailed('flash-cable-lost');
      throw new FlashFailed('flash-port-busy', error instanceof Error ? error.message : String(error));
    }
    baud = baudRate;
    received = [];
    writer = port.writable?.getWriter() ?? null;
    if (!port.readable || !writer) throw new FlashFailed('flash-cable-lost');
    // A cable that goes fails the pending read as well, which tells it; here it must only not go unhandled.
    writer.closed.catch(() => undefined);
    void receive(opening);
  }
  /** Abort before close: bytes that the board does not take would keep close waiting. */
  async function shut(): Promise<void> {
    const [opening, oldReader, oldWriter] = [opened, reader, writer];
    opened = reader = writer = baud = null;
    if (!opening) return;
    // One that is still opening is closed as soon as it is open, also when nobody waits for that any more.
    const closed = opening.then(async () => {
      await Promise.allSettled([oldWriter?.abort(), oldReader?.cancel()]);
      await port.close();
    });
    if (!(await within(closed, CLOSE_MS, clock.after))) stuck = true;
  }

  return {
    write(bytes) {
      // A write that fails ends in a lost read or in no answer, and both are told where they are waited for.
      writer?.write(bytes).catch(() => undefined);
    },
    async read(count, ms) {
      if (!(await until(() => received.length >= count, ms))) throw new NoAnswer();
      return Uint8Array.from(received.splice(0, count));
    },
    async drain(quietMs = QUIET_MS) {
      for (let i = 0; i < MOST_DRAINS; i++) {
        received = [];
        if (!(await until(() => received.length > 0, quietMs))) return;
      }
    },
    async reset() {
      const signals = async (on: boolean): Promise<void> => {
        // Some adapters have no such lines: their boards are reset by opening the port, or by hand.
        await ended(port.setSignals({ dataTerminalReady: on, requestToSend: on }), SIGNALS_MS);
      };
      await signals(false);
      await wait(RESET_LOW_MS);
      await signals(true);
      await wait(BOOTLOADER_STARTS_MS);
    },
    async setBaud(baudRate) {
      const stop = stopped();
      if (stop) throw stop;
      if (baud === baudRate) return;
      await shut();
      if (stuck) throw new FlashFailed('port-stuck', 'close');
      await open(baudRate);
    },
    close: shut,
    trouble: () => [...(lineErrors ? [`line errors: ${lineErrors}`] : []), ...(stuck ? ['not closed'] : [])],
  };
}
