/** A WebSocket whose other end is the test: it opens, says things and closes when told. */
import type { SocketLike } from '#live/socket-link.ts';

export interface FakeSocket extends SocketLike {
  readonly url: string;
  readonly closed: boolean;
  open(): void;
  say(text: string): void;
  drop(code?: number, reason?: string): void;
}

/** Every socket that was opened, oldest first. */
export function fakeSockets(): { opened: FakeSocket[]; last(): FakeSocket; open(url: string): SocketLike } {
  const opened: FakeSocket[] = [];
  return {
    opened,
    last() {
      const socket = opened.at(-1);
      if (!socket) throw new Error('no socket was opened');
      return socket;
    },
    open(url) {
      let closed = false;
      const socket: FakeSocket = {
        url,
        get closed() {
          return closed;
        },
        onopen: null,
        onclose: null,
        onmessage: null,
        close: () => void (closed = true),
        open: () => socket.onopen?.call(socket as never, {} as Event),
        say: (text) => socket.onmessage?.call(socket as never, { data: text } as MessageEvent),
        drop(code = 1006, reason = '') {
          closed = true;
          socket.onclose?.call(socket as never, { code, reason } as CloseEvent);
        },
      };
      opened.push(socket);
      return socket;
    },
  };
}
