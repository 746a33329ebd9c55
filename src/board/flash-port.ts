/**
 * The flashing dialogue's transport over a real Web Serial port. Keeps a read pending, so that a cable that goes is
 * noticed at once, and lets a person cancel whatever it waits for. Knows no bootloader.
 */
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

export interface FlashPort extends FlashTransport {
  /** Frees the device, whatever state it is in. Never rejects. */
  close(): Promise<void>;
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
  let reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  let writer: WritableStreamDefaultWriter<Uint8Array> | null = null;
  let received: number[] = [];
  let lost = false;
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
  const wait = async (ms: number): Promise<void> => void (await until(() => false, ms));

  function lose(): void {
    lost = true;
    look();
  }
  /** Runs as long as this opening lasts. */
  async function receive(from: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    try {
      for (;;) {
        const { value, done } = await from.read();
        if (from !== reader) return;
        if (done) return lose();
        for (const byte of value) received.push(byte);
        look();
      }
    } catch {
      // The cable went. Our own closing lets go of the reader first.
      if (from === reader) lose();
    }
  }

  async function open(baudRate: number): Promise<void> {
    try {
      await port.open({ baudRate, bufferSize: BUFFER_BYTES });
    } catch (error) {
      if (port.connected === false) throw new FlashFailed('flash-cable-lost');
      throw new FlashFailed('flash-port-busy', error instanceof Error ? error.message : String(error));
    }
    baud = baudRate;
    reader = port.readable?.getReader() ?? null;
    writer = port.writable?.getWriter() ?? null;
    received = [];
    if (!reader || !writer) throw new FlashFailed('flash-cable-lost');
    void receive(reader);
    // A cable that goes fails the pending read as well, which tells it; here it must only not go unhandled.
    writer.closed.catch(() => undefined);
  }
  /** Abort before close: bytes that the board does not take would keep close waiting. */
  async function shut(): Promise<void> {
    const [oldReader, oldWriter] = [reader, writer];
    reader = writer = null;
    if (baud === null) return;
    baud = null;
    await Promise.allSettled([oldWriter?.abort(), oldReader?.cancel()]);
    await Promise.allSettled([port.close()]);
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
        await Promise.allSettled([port.setSignals({ dataTerminalReady: on, requestToSend: on })]);
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
      await open(baudRate);
    },
    close: shut,
  };
}
