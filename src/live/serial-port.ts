/**
 * The real port: finds a granted device, opens it, keeps a read pending, and notices every way a cable can go.
 * Knows no protocol. It never keeps a SerialPort over a replug: Chromium hands out a new one.
 */
import type { ReportFault } from '#domain/fault.ts';
import { within } from '#domain/within.ts';
import type { Clock } from './clock.ts';
import type { SerialPorts } from './one-port.ts';
import { leavePort, pickPort, takePort, type WantedPort } from './port-pick.ts';
import type { Port, PortHost } from './port-types.ts';
import { stallWatch } from './port-stall.ts';

/** Another program may let go soon; the last delay repeats. */
const PORT_OPEN_RETRY_DELAYS_MS = [250, 500, 1_000, 2_000, 5_000] as const;
/** After an unplug: look again, although an event should come. */
const PORT_LOOK_AGAIN_DELAYS_MS = [250, 750, 2_000] as const;
/** Giving a port up, the last bytes have so long to leave; a cable that takes nothing would keep it for ever. */
const PORT_FLUSH_MS = 500;
/** Closing takes milliseconds; a driver that has not done it by then hangs, and nobody shall wait for it. */
const PORT_CLOSE_MS = 2_000;
/** Bytes the browser keeps for us while we are busy; its default of 255 is little at 1 Mbaud. */
const BUFFER_BYTES = 4_096;

export interface SerialPortOptions {
  readonly serial: SerialPorts;
  readonly clock: Clock;
  readonly report: ReportFault;
  readonly host: PortHost;
  readonly wanted: WantedPort;
  baudRate(): number;
  /** No such device is plugged in and granted. */
  onNone?(): void;
}

/** One opening of one SerialPort. Whatever comes late for an older one is ignored. */
interface Opening {
  readonly port: SerialPort;
  writer: WritableStreamDefaultWriter<Uint8Array> | null;
  reader: ReadableStreamDefaultReader<Uint8Array> | null;
}

const nameOf = (error: unknown): string =>
  error instanceof Error || error instanceof DOMException ? error.name : String(error);

