/** The virtual board in a worker thread of Node, as src/board/worker.ts has it in the browser: messages in, messages out. */
import { parentPort } from 'node:worker_threads';
import { createVirtualBoard } from '#board/virtual-board.ts';
import type { ToVirtualPort } from '#rpc/virtual-port.ts';
import { firmwareImage } from '../board/firmware-images.ts';

export function boardThread(): void {
  const clock = {
    now: () => performance.now(),
    after(ms: number, task: () => void) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
  };
  const board = createVirtualBoard({
    clock,
    firmware: firmwareImage,
    send: (message) => parentPort?.postMessage(message),
    onView: (view) => parentPort?.postMessage({ type: 'view', view }),
  });
  parentPort?.on('message', (message: ToVirtualPort) => board.receive(message));
}
