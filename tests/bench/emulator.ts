/** The virtual Arduino: what it costs, how soon a command is at its pin, and how many a second go through. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { firmwareImage, imageOf } from '../board/firmware-images.ts';
import { cost } from './emulator-cost.ts';
import { commandToPin, sustained } from './emulator-wire.ts';
import { figure, percentile, type Figure } from './figure.ts';

const FAST_BAUD = 250_000;
/** Commands a second that a window of 60 bytes was measured to allow with short commands. */
const EXPECTED: Readonly<Record<number, number>> = { 115_200: 740, [FAST_BAUD]: 1_572 };

/** The Uno's firmware at another bit rate; null, with a word on why, where it cannot be built. */
function fastFirmware(): Uint8Array | null {
  const folder = path.resolve('.cache', 'bench', `firmware-${FAST_BAUD}`);
  try {
    execFileSync('make', ['-C', 'firmware', 'uno', `BAUD=${FAST_BAUD}`, `OUT=${folder}`, `BUILD=${folder}`], {
      stdio: 'pipe',
    });
  } catch (error) {
    console.log(`No figure at ${FAST_BAUD} baud: the firmware could not be built (${(error as Error).message}).`);
    return null;
  }
  return imageOf(readFileSync(path.join(folder, 'uno.hex'), 'utf8'), 'm328p');
}

export async function emulator(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const us = commandToPin(firmwareImage('m328p'));
  const alone = `${us.length} SET commands one by one at 115200, from the first start bit to the edge; 1.5 ms of it is the wire`;
  figures.push(figure('emulator: command → pin edge, p50', 'µs simulated', percentile(us, 0.5), alone));
  figures.push(figure('emulator: command → pin edge, p99', 'µs simulated', percentile(us, 0.99), alone));

  const fast = fastFirmware();
  const images: [number, Uint8Array | null][] = [
    [115_200, firmwareImage('m328p')],
    [FAST_BAUD, fast],
  ];
  for (const [baud, image] of images) {
    if (!image) continue;
    const { perSecond, resent } = sustained(image, baud);
    const conditions = `SET, 16.6 bytes each, all acked, ${resent} sent again; the live worker's link, 60 bytes and 8 frames in flight, no USB delay`;
    figures.push(
      figure(`emulator: acked at ${baud} baud`, 'commands/s simulated', perSecond, conditions, EXPECTED[baud]),
    );
  }
  figures.push(...(await cost()));
  return figures;
}
