/**
 * The boards at the end of a test's cables: emulated chips under a fake clock, running the firmware that the page flashes.
 * A chip runs as long as its port is open, so a test that moves hours should have none.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CYCLES_PER_MS } from '#board/chip.ts';
import { createMachine, memoryOf } from '#board/machine.ts';
import { createPacing } from '#board/pacing.ts';
import { LEVEL, type Level } from '#board/pins.ts';
import { createVirtualBoard } from '#board/virtual-board.ts';
import type { Chip } from '#domain/board-model.ts';
import { FIRMWARE_FILES } from '#domain/firmware.ts';
import type { Clock } from '#live/clock.ts';
import type { ToVirtualPort } from '#rpc/virtual-port.ts';
import { parseIntelHex } from '#wire/intel-hex.ts';
import type { FakeEnd } from './cable.ts';

/** From power or reset to the sketch: a bootloader swallows what it hears meanwhile. */
const BOOT_MS = 100;
/** A0 of the Uno, where the firmware has its stop button. */
const STOP_PIN = 14;

const images = new Map<Chip, Uint8Array>();
function firmware(chip: Chip): Uint8Array {
  const known = images.get(chip);
  if (known) return known;
  const hex = readFileSync(path.join(import.meta.dirname, '../../public', FIRMWARE_FILES[chip]), 'utf8');
  const parsed = parseIntelHex(hex, memoryOf(chip).flash);
  if (!parsed.ok) throw new Error(`${FIRMWARE_FILES[chip]} is no Intel HEX file`);
  images.set(chip, parsed.image);
  return parsed.image;
}

/** What hangs on a pin went on or off; `ms` by the chip's own cycles since it had power. */
export interface Edge {
  readonly pin: number;
  readonly on: boolean;
  readonly ms: number;
}
/** Notes a level. An output that goes low where nothing drove the pin before changes nothing for what hangs on it. */
function switches(on: Set<number>, pin: number, level: Level): boolean {
  if ((level === LEVEL.high) === on.has(pin)) return false;
  if (level === LEVEL.high) on.add(pin);
  else on.delete(pin);
  return true;
}

export interface FakeBoardOptions {
  readonly clock: Clock;
  /** Bytes to the host. */
  send(bytes: Uint8Array): void;
  /** What hangs on a pin goes on or off. */
  onPin?(pin: number, on: boolean): void;
  /** What it keeps without power; a new board's is all ones. */
  readonly eeprom?: Uint8Array;
}

/** An Uno's EEPROM; the firmware keeps the board's number in its last two bytes, the second time as its complement. */
export function erasedEeprom(id?: number): Uint8Array {
  const cells = new Uint8Array(memoryOf('m328p').eeprom).fill(0xff);
  if (id !== undefined) cells.set([id, ~id], cells.length - 2);
  return cells;
}

/** An Uno by itself, for a fake serial port. */
export function fakeBoard({ clock, send, onPin, eeprom = erasedEeprom() }: FakeBoardOptions) {
  const on = new Set<number>();
  let said: number[] = [];
  let cancelBoot: (() => void) | null = null;
  const machine = createMachine('m328p', {
    eeprom,
    onByte: (byte) => void said.push(byte),
    onEdge(pin, level) {
      if (switches(on, pin, level)) onPin?.(pin, on.has(pin));
    },
  });
  const pacing = createPacing(clock, machine, () => {
    const bytes = Uint8Array.from(said);
    said = [];
    if (bytes.length) send(bytes);
  });
  machine.load(firmware('m328p'));

  /** Power off: no pin is on and nothing more is said. */
  function cut(): void {
    cancelBoot?.();
    pacing.stop();
    said = [];
    machine.reset('power');
  }
  return {
    cut,
    /** Power on, or the reset button. */
    reset(): void {
      cut();
      cancelBoot = clock.after(BOOT_MS, pacing.start);
    },
    /** Bytes from the host begin to arrive, at the pace of the wire. */
    receive(bytes: Uint8Array): void {
      if (!pacing.isRunning()) return;
      pacing.hurry();
      machine.send(bytes);
    },
    /** The stop button wired to the board. */
    pressStop: (pressed: boolean): void => machine.setInput(STOP_PIN, !pressed),
    isOn: (pin: number): boolean => on.has(pin),
  };
}
export type FakeBoard = ReturnType<typeof fakeBoard>;
export type FakeVirtualBoard = ReturnType<typeof fakeVirtualBoard>;

/** The virtual board as the board worker has it, at its end of the cable. */
export function fakeVirtualBoard(clock: Clock, end: FakeEnd) {
  const edges: Edge[] = [];
  const on = new Set<number>();
  const board = createVirtualBoard({
    clock,
    firmware,
    send: (message) => end.postMessage(message),
    onEdge(pin, level, cycle) {
      if (switches(on, pin, level)) edges.push({ pin, on: on.has(pin), ms: cycle / CYCLES_PER_MS });
    },
    onView: () => undefined,
  });
  end.onmessage = ({ data }: MessageEvent<ToVirtualPort>) => board.receive(data);
  return { ...board, edges };
}
