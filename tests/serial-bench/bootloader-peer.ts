/**
 * A board with a real bootloader on an emulated chip, at the pace of real time: DTR resets it, the port's speed is the
 * wire's, unplugging takes its power. Knows no browser, and nothing of what is written to it.
 */
import { performance } from 'node:perf_hooks';
import { createMachine } from '#board/machine.ts';
import { createPacing } from '#board/pacing.ts';
import type { BootedBoard } from '../board/bootloaders.ts';
import type { Peer } from './peer.ts';

export interface BootloaderPeer extends Peer {
  /** As it is now. */
  readonly flash: Uint8Array;
}

const clock = {
  now: () => performance.now(),
  after(ms: number, task: () => void) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

export function createBootloaderPeer(board: BootedBoard): BootloaderPeer {
  let send: ((bytes: Uint8Array) => void) | null = null;
  let said: number[] = [];
  let dtr = true;
  const machine = createMachine(board.chip, { bootloader: board, onByte: (byte) => void said.push(byte) });
  const pacing = createPacing(clock, machine, () => {
    if (said.length) send?.(Uint8Array.from(said));
    said = [];
  });
  return {
    flash: machine.flash,
    connect(to) {
      send = to;
      machine.reset('power');
      pacing.start();
    },
    receive(bytes) {
      pacing.hurry();
      machine.send(bytes);
    },
    reset: () => machine.reset('external'),
    signal(event) {
      const baud = /^baud=(\d+)$/.exec(event)?.[1];
      if (baud !== undefined) machine.setHostBaud(Number(baud));
      const level = /^dtr=([01])/.exec(event)?.[1];
      if (level === undefined) return;
      // The capacitor between DTR and the reset pin passes one of the two edges.
      if (level === '1' && !dtr) machine.reset('external');
      dtr = level === '1';
    },
    disconnect() {
      pacing.stop();
      send = null;
    },
  };
}
