/**
 * The directory of fake serial devices that one test browser sees: plugging, unplugging, and what the browser does
 * to an open port. Knows no bytes on the line (pty.ts) and no browser (chrome.ts).
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What USB tells of a device. `serialNumber` null: a clone that has none. */
export interface UsbIdentity {
  readonly vendorId: number;
  readonly productId: number;
  readonly name: string;
  readonly serialNumber: string | null;
}

export const UNO: UsbIdentity = {
  vendorId: 0x2341,
  productId: 0x0043,
  name: 'Arduino Uno',
  serialNumber: '7583330301235160E1A2',
};
/** 'open', 'baud=115200', 'dtr=0 rts=1' … as fake-tty.c tells them. */
export type PortEvent = string;

export interface FakePorts {
  /** For the browser's environment. */
  readonly directory: string;
  /** Shows the pty at `slave` as a device called `node`, such as ttyACM0. */
  plug(node: string, identity: UsbIdentity, slave: string): void;
  unplug(node: string): void;
  /** Replaces the listener. */
  onEvent(listen: (event: PortEvent) => void): void;
  close(): void;
}

/** Major of the cdc-acm driver (Linux Documentation/admin-guide/devices.txt). */
const ACM_MAJOR = 166;
const hex4 = (id: number): string => id.toString(16).padStart(4, '0');
/** udev spells a blank in ID_MODEL_ENC as \x20. */
const udevEscape = (text: string): string => text.replaceAll(' ', String.raw`\x20`);

export function createFakePorts(): FakePorts {
  const root = mkdtempSync(path.join(tmpdir(), 'fake-serial-'));
  const directory = path.join(root, 'devices');
  const nodes = path.join(root, 'nodes');
  for (const folder of [directory, nodes]) mkdirSync(folder);
  chmodSync(root, 0o755);
  writeFileSync(path.join(directory, '.drivers'), `acm /dev/ttyACM ${ACM_MAJOR} 0-255 serial\n`);
  const fifo = path.join(directory, '.events');
  execFileSync('mkfifo', ['-m', '666', fifo]);
  // Opened for writing too, so that it never reads end-of-file between two writers.
  const events = new Socket({ fd: openSync(fifo, constants.O_RDWR | constants.O_NONBLOCK), readable: true });
  let listen: (event: PortEvent) => void = () => undefined;
  let rest = '';
  events.on('data', (chunk) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) listen(line);
  });

  return {
    directory,
    plug(node, identity, slave) {
      const link = path.join(nodes, node);
      rmSync(link, { force: true });
      symlinkSync(slave, link);
      const properties = [
        `DEVNAME=${link}`,
        `MAJOR=${ACM_MAJOR}`,
        `MINOR=${/\d+$/.exec(node)?.[0] ?? '0'}`,
        'ID_BUS=usb',
        `ID_VENDOR_ID=${hex4(identity.vendorId)}`,
        `ID_MODEL_ID=${hex4(identity.productId)}`,
        `ID_MODEL_ENC=${udevEscape(identity.name)}`,
        ...(identity.serialNumber === null ? [] : [`ID_SERIAL_SHORT=${identity.serialNumber}`]),
      ];
      const fresh = path.join(directory, '.fresh');
      writeFileSync(fresh, `${properties.join('\n')}\n`);
      renameSync(fresh, path.join(directory, node));
    },
    unplug(node) {
      const file = path.join(directory, node);
      if (existsSync(file)) unlinkSync(file);
    },
    onEvent(next) {
      listen = next;
    },
    close() {
      events.destroy();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
