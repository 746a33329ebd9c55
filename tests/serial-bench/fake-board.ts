/**
 * A board with a USB cable that tests can pull: a fake device, a pty and a peer that plays the firmware, joined.
 * Knows no protocol and no page.
 */
import { createFakePorts, UNO, type FakePorts, type UsbIdentity } from './fake-port.ts';
import { joinLine } from './line.ts';
import type { Peer } from './peer.ts';
import { openPty, type Pty } from './pty.ts';

export interface FakeBoard<P extends Peer> {
  readonly peer: P;
  readonly ports: FakePorts;
  /** What the browser did to the port since the beginning: "open", "baud=115200", "dtr=0 rts=1". */
  readonly portEvents: string[];
  /** The line's end, for a program that is no browser; null while unplugged. */
  path(): string | null;
  /** A new cable run: a fresh pty, as a replugged adapter is a fresh device. */
  plug(): void;
  /** The line hangs up and the device is gone. What was in flight is lost. */
  unplug(): void;
  close(): void;
}

export interface BoardOptions {
  readonly identity?: UsbIdentity;
  /** bits per second; null: the line is as fast as the machine. */
  readonly baud?: number | null;
  readonly plugged?: boolean;
}

const NODE = 'ttyACM0';

export function createFakeBoard<P extends Peer>(peer: P, options: BoardOptions = {}): FakeBoard<P> {
  const ports = createFakePorts();
  const portEvents: string[] = [];
  let pty: Pty | null = null;
  let part: (() => void) | null = null;
  ports.onEvent((event) => {
    portEvents.push(event);
    // The adapter's DTR line is wired to the reset pin of most boards, and opening raises it.
    if (event === 'open') peer.reset();
    else peer.signal?.(event);
  });
  const board: FakeBoard<P> = {
    peer,
    ports,
    portEvents,
    path: () => pty?.path ?? null,
    plug() {
      if (pty) return;
      pty = openPty();
      part = joinLine(pty, peer, options.baud ?? null);
      ports.plug(NODE, options.identity ?? UNO, pty.path);
    },
    unplug() {
      if (!pty) return;
      part?.();
      peer.disconnect();
      ports.unplug(NODE);
      pty.close();
      pty = null;
    },
    close() {
      board.unplug();
      ports.close();
    },
  };
  if (options.plugged ?? true) board.plug();
  return board;
}
