/**
 * Asks for a board: the chooser exists only in the window and only on a gesture. The port itself belongs to the
 * live worker, which finds it by getPorts(). Knows no screen.
 */
import { reportError, reportFault } from './faults.svelte.ts';
import { live } from './live.svelte.ts';

export const serialSupported = (): boolean => 'serial' in navigator;

/** 'cancelled': the person closed the chooser, or there was nothing in it to choose. */
export type Grant = 'granted' | 'cancelled' | 'failed';

/** Call from a click. No filters: clones carry any vendor's numbers. */
export async function chooseBoard(): Promise<Grant> {
  if (!serialSupported()) {
    reportFault('serial-unsupported');
    return 'failed';
  }
  try {
    await navigator.serial.requestPort();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return 'cancelled';
    reportError('port-needs-choosing', error);
    return 'failed';
  }
  live.tell('portGranted');
  return 'granted';
}

/** True when a board was granted before and is plugged in now. */
export async function hasGrantedBoard(): Promise<boolean> {
  return serialSupported() && (await navigator.serial.getPorts()).length > 0;
}
