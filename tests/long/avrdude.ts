/**
 * An independent witness: what our uploader wrote through each real bootloader, avrdude reads back through the same one.
 * It comes over TCP to the emulated board, and what it read must be the firmware, byte for byte.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Figure } from '../bench/figure.ts';
import { atmegaboot, bootloadersMissing, optiboot, stk500boot, type BootedBoard } from '../board/bootloaders.ts';
import { createFlashBed, firmwareBytes } from '../board/flash-bed.ts';

interface Witness {
  readonly name: string;
  readonly board: () => BootedBoard;
  readonly programmer: string;
  readonly part: string;
  readonly baud: number;
}
const WITNESSES: readonly Witness[] = [
  { name: 'optiboot', board: optiboot, programmer: 'arduino', part: 'atmega328p', baud: 115_200 },
  { name: 'ATmegaBOOT', board: atmegaboot, programmer: 'arduino', part: 'atmega328p', baud: 57_600 },
  { name: 'stk500boot', board: stk500boot, programmer: 'wiring', part: 'atmega2560', baud: 115_200 },
];

const CYCLES_PER_MS = 16_000;
/** Simulated time that the machine could not keep up with is dropped: avrdude waits longer than the bootloader does. */
const MOST_LAG_MS = 20;
const TICK_MS = 2;
const TRIES = 3;
const BOOTLOADER_STARTS_MS = 50;

type Machine = ReturnType<typeof createFlashBed>['machine'];

/** The board on a TCP port: connecting resets it, as opening a serial port would. */
async function bridge(machine: Machine, baud: number, onByte: (take: (byte: number) => void) => void) {
  let socket: Socket | null = null;
  let out: number[] = [];
  onByte((byte) => void out.push(byte));
  machine.setHostBaud(baud);
  const server = createServer((connected) => {
    socket = connected;
    connected.setNoDelay(true);
    connected.on('data', (bytes) => machine.send(bytes));
    connected.on('error', () => (socket = null));
    machine.reset('external');
    // What avrdude says while the bootloader still sets itself up would be half heard; a real port opens before that.
    machine.run(BOOTLOADER_STARTS_MS * CYCLES_PER_MS);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    machine.run(Math.min(now - last, MOST_LAG_MS) * CYCLES_PER_MS);
    last = now;
    if (out.length) socket?.write(Uint8Array.from(out));
    out = [];
  }, TICK_MS);
  return {
    port: (server.address() as AddressInfo).port,
    close(): void {
      clearInterval(timer);
      socket?.destroy();
      server.close();
    },
  };
}

/** Runs avrdude once. Rejects with all it said when it fails. */
function runAvrdude(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('avrdude', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`avrdude: ${code}\n${said}`))));
  });
}

/** It has timeouts of its own, in real time: a machine too busy to emulate that fast is given a few connections. */
async function avrdude(args: readonly string[]): Promise<void> {
  for (let tried = 1; ; tried++)
    try {
      return await runAvrdude(args);
    } catch (error) {
      if (tried === TRIES) throw error;
    }
}

async function witness({ name, board, programmer, part, baud }: Witness, folder: string): Promise<void> {
  const { chip, image, start } = board();
  let listen: (byte: number) => void = () => undefined;
  const bed = createFlashBed(board(), { onByte: (byte) => listen(byte) });
  const { result } = await bed.flash();
  if (result.result !== 'done') throw new Error(`${name}: ${JSON.stringify(result)}`);

  const { port, close } = await bridge(bed.machine, baud, (take) => (listen = take));
  const file = path.join(folder, `${name}.bin`);
  try {
    const connection = ['-P', `net:127.0.0.1:${port}`, '-b', String(baud)];
    await avrdude(['-q', '-q', '-c', programmer, '-p', part, ...connection, '-U', `flash:r:${file}:r`]);
  } finally {
    close();
  }
  const read = readFileSync(file);
  const expected = Uint8Array.from(image).fill(0xff, 0, start);
  expected.set(firmwareBytes(chip));
  // What avrdude leaves out at the end is erased flash.
  const whole = Buffer.alloc(expected.length, 0xff);
  read.copy(whole);
  const wrong = whole.findIndex((byte, at) => byte !== expected[at]);
  if (wrong >= 0) throw new Error(`${name}: avrdude read another byte at 0x${wrong.toString(16)}.`);
}

export async function avrdudeWitness(): Promise<Figure[]> {
  const missing = spawnSync('avrdude', ['-?'], { stdio: 'ignore' }).error
    ? 'avrdude is not installed: its testimony is skipped here.'
    : bootloadersMissing();
  if (missing) {
    console.log(missing);
    return [];
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'giftwire-avrdude-'));
  try {
    for (const each of WITNESSES) await witness(each, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return [];
}
