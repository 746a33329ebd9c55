/**
 * The three bootloaders that real boards carry, from Debian's arduino-core-avr: two as they come, optiboot built from its
 * source, since the packaged file of it overlaps its own version word. They are GPL and none of ours: kept in the
 * system's temporary folder, never here.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Chip } from '#domain/board-model.ts';
import { parseIntelHex } from '#wire/intel-hex.ts';

const CORE = '/usr/share/arduino/hardware/arduino/avr/bootloaders';
const SOURCES = path.join(CORE, 'optiboot');
const CACHE = path.join(tmpdir(), 'giftwire-bootloaders');

export interface BootedBoard {
  readonly chip: Chip;
  readonly image: Uint8Array;
  /** First byte of the boot section. */
  readonly start: number;
}

/** Why this machine cannot run tests of the bootloaders, in words; null when it can. */
export function bootloadersMissing(): string | null {
  if (!existsSync(SOURCES)) return 'Tests of the bootloaders need Debian’s arduino-core-avr: they are skipped here.';
  if (spawnSync('avr-gcc', ['--version'], { stdio: 'ignore' }).status !== 0)
    return 'Tests of the bootloaders need avr-gcc and avr-libc: they are skipped here.';
  return null;
}

function imageOf(file: string, flash: number): Uint8Array {
  const hex = parseIntelHex(readFileSync(file, 'utf8'), flash);
  if (!hex.ok) throw new Error(`${file}:${hex.line} ${hex.problem}`);
  return hex.image;
}

/** @param signature what it answers when asked for the chip, last two bytes; null: the truth */
function buildOptiboot(signature: readonly [number, number] | null): string {
  const source = readFileSync(path.join(SOURCES, 'optiboot.c'), 'utf8');
  const text = signature
    ? source
        .replace('putch(SIGNATURE_1)', `putch(${signature[0]})`)
        .replace('putch(SIGNATURE_2)', `putch(${signature[1]})`)
    : source;
  const name = path.join(CACHE, `optiboot-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`);
  if (existsSync(`${name}.hex`)) return `${name}.hex`;
  mkdirSync(CACHE, { recursive: true });
  // Under names of this process and renamed at the end: two test runs at once must not see half a file.
  const own = `${name}.${process.pid}`;
  writeFileSync(`${own}.c`, text);
  execFileSync('avr-gcc', [
    ...['-Os', '-fno-inline-small-functions', '-fno-split-wide-types', '-mshort-calls', '-w', `-I${SOURCES}`],
    ...['-mmcu=atmega328p', '-DF_CPU=16000000L', '-DBAUD_RATE=115200', '-DLED_START_FLASHES=0'],
    ...['-Wl,--section-start=.text=0x7e00', '-Wl,--section-start=.version=0x7ffe', '-Wl,--relax', '-Wl,--gc-sections'],
    ...['-nostartfiles', '-nostdlib', '-o', `${own}.elf`, `${own}.c`],
  ]);
  execFileSync('avr-objcopy', [
    '-j',
    '.text',
    '-j',
    '.data',
    '-j',
    '.version',
    '-O',
    'ihex',
    `${own}.elf`,
    `${own}.hex`,
  ]);
  renameSync(`${own}.hex`, `${name}.hex`);
  return `${name}.hex`;
}

/** An Uno, or a Nano with the new bootloader. */
export const optiboot = (signature: readonly [number, number] | null = null): BootedBoard => ({
  ...{ chip: 'm328p', start: 0x7e00 },
  image: imageOf(buildOptiboot(signature), 0x8000),
});
/** A Nano with the old bootloader. */
export const atmegaboot = (): BootedBoard => ({
  ...{ chip: 'm328p', start: 0x7800 },
  image: imageOf(path.join(CORE, 'atmega/ATmegaBOOT_168_atmega328.hex'), 0x8000),
});
/** A Mega 2560. */
export const stk500boot = (): BootedBoard => ({
  ...{ chip: 'm2560', start: 0x3e000 },
  image: imageOf(path.join(CORE, 'stk500v2/stk500boot_v2_mega2560.hex'), 0x40000),
});
