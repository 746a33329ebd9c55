/**
 * The virtual Arduino as a port: the live worker's end of the cable to the board worker (rpc/virtual-port.ts).
 * Knows no emulator and no protocol; one cable carries one opening at a time.
 */
import type { BoardModel } from '#domain/board-model.ts';
import type { ReportFault } from '#domain/fault.ts';
import type { FromVirtualPort, ToVirtualPort } from '#rpc/virtual-port.ts';
import type { Port, PortHost } from './port-types.ts';

/** What is used of a MessagePort. */
export type CableEnd = Pick<MessagePort, 'postMessage' | 'onmessage' | 'close'>;

export interface VirtualCable {
  /**
   * Its end arrives. A later one comes from a board worker that takes a dead one's place: what was open is lost,
   * with the fault port-lost, and `open` tries again. Without an end nothing opens: such a board is simply not there.
   */
  attach(end: CableEnd): void;
  /** The board of this model at the far end. `report` is told port-lost when its cable is pulled. */
  port(model: BoardModel, host: PortHost, report: ReportFault): Port;
}

export function virtualCable(): VirtualCable {
  let end: CableEnd | null = null;
  let openings = 0;
  let listener: ((message: FromVirtualPort) => void) | null = null;
  const post = (message: ToVirtualPort) => end?.postMessage(message);

  function port(model: BoardModel, host: PortHost, report: ReportFault): Port {
    /** The present opening; null = closed, or pulled out. */
    let opening: number | null = null;

    function open(): void {
      if (opening !== null || !end) return;
      opening = ++openings;
      listener = hear;
      host.onDevice(null, null);
      host.onPort('open');
      post({ type: 'open', opening, model });
    }
    function hear(message: FromVirtualPort): void {
      if (message.type === 'plugged') return open();
      // Bytes that were under way when the port was closed: everybody's ports have them, and nobody waits for them.
      if (message.opening !== opening) return;
      switch (message.type) {
        case 'opened':
          return host.onPort('opened');
        case 'bytes':
          return host.receive(message.bytes);
        case 'unplugged':
          opening = null;
          host.onPort('unplug');
          return report('port-lost', message.detail);
      }
    }
    return {
      kind: 'virtual',
      open,
      write(bytes) {
        if (opening !== null) post({ type: 'write', opening, bytes });
      },
      async close() {
        if (listener === hear) listener = null;
        if (opening !== null) post({ type: 'close', opening });
        opening = null;
      },
    };
  }

  return {
    attach(next) {
      if (end) {
        end.onmessage = null;
        end.close();
      }
      end = next;
      // Whatever was open stood at the end of the old cable.
      listener?.({ type: 'unplugged', opening: openings, detail: 'worker' });
      next.onmessage = ({ data }: MessageEvent<FromVirtualPort>) => listener?.(data);
    },
    port,
  };
}
