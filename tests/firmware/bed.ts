/**
 * The committed firmware on an emulated chip, with a host that numbers lines and a clock in ms of the chip's own time.
 * It checks every line's checksum and knows the protocol's form, but not what the firmware should answer.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CYCLES_PER_MS } from '#board/chip.ts';
import { createMachine, memoryOf, type MachineOptions } from '#board/machine.ts';
import { LEVEL, type Level } from '#board/pins.ts';
import type { Chip } from '#domain/board-model.ts';
import { FIRMWARE_FILES } from '#domain/firmware.ts';
import { encodeFrame } from '#wire/board-frame.ts';
import { lineSplitter, parseReply } from '#wire/board-reply.ts';
import { parseIntelHex } from '#wire/intel-hex.ts';

/** Arduino pin of the stop button, by chip. */
export const STOP_PIN: Readonly<Record<Chip, number>> = { m328p: 14, m2560: 54 };
/** A step of the clock while it waits for something, ms. */
const STEP_MS = 0.25;

export interface Edge {
  readonly pin: number;
  readonly level: Level;
  /** ms since power-on. */
  readonly at: number;
}

export function imageOf(chip: Chip): { image: Uint8Array; top: number } {
  const file = path.join(import.meta.dirname, '../../public', FIRMWARE_FILES[chip]);
  const hex = parseIntelHex(readFileSync(file, 'utf8'), memoryOf(chip).flash);
  if (!hex.ok) throw new Error(`${file}: ${hex.problem} in line ${hex.line}`);
  return hex;
}

export interface BedOptions extends Pick<MachineOptions, 'eeprom'> {
  readonly chip?: Chip;
  readonly image?: Uint8Array;
  /** Done to the machine before it gets power. */
  readonly wire?: (machine: ReturnType<typeof createMachine>) => void;
}

/** A board that has just said `ev boot`. */
export function poweredBed({ chip = 'm328p', image = imageOf(chip).image, wire, ...options }: BedOptions = {}) {
  const edges: Edge[] = [];
  const lines: string[] = [];
  const splitter = lineSplitter();
  const machine = createMachine(chip, {
    ...options,
    onByte(byte) {
      for (const line of splitter.push(Uint8Array.of(byte))) {
        if (line === null || !parseReply(line)) throw new Error(`the board said: ${line ?? 'a line without end'}`);
        lines.push(line.slice(0, -3));
      }
    },
    onEdge: (pin, level, cycle) => void edges.push({ pin, level, at: cycle / CYCLES_PER_MS }),
  });
  machine.load(image);
  wire?.(machine);
  machine.reset('power');
  let seq = 0;

  const now = (): number => machine.cycles() / CYCLES_PER_MS;
  const run = (ms: number): void => machine.run(Math.round(ms * CYCLES_PER_MS));
  function until(what: string, met: () => boolean, withinMs = 1_000): void {
    const end = now() + withinMs;
    while (!met()) {
      if (now() > end) throw new Error(`in ${withinMs} ms the board did not ${what}; it said ${JSON.stringify(lines)}`);
      run(STEP_MS);
    }
  }
  const send = (text: string): void => machine.send(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  /** The next line the board says, without its checksum. */
  function nextLine(withinMs?: number): string {
    until('say anything', () => lines.length > 0, withinMs);
    return lines.shift() ?? '';
  }

  const bed = {
    machine,
    /** What the board said and nobody took yet; each without its checksum. */
    lines,
    edges,
    now,
    run,
    until,
    send,
    nextLine,
    /** A line as it stands, and the board's next one. */
    ask(text: string): string {
      send(text);
      return nextLine();
    },
    /** A frame with a number of one's own; the numbering goes on behind it. */
    frame(number: number, body: string): string {
      seq = (number + 1) & 0xff;
      return encodeFrame(number, body);
    },
    /** A numbered line and its answer without the number: `ok`, `err 5`. */
    command(body: string): string {
      const number = seq;
      seq = (seq + 1) & 0xff;
      const answer = bed.ask(encodeFrame(number, body));
      const match = /^(ok|err) (\d+)(.*)$/.exec(answer);
      if (Number(match?.[2]) !== number) throw new Error(`number ${number}, ${body}: ${answer}`);
      return `${match?.[1]}${match?.[3]}`;
    },
    /** The edges of a pin that the chip drives, since the last call that took them. */
    takeEdges(pin: number): Edge[] {
      const taken = edges.filter((edge) => edge.pin === pin);
      edges.length = 0;
      return taken;
    },
    /** Whether a pin is driven high. */
    isHigh: (pin: number): boolean => machine.level(pin) === LEVEL.high,
  };
  const boot = nextLine();
  return { ...bed, boot };
}
export type Bed = ReturnType<typeof poweredBed>;

/** The same after HELLO, with the watchdog off unless told otherwise. */
export function greetedBed(options?: BedOptions, watchdogMs = 0): Bed {
  const bed = poweredBed(options);
  bed.command(`HELLO ${watchdogMs}`);
  bed.edges.length = 0;
  return bed;
}

/** High phases of a pin, ms: when each began and how long it lasted. */
export function highPhases(edges: readonly Edge[]): { at: number; ms: number }[] {
  return edges.flatMap((edge, i) => {
    const end = edges[i + 1];
    return edge.level === LEVEL.high && end ? [{ at: edge.at, ms: end.at - edge.at }] : [];
  });
}
