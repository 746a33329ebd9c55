/**
 * Asks for a board: the chooser exists only in the window and only on a gesture. The port itself belongs to the
 * live worker, which finds it by getPorts(). Knows no screen.
 */
import { tick } from 'svelte';
import type { BoardChoice } from '#rpc/live.ts';
import { reportError, reportFault } from './faults.svelte.ts';
import { live } from './live.svelte.ts';
import { settings } from './settings.svelte.ts';

export const serialSupported = (): boolean => 'serial' in navigator;

/** 'cancelled': the person closed the chooser, or there was nothing in it to choose. */
type NotGranted = 'cancelled' | 'failed';
export type Grant = 'granted' | NotGranted;

/** The setting by which the port just chosen is driven. Ids that are null fit any device, as in the live worker. */
function choiceFor(current: BoardChoice, { usbVendorId, usbProductId }: SerialPortInfo): BoardChoice {
  if (current.kind === 'virtual') return { kind: 'auto' };
  const fits = (want: number | null, is: number | undefined) => want === null || want === is;
  if (current.kind === 'auto' || (fits(current.usbVendorId, usbVendorId) && fits(current.usbProductId, usbProductId)))
    return current;
  return { kind: 'serial', usbVendorId: usbVendorId ?? null, usbProductId: usbProductId ?? null };
}

/** Opens the browser's chooser; call from a click. No filters: clones carry any vendor's numbers. */
export async function askForPort(): Promise<SerialPort | NotGranted> {
  if (!serialSupported()) {
    reportFault('serial-unsupported');
    return 'failed';
  }
  try {
    return await navigator.serial.requestPort();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return 'cancelled';
    reportError('port-needs-choosing', error);
    return 'failed';
  }
}

/** This port is the one to drive from now on. Resolves when the live worker was told so. */
export async function drivePort(port: SerialPort): Promise<void> {
  settings.board = choiceFor(settings.board, port.getInfo());
  settings.realBoardKnown = true;
  // The worker must know of another choice before it looks again.
  await tick();
}

/** Call from a click. */
export async function chooseBoard(): Promise<Grant> {
  const port = await askForPort();
  if (typeof port === 'string') return port;
  await drivePort(port);
  live.tell('portGranted');
  return 'granted';
}

/** True when a board was granted before and is plugged in now. */
export async function hasGrantedBoard(): Promise<boolean> {
  return serialSupported() && (await navigator.serial.getPorts()).length > 0;
}
