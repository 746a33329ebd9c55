/** The committed images are what the source beside them makes, byte for byte. Needs the toolchain they were made with. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ARDUINO_CORE } from '../../scripts/debian.mjs';

/** Other versions make other, equally good bytes. These are Debian 12's. */
const COMPILER = '5.4.0';
const CORE = '1.8.7';
const MOST_RAM = 700;
const MOST_FLASH = 12 * 1024;

const FIRMWARE = path.join(import.meta.dirname, '../../firmware');
const COMMITTED = path.join(import.meta.dirname, '../../public/firmware');

/** Why it cannot be built here, or ''. */
function obstacle(): string {
  const compiler = spawnSync('avr-gcc', ['-dumpversion'], { encoding: 'utf8' });
  if (compiler.error) return 'avr-gcc is not installed';
  if (spawnSync('make', ['--version']).error) return 'make is not installed';
  if (!existsSync(ARDUINO_CORE)) return `the Arduino core is not installed in ${ARDUINO_CORE}`;
  const version = compiler.stdout.trim();
  if (version !== COMPILER) return `avr-gcc is ${version}, the images were made by ${COMPILER}`;
  const core = /^version=(.*)$/m.exec(readFileSync(path.join(ARDUINO_CORE, 'platform.txt'), 'utf8'))?.[1];
  return core === CORE ? '' : `the Arduino core is ${core}, the images were made with ${CORE}`;
}
const why = obstacle();
if (why) console.log(`Firmware is not rebuilt: ${why}.`);

describe.skipIf(why)('built from source', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'giftwire-firmware-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const make = (...args: string[]) =>
    execFileSync('make', ['-s', '-C', FIRMWARE, `BUILD=${folder}`, `OUT=${folder}`, ...args], { encoding: 'utf8' });

  it('both images are the committed ones, without a warning', { timeout: 120_000 }, () => {
    expect(make('all')).toBe('');
    for (const name of ['uno.hex', 'mega.hex'])
      expect(readFileSync(path.join(folder, name), 'utf8')).toBe(readFileSync(path.join(COMMITTED, name), 'utf8'));
  });

  it('fits an Uno with room to spare', { timeout: 120_000 }, () => {
    const [, row = ''] = make('size').trim().split('\n');
    const [text = NaN, data = NaN, bss = NaN] = row.trim().split(/\s+/).map(Number);
    expect(text + data).toBeLessThanOrEqual(MOST_FLASH);
    expect(data + bss).toBeLessThanOrEqual(MOST_RAM);
  });
});
