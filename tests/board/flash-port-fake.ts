/**
 * A SerialPort in front of something that has bytes, a speed and a reset line. Behaves as Chromium was measured to:
 * an unplug fails the pending read, a port held elsewhere does not open, a replug gives a new SerialPort, an error on the
 * line ends the stream and the port offers another. Where its driver hangs, what is asked of it never ends.
 */
import type { PortIdentity } from '#rpc/board.ts';

export interface PortEnd {
  setBaud(baudRate: number): void;
  /** The edge at which DTR is raised. */
  reset(): void;
  send(bytes: Uint8Array): void;
}

/** What of a hung driver does not come back. */
type Hang = 'open' | 'cancel' | 'close';
const never = () => new Promise<never>(() => undefined);

const lostError = () => new DOMException('The device has been lost.', 'NetworkError');

class Port extends EventTarget {
  readable: ReadableStream<Uint8Array> | null = null;
  writable: WritableStream<Uint8Array> | null = null;
  connected = true;
  busy = false;
  refusesSignals = false;
  hangs: Hang | null = null;
  readonly speeds: number[] = [];
  private dtr = false;
  private input: ReadableStreamDefaultController<Uint8Array> | null = null;
  private arrived: number[] = [];
  private readonly identity: PortIdentity;
  private readonly end: PortEnd;

  constructor(identity: PortIdentity, end: PortEnd) {
    super();
    this.identity = identity;
    this.end = end;
  }
  getInfo(): SerialPortInfo {
    const { usbVendorId, usbProductId } = this.identity;
    return { ...(usbVendorId !== null && { usbVendorId }), ...(usbProductId !== null && { usbProductId }) };
  }
  async open({ baudRate }: SerialOptions): Promise<void> {
    await Promise.resolve();
    if (this.hangs === 'open') await never();
    if (this.readable) throw new DOMException('The port is already open.', 'InvalidStateError');
    if (this.busy || !this.connected) throw new DOMException('Failed to open serial port.', 'NetworkError');
    this.arrived = [];
    this.offer();
    this.writable = new WritableStream({
      write: (bytes: Uint8Array) => {
        if (this.connected) this.end.send(bytes);
      },
    });
    this.speeds.push(baudRate);
    this.end.setBaud(baudRate);
    this.raise(true);
  }
  private offer(): void {
    this.readable = new ReadableStream({
      start: (controller) => void (this.input = controller),
      cancel: () => (this.hangs === 'cancel' ? never() : undefined),
    });
  }
  async setSignals({ dataTerminalReady }: SerialOutputSignals): Promise<void> {
    await Promise.resolve();
    if (this.refusesSignals) throw new DOMException('Failed to set control signals.', 'NetworkError');
    if (this.connected) this.raise(dataTerminalReady ?? this.dtr);
  }
  async close(): Promise<void> {
    await Promise.resolve();
    if (this.hangs === 'close') await never();
    this.readable = this.writable = this.input = null;
    this.dtr = false;
  }
  private raise(dtr: boolean): void {
    if (dtr && !this.dtr) this.end.reset();
    this.dtr = dtr;
  }
  receive(byte: number): void {
    if (this.input && this.connected) this.arrived.push(byte);
  }
  deliver(): void {
    if (!this.arrived.length) return;
    this.input?.enqueue(Uint8Array.from(this.arrived));
    this.arrived = [];
  }
  damage(name: string): void {
    const { input } = this;
    this.offer();
    input?.error(new DOMException('The line was disturbed.', name));
  }
  cut(): void {
    this.connected = false;
    this.readable = null;
    this.input?.error(lostError());
    this.input = null;
  }
}

export function flashPortFake(identity: PortIdentity, end: PortEnd) {
  let port: Port | null = new Port(identity, end);
  const serial = new EventTarget() as Serial;
  serial.getPorts = async () => {
    await Promise.resolve();
    return port ? [port as unknown as SerialPort] : [];
  };
  const plugged = (): Port => {
    if (!port) throw new Error('not plugged in');
    return port;
  };
  return {
    serial,
    /** From the board; on their way until deliver(). */
    receive: (byte: number): void => port?.receive(byte),
    deliver: (): void => port?.deliver(),
    /** Nobody holds it open. */
    isClosed: (): boolean => !port?.readable,
    /** Another program has it. */
    setBusy: (busy: boolean): void => void (plugged().busy = busy),
    hang: (hangs: Hang | null): void => void (plugged().hangs = hangs),
    /** Framing, parity, break or overrun. */
    damage: (name: string): void => plugged().damage(name),
    /** At which it was opened, one after another, baud. */
    speeds: (): readonly number[] => plugged().speeds,
    /** An adapter without DTR and RTS. */
    refuseSignals: (): void => void (plugged().refusesSignals = true),
    unplug(): void {
      plugged().cut();
      port = null;
    },
    plug(): void {
      port = new Port(identity, end);
    },
  };
}
