/**
 * A board whose chip is emulated at the pace of real time: DTR resets it, the port's speed is the wire's, unplugging takes
 * its power. Knows no browser, and nothing of the program it runs.
 */
import { performance } from 'node:perf_hooks';
import { CYCLES_PER_MS } from '#board/chip.ts';
import { createMachine, type MachineOptions } from '#board/machine.ts';
import { createPacing } from '#board/pacing.ts';
import type { Level } from '#board/pins.ts';
import type { Chip } from '#domain/board-model.ts';
import type { Peer } from './peer.ts';

export interface ChipPeer extends Peer {
  /** As it is now; what is written here runs after the next reset. */
  readonly flash: Uint8Array;
}

interface ChipPeerOptions {
  readonly bootloader?: MachineOptions['bootloader'];
  /** A change of a pin's level, and when it came: the chip's own time, as real time (ms, performance.now). */
  readonly onEdge?: (pin: number, level: Level, at: number) => void;
}

export function createChipPeer(chip: Chip, { bootloader, onEdge }: ChipPeerOptions = {}): ChipPeer {
  let send: ((bytes: Uint8Array) => void) | null = null;
  let said: number[] = [];
  let dtr = true;
  let now = 0;
  /** When the chip would have run no cycle yet. */
  let zero = 0;
  const clock = {
    now: () => (now = performance.now()),
    after(ms: number, task: () => void) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
  };
  const machine = createMachine(chip, {
    ...(bootloader ? { bootloader } : {}),
    onByte: (byte) => void said.push(byte),
    onEdge: (pin, level, cycle) => onEdge?.(pin, level, zero + cycle / CYCLES_PER_MS),
  });
  const paced = {
    cycles: machine.cycles,
    // A run ends at the time that the pacing has just read.
    run(cycles: number) {
      zero = now - (machine.cycles() + cycles) / CYCLES_PER_MS;
      machine.run(cycles);
    },
  };
  const pacing = createPacing(clock, paced, () => {
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
