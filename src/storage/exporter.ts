/** Runs one export at a time in a worker of its own, and ends that worker when it is done or cancelled. Knows no sheet. */
import * as Comlink from 'comlink';
import type { ExportResult, StorageApi } from '#rpc/storage.ts';
import type { MakeFile } from './export-worker.ts';
import { faultOf, newFault } from './faults.ts';

export interface Exporter {
  readonly run: StorageApi['exportXlsx'];
  cancel(): void;
}

export function createExporter(): Exporter {
  /** Settles the running export as cancelled; null while none runs. */
  let cancel: (() => void) | null = null;

  return {
    async run(sessionId, options, progress) {
      // Two at once would need the memory of both.
      if (cancel) return { fault: newFault('export-failed', 'one export is running already') };
      const worker = new Worker(new URL('./export-worker.ts', import.meta.url), { type: 'module' });
      const ended = new Promise<ExportResult>((resolve) => {
        cancel = () => resolve({ cancelled: true });
        worker.onerror = ({ message }) => resolve({ fault: newFault('export-failed', message) });
      });
      const makeFile = Comlink.wrap<MakeFile>(worker);
      const made = makeFile(sessionId, options, Comlink.proxy(progress)).then((file) => ({ file }));
      try {
        return await Promise.race([made, ended]);
      } catch (error) {
        return { fault: faultOf(error, 'export-failed') };
      } finally {
        worker.terminate();
        cancel = null;
      }
    },
    cancel: () => cancel?.(),
  };
}
