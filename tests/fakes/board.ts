/** The board at the end of a test's cable. */
import type { Clock } from '#live/clock.ts';
import type { FromVirtualPort, ToVirtualPort } from '#rpc/virtual-port.ts';
import type { FakeEnd } from './cable.ts';
import { createProtocolModel, type ProtocolModel } from './protocol-model.ts';

export type FakeBoard = ProtocolModel;
export interface FakeBoardOptions {
  readonly clock: Clock;
  /** Bytes to the host, at the time they arrive there. */
  send(bytes: Uint8Array): void;
  onPin?(pin: number, on: boolean, at: number): void;
}

export const fakeBoard = (options: FakeBoardOptions): FakeBoard => createProtocolModel(options);

/** The virtual board as the board worker has it, at its end of the cable. */
export function fakeVirtualBoard(options: Omit<FakeBoardOptions, 'send'> & { readonly end: FakeEnd }) {
  const { end } = options;
  const post = (message: FromVirtualPort): void => end.postMessage(message);
  let opening = 0;
  let plugged = true;
  let running = false;
  const board = fakeBoard({ ...options, send: (bytes) => post({ type: 'bytes', opening, bytes }) });
  end.onmessage = ({ data }: MessageEvent<ToVirtualPort>) => {
    if (data.type === 'open') {
      opening = data.opening;
      if (!plugged) return post({ type: 'unplugged', opening, detail: '' });
      running = true;
      post({ type: 'opened', opening });
      board.reset();
    } else if (data.opening === opening && running) {
      if (data.type === 'write') board.receive(data.bytes);
      else stop();
    }
  };
  function stop(): void {
    running = false;
    board.cut();
  }
  return {
    board,
    unplug(): void {
      plugged = false;
      if (running) post({ type: 'unplugged', opening, detail: '' });
      stop();
    },
    plug(): void {
      plugged = true;
      post({ type: 'plugged' });
    },
  };
}
