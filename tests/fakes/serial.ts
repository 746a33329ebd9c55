/**
 * A fake of Web Serial with emulated boards on its cables: plug, unplug, hold a port busy, stall it.
 * Behaves as Chromium was measured to: a replug gives a new SerialPort, the first write after an unplug still resolves.
 */
import type { Clock } from '#live/clock.ts';
import { erasedEeprom, fakeBoard, type FakeBoard, type FakeBoardOptions } from './board.ts';

export interface FakeDevice {
  readonly usbVendorId: number;
  readonly usbProductId: number;
  /** Without one the grant is lost with the cable, and no event tells of a replug. */
  readonly serialNumber: boolean;
  /** Nobody answers: somebody's own sketch. */
  readonly mute?: boolean;
  /** Number that its board has been given. */
  readonly id?: number;
}

export interface FakeSerialOptions extends Pick<FakeBoardOptions, 'onPin'> {
  /** What the cable does to bytes, both ways. */
  damage?(bytes: Uint8Array): Uint8Array;
}

const never = () => new Promise<never>(() => undefined);
const networkError = () => new DOMException('The device has been lost.', 'NetworkError');

class FakePort extends EventTarget {
  readable: ReadableStream<Uint8Array> | null = null;
  writable: WritableStream<Uint8Array> | null = null;
  connected = true;
  /** All that was written, in order; one element per write. */
  readonly written: Uint8Array[] = [];
  busy = false;
  stalled = false;
  /** What of its driver never comes back. */
  hangs: 'open' | 'cancel' | 'close' | null = null;
  refusesSignals = false;
  board: FakeBoard | null = null;
  private input: ReadableStreamDefaultController<Uint8Array> | null = null;
  private output: WritableStreamDefaultController | null = null;
  private lostWrites = 0;
  readonly device: FakeDevice;
  private readonly powerUp: (send: (bytes: Uint8Array) => void) => FakeBoard | null;

  constructor(device: FakeDevice, powerUp: (send: (bytes: Uint8Array) => void) => FakeBoard | null) {
    super();
    this.device = device;
    this.powerUp = powerUp;
  }
  getInfo(): SerialPortInfo {
    return { usbVendorId: this.device.usbVendorId, usbProductId: this.device.usbProductId };
  }
  async open(): Promise<void> {
    await Promise.resolve();
    if (this.hangs === 'open') await never();
    if (this.readable) throw new DOMException('The port is already open.', 'InvalidStateError');
    if (this.busy || !this.connected) throw new DOMException('Failed to open serial port.', 'NetworkError');
    this.readable = new ReadableStream<Uint8Array>({
      start: (controller) => void (this.input = controller),
      cancel: () => {
        this.input = null;
        return this.hangs === 'cancel' ? never() : undefined;
      },
    });
    this.writable = new WritableStream<Uint8Array>(
      {
        start: (controller) => void (this.output = controller),
        write: (bytes) => this.take(bytes),
      },
      { highWaterMark: 20_000, size: (bytes) => bytes.length },
    );
    this.board = this.powerUp((bytes) => this.input?.enqueue(bytes));
    this.board?.reset();
  }
  private take(bytes: Uint8Array): Promise<void> | void {
    // As Chromium's sink does, a write that waits ends when its writer is aborted.
    const { signal } = this.output ?? {};
    if (this.stalled)
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(networkError())));
    if (this.connected) {
      this.written.push(bytes);
      this.board?.receive(bytes);
    } else if (this.lostWrites++) throw networkError();
  }
  async setSignals(): Promise<void> {
    if (this.refusesSignals) throw new DOMException('Failed to set control signals.', 'NetworkError');
    await Promise.resolve();
  }
  async close(): Promise<void> {
    await Promise.resolve();
    if (this.hangs === 'close') await never();
    this.board?.cut();
    this.board = null;
    this.readable = null;
    this.writable = null;
    this.input = null;
  }
  /** The cable is pulled. */
  cut(): void {
    this.connected = false;
    this.board?.cut();
    this.board = null;
    this.readable = null;
    this.input?.error(networkError());
    this.input = null;
    this.output?.error(networkError());
  }
}

export interface FakeSerial {
  /** To be handed out as navigator.serial. */
  readonly serial: Serial;
  /** Plugs a device in for the first time and grants it, or plugs it in again. */
  plug(device: FakeDevice): FakePort;
  /** Pulls the cable; `order` says which the page hears first. */
  unplug(device: FakeDevice, order?: 'event-first' | 'error-first'): void;
  /** The user chooses the device in the page's chooser. */
  grant(device: FakeDevice): void;
}

export function fakeSerial(
  clock: Clock,
  { damage = (bytes) => bytes, ...options }: FakeSerialOptions = {},
): FakeSerial {
  const plugged = new Map<FakeDevice, FakePort>();
  const known = new Set<FakeDevice>();
  const eeproms = new Map<FakeDevice, Uint8Array>();
  const granted = new Set<FakeDevice>();
  const serial = new EventTarget() as Serial;
  serial.getPorts = async () => {
    await Promise.resolve();
    return [...plugged].filter(([device]) => granted.has(device)).map(([, port]) => port as unknown as SerialPort);
  };
  const damaged = (board: FakeBoard): FakeBoard => ({
    ...board,
    receive: (bytes) => board.receive(damage(bytes)),
  });
  function tell(type: 'connect' | 'disconnect', port: FakePort): void {
    const event = new Event(type);
    Object.defineProperty(event, 'target', { value: port });
    serial.dispatchEvent(event);
  }
  return {
    serial,
    plug(device) {
      const eeprom = eeproms.get(device) ?? erasedEeprom(device.id);
      eeproms.set(device, eeprom);
      const port = new FakePort(device, (send) =>
        device.mute ? null : damaged(fakeBoard({ clock, ...options, eeprom, send: (bytes) => send(damage(bytes)) })),
      );
      plugged.set(device, port);
      if (!known.has(device)) granted.add(device);
      known.add(device);
      if (granted.has(device)) tell('connect', port);
      return port;
    },
    unplug(device, order = 'event-first') {
      const port = plugged.get(device);
      if (!port) throw new Error('not plugged in');
      plugged.delete(device);
      const wasGranted = granted.has(device);
      if (!device.serialNumber) granted.delete(device);
      if (order === 'error-first') port.cut();
      else port.connected = false;
      if (!wasGranted) return;
      if (order === 'event-first') {
        tell('disconnect', port);
        port.cut();
      } else queueMicrotask(() => queueMicrotask(() => tell('disconnect', port)));
    },
    grant: (device) => void granted.add(device),
  };
}