export function serialPort(options: SerialPortOptions): Port {
  const { serial, clock, report, host, wanted } = options;
  let current: Opening | null = null;
  let looking: Promise<void> | null = null;
  /** Openings that were given up and are not closed yet. */
  const shutting = new Set<Promise<void>>();
  let lookAgain = false;
  let failures = 0;
  let closed = false;
  let cancelRetry: (() => void) | null = null;
  const stalled = stallWatch(clock, () => void giveUp('write stalled'));

  function later(delays: readonly number[], task: () => void): void {
    cancelRetry?.();
    cancelRetry = clock.after(delays[Math.min(failures++, delays.length - 1)] ?? 0, task);
  }

  async function look(): Promise<void> {
    if (looking) lookAgain = true;
    else looking = lookNow().finally(() => (looking = null));
    return looking;
  }
  async function lookNow(): Promise<void> {
    do {
      lookAgain = false;
      try {
        const found = current || closed ? null : pickPort(await serial.getPorts(), wanted);
        if (!current && !closed) {
          if (found) await openPort(found);
          else options.onNone?.();
        }
      } catch (error) {
        report('port-lost', nameOf(error));
      }
    } while (lookAgain);
  }

  async function openPort(port: SerialPort): Promise<void> {
    const opening: Opening = { port, writer: null, reader: null };
    const info = port.getInfo();
    current = opening;
    takePort(port);
    host.onDevice(info.usbVendorId ?? null, info.usbProductId ?? null);
    host.onPort('plug');
    host.onPort('open');
    try {
      await openFresh(port);
    } catch (error) {
      leavePort(port);
      if (current !== opening) return;
      current = null;
      host.onPort('refused');
      report('port-busy', nameOf(error));
      return later(PORT_OPEN_RETRY_DELAYS_MS, () => void look());
    }
    // The cable went, or we were closed, while the port was opening.
    if (current !== opening) return shut(opening, 'lost');
    failures = 0;
    opening.writer = port.writable?.getWriter() ?? null;
    opening.writer?.closed.catch(() => lose(opening));
    host.onPort('opened');
    void readAll(opening);
    await port.setSignals({ dataTerminalReady: true, requestToSend: true }).catch(() => {
      // Some adapters have no such lines. The board may then not reset, and HELLO copes with that.
    });
  }
  /** A port that an earlier opening left open (InvalidStateError) is closed first. */
  async function openFresh(port: SerialPort): Promise<void> {
    const settings = { baudRate: options.baudRate(), bufferSize: BUFFER_BYTES };
    try {
      await port.open(settings);
    } catch (error) {
      if (nameOf(error) !== 'InvalidStateError') throw error;
      await within(port.close(), PORT_CLOSE_MS, clock.after);
      await port.open(settings);
    }
  }

  async function readAll(opening: Opening): Promise<void> {
    // Parity, framing and overrun errors end a stream, not the port: it then offers another.
    while (current === opening && opening.port.readable) {
      const reader = opening.port.readable.getReader();
      opening.reader = reader;
      try {
        for (;;) {
          const { value, done } = await reader.read();
          if (done) return lose(opening);
          if (current !== opening) return;
          host.receive(value);
        }
      } catch (error) {
        if (nameOf(error) === 'NetworkError') break;
        report('board-reply-damaged', nameOf(error));
      } finally {
        reader.releaseLock();
      }
    }
    lose(opening);
  }

  /** The device is gone. Told by a read error, a write error or an event, in any order: the first one counts. */
  function lose(opening: Opening): void {
    if (current !== opening) return;
    current = null;
    leavePort(opening.port);
    stalled.clear();
    host.onPort('unplug');
    report('port-lost');
    void shut(opening, 'lost');
    failures = 0;
    later(PORT_LOOK_AGAIN_DELAYS_MS, lookAfterLoss);
  }
  async function lookAfterLoss(): Promise<void> {
    await look();
    if (current || closed) return;
    if (failures < PORT_LOOK_AGAIN_DELAYS_MS.length)
      return later(PORT_LOOK_AGAIN_DELAYS_MS, () => void lookAfterLoss());
    // A clone without a serial number loses its grant with the cable, and no event tells of its return.
    host.onPort('close');
    report('port-needs-choosing');
  }
  async function giveUp(why: string): Promise<void> {
    const opening = current;
    if (!opening) return;
    report('port-lost', why);
    lose(opening);
  }
  /** Frees the device. What was written to one that is given up still goes out, as long as it takes bytes. */
  function shut(opening: Opening, why: 'lost' | 'given-up'): Promise<void> {
    const done = free(opening, why).finally(() => shutting.delete(done));
    shutting.add(done);
    return done;
  }
  async function free({ port, writer, reader }: Opening, why: 'lost' | 'given-up'): Promise<void> {
    try {
      if (writer && why === 'given-up') await within(writer.close(), PORT_FLUSH_MS, clock.after);
      // Abort before close: a stalled write would keep close waiting.
      const closed = Promise.allSettled([writer?.abort(), reader?.cancel()]).then(() => port.close());
      // One that cannot be closed is gone already, or was never open: either way it is not ours any more.
      if (!(await within(closed, PORT_CLOSE_MS, clock.after))) report('port-stuck', 'close');
    } finally {
      // One that was lost may be open again by now.
      if (why === 'given-up') leavePort(port);
    }
  }

  const onConnect = () => {
    failures = 0;
    void look();
  };
  const onDisconnect = (event: Event) => {
    if (current && (event.target === current.port || current.port.connected === false)) lose(current);
  };
  serial.addEventListener('connect', onConnect);
  serial.addEventListener('disconnect', onDisconnect);

  return {
    kind: 'serial',
    open() {
      failures = 0;
      void look();
    },
    write(bytes) {
      const writer = current?.writer;
      if (!writer) return;
      const done = stalled.started();
      // A failed write also ends the writer, and that is where the loss is noticed.
      writer.write(bytes).then(done, done);
    },
    async close() {
      closed = true;
      cancelRetry?.();
      stalled.clear();
      serial.removeEventListener('connect', onConnect);
      serial.removeEventListener('disconnect', onDisconnect);
      const opening = current;
      current = null;
      if (opening) void shut(opening, 'given-up');
      // One that is still opening is closed by `look` as soon as it is open, also when nobody waits for that any more.
      if (looking && !(await within(looking, PORT_CLOSE_MS, clock.after))) report('port-stuck', 'open');
      await Promise.all(shutting);
    },
  };
}
