/**
 * A board with a real bootloader on a Web Serial port of the test's own: the flasher as the worker has it at one end, the
 * emulated chip at the other, both in simulated time. Cables go, bytes get damaged, another program holds the port.
 */
import type { Chip } from '#domain/board-model.ts';
import { FIRMWARE_FILES } from '#domain/firmware.ts';
import { createFlasher } from '#board/flash.ts';
import { createMachine } from '#board/machine.ts';
import { parseIntelHex } from '#wire/intel-hex.ts';
import type { FlashProgress, FlashResult, PortIdentity } from '#rpc/board.ts';
import { readFileSync } from 'node:fs';
import { fakeClock } from '../fakes/clock.ts';
import type { BootedBoard } from './bootloaders.ts';
import { flashPortFake } from './flash-port-fake.ts';

const CYCLES_PER_MS = 16_000;
const TICK_MS = 1;
/** More than any flashing takes, wrong turns included. */
const MOST_MS = 180_000;

export const UNO_IDS: PortIdentity = { usbVendorId: 0x2341, usbProductId: 0x0043, index: 0 };
const MEGA_IDS: PortIdentity = { ...UNO_IDS, usbProductId: 0x0042 };
/** A CH340, behind which any board may stand. */
export const CLONE_IDS: PortIdentity = { usbVendorId: 0x1a86, usbProductId: 0x7523, index: 0 };

export const firmwareHex = (chip: Chip): string => readFileSync(`public/${FIRMWARE_FILES[chip]}`, 'utf8');
/** The bytes that must be on a board after flashing, from address 0 on. */
export function firmwareBytes(chip: Chip): Uint8Array {
  const hex = parseIntelHex(firmwareHex(chip), chip === 'm328p' ? 0x8000 : 0x40000);
  if (!hex.ok) throw new Error(`${FIRMWARE_FILES[chip]}:${hex.line} ${hex.problem}`);
  return hex.image.subarray(0, hex.top);
}

/** Intel HEX of a program from address 0 on. */
export function hexOf(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const data = bytes.subarray(at, at + 16);
    const record = [data.length, at >> 8, at & 0xff, 0, ...data];
    const sum = record.reduce((all, byte) => all + byte, 0);
    lines.push(':' + Buffer.from([...record, -sum & 0xff]).toString('hex'));
  }
  return [...lines, ':00000001FF'].join('\n');
}

export interface FlashBedOptions {
  /** Of its USB chip; without, those of an Arduino with this chip. */
  readonly ids?: PortIdentity;
  /** Hex texts in place of the committed ones; looked at with every attempt. */
  readonly hex?: Partial<Record<Chip, string>>;
  /** What the line makes of a byte, either way. */
  readonly damage?: (byte: number, direction: 'to-board' | 'to-page') => number;
  /** A byte of flash whose bits are stuck. */
  readonly stuckAt?: number;
  /** How much later than sent a byte from the board arrives. */
  readonly latencyMs?: number;
  /** Every byte that the board sends, whoever listens at the port. */
  readonly onByte?: (byte: number) => void;
}

export interface FlashRun {
  readonly result: FlashResult;
  readonly steps: readonly FlashProgress[];
  /** From the call to its end. */
  readonly simulatedMs: number;
}

export function createFlashBed(board: BootedBoard, options: FlashBedOptions = {}) {
  const clock = fakeClock();
  const damage = options.damage ?? ((byte) => byte);
  let said = '';
  const ids = options.ids ?? (board.chip === 'm2560' ? MEGA_IDS : UNO_IDS);
  const port = flashPortFake(ids, {
    setBaud: (baudRate) => machine.setHostBaud(baudRate),
    reset: () => machine.reset('external'),
    send: (bytes) => machine.send(bytes.map((byte) => damage(byte, 'to-board'))),
  });
  const machine = createMachine(board.chip, {
    bootloader: board,
    onByte(byte) {
      said += String.fromCharCode(byte);
      options.onByte?.(byte);
      const arrive = (): void => port.receive(damage(byte, 'to-page'));
      if (options.latencyMs) clock.after(options.latencyMs, arrive);
      else arrive();
    },
  });
  const flasher = createFlasher({
    serial: port.serial,
    clock,
    loadFirmware: (chip) => Promise.resolve(options.hex?.[chip] ?? firmwareHex(chip)),
  });

  function tick(): void {
    machine.run(TICK_MS * CYCLES_PER_MS);
    if (options.stuckAt !== undefined) machine.flash[options.stuckAt] = 0x00;
    port.deliver();
    clock.advance(TICK_MS);
  }
  /** Simulates until `task` is settled. Everything that is not time, promises and streams, comes to rest between two ticks. */
  async function until<T>(task: Promise<T>): Promise<T> {
    let settled = false;
    const end = (): void => void (settled = true);
    task.then(end, end);
    for (let ms = 0; !settled; ms += TICK_MS) {
      if (ms > MOST_MS) throw new Error('The flasher does not come to an end.');
      tick();
      await new Promise((rest) => setImmediate(rest));
    }
    return task;
  }

  const born = clock.now();

  return {
    machine,
    port,
    /** Simulated ms since the board was made. */
    now: (): number => clock.now() - born,
    cancel: () => flasher.cancel(),
    /** Until the board has said `words`, but not longer than `ms`. @returns whether it has */
    runUntilSaid(words: string, ms: number): boolean {
      for (let done = 0; done < ms && !said.includes(words); done += TICK_MS) tick();
      return said.includes(words);
    },
    /** Everything the board said since the last call. */
    heard(): string {
      const all = said;
      said = '';
      return all;
    },
    run: (ms: number): void => {
      for (let done = 0; done < ms; done += TICK_MS) tick();
    },
    /** `on` sees each step as it happens, and may pull the cable or cancel. */
    async flash(mayReplace = false, on: (progress: FlashProgress) => void = () => undefined): Promise<FlashRun> {
      const steps: FlashProgress[] = [];
      const start = clock.now();
      const result = await until(
        flasher.flash(ids, mayReplace, (progress) => {
          steps.push(progress);
          on(progress);
        }),
      );
      return { result, steps, simulatedMs: clock.now() - start };
    },
  };
}
