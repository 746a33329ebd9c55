/** The emulator benchmark's own process, and in it the thread that runs the virtual board: see emulator.ts and bundled.ts. */
import { isMainThread } from 'node:worker_threads';

if (isMainThread) process.send?.(await (await import('./emulator.ts')).emulator());
else (await import('./emulator-thread.ts')).boardThread();
