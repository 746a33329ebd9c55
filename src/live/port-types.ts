/** A way to bytes: the real Web Serial port and the virtual Arduino behind one shape. Types only. */
import type { PortInput } from '#domain/port-machine.ts';

export interface PortHost {
  /** What happened to the port, in the port machine's words. */
  onPort(input: PortInput): void;
  receive(bytes: Uint8Array): void;
  /** Which USB device it is, as soon as that is known. */
  onDevice(usbVendorId: number | null, usbProductId: number | null): void;
}

export interface Port {
  readonly kind: 'serial' | 'virtual';
  /** Looks for its device and opens it; harmless when it is open or opening. */
  open(): void;
  /** Synchronous: the bytes are in the port's own queue when it returns. */
  write(bytes: Uint8Array): void;
  /** Gives the device up for good; nothing is told afterwards. Resolves when it is closed, so that somebody else may open it. */
  close(): Promise<void>;
}
