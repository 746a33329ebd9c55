/** How much of this PC the record takes. Knows no screen. */
import { reportError } from './faults.svelte.ts';
import { workers } from './workers.ts';

/** Bytes used and allowed; null where the browser does not tell, or the answer failed (then also a fault). */
export async function storageUsage(): Promise<{ readonly used: number; readonly quota: number } | null> {
  try {
    return await workers().storage.usage();
  } catch (error) {
    reportError('storage-failed', error);
    return null;
  }
}
