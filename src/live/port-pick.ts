/** Which of the granted ports to open, and which of them one of our own boards has already. Opens none. */
import { usbBoard } from '#domain/usb-boards.ts';

/** The device to look for; null (or null ids) = any. */
export type WantedPort = { readonly usbVendorId: number | null; readonly usbProductId: number | null } | null;

const taken = new WeakSet<SerialPort>();
/** From its opening to its closing: not for another one of our boards. */
export const takePort = (port: SerialPort): void => void taken.add(port);
export const leavePort = (port: SerialPort): void => void taken.delete(port);
export const isTaken = (port: SerialPort): boolean => taken.has(port);

function likelihood({ usbVendorId, usbProductId }: SerialPortInfo): number {
  if (usbVendorId === undefined) return 0;
  const known = usbBoard(usbVendorId, usbProductId ?? null);
  if (!known) return 1;
  return known.canRunFirmware === 'no' ? 2 : 3;
}

/** Only what may be an Arduino with our firmware is worth a question: to open a port is to reset what hangs on it. */
export const mayBeBoard = (port: SerialPort): boolean => [1, 3].includes(likelihood(port.getInfo()));

/** People grant a wrong port too: a known Arduino goes before other USB devices, and those before Bluetooth and COM1. */
export function pickPort(ports: readonly SerialPort[], wanted: WantedPort): SerialPort | undefined {
  const same = (want: number | null | undefined, is: number | undefined) => want == null || want === is;
  return ports
    .filter((port) => {
      const { usbVendorId, usbProductId } = port.getInfo();
      return !isTaken(port) && same(wanted?.usbVendorId, usbVendorId) && same(wanted?.usbProductId, usbProductId);
    })
    .sort((a, b) => likelihood(b.getInfo()) - likelihood(a.getInfo()))[0];
}
