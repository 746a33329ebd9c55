/** The cable pulled at every tenth page, while writing and while reading back, on each of the three real bootloaders; half flashed, none drives a pin. */
import type { Figure } from '../bench/figure.ts';
import { figure } from '../bench/figure.ts';
import { atmegaboot, bootloadersMissing, optiboot, stk500boot } from '../board/bootloaders.ts';
import { drivenWhenHalfFlashed, pullEvery } from '../board/flash-pulled.ts';

const PAGES_APART = 10;
/** Longer than any of these bootloaders waits. */
const BOOT_MS = 12_000;

const BOARDS = { optiboot, ATmegaBOOT: atmegaboot, stk500boot };

/** `short`: while writing alone. */
export async function pulledCables(short: boolean): Promise<Figure[]> {
  const missing = bootloadersMissing();
  if (missing) {
    console.log(missing);
    return [];
  }
  const figures: Figure[] = [];
  for (const [name, board] of Object.entries(BOARDS)) {
    const driven = await drivenWhenHalfFlashed(board(), BOOT_MS);
    if (driven.some((pin) => pin !== 13)) throw new Error(`Half flashed, ${name} drives pins ${driven.join(', ')}.`);
    const pulled = await pullEvery(PAGES_APART, board(), short ? ['writing'] : ['writing', 'verifying']);
    figures.push(figure(`cables pulled: ${name}`, 'times', pulled, 'each next attempt goes on, the last one is done'));
  }
  return figures;
}
