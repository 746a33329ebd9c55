/** The firmware behind bad lines for longer than a test may take, and beside the protocol's model: the same judges, more seeds. */
import { figure, type Figure } from '../bench/figure.ts';
import { fuzzLink, unoHex } from '../firmware/fuzz-link.ts';
import { fuzzModel } from '../firmware/fuzz-model.ts';

const BLOCK = 1_000;
/** Shares of bytes hurt on the way to the board and back. */
const LINES = [
  [0.001, 0.001],
  [0.003, 0.003],
  [0.01, 0.01],
  [0.03, 0.003],
] as const;
const FIRST_SEED = 100;

/** @param blocks of 1,000 commands for each line, and as many lines to the model */
export function firmware(blocks: number): Figure[] {
  const hex = unoHex();
  const figures: Figure[] = [];
  for (const [there, back] of LINES) {
    let [acked, unknown, forged] = [0, 0, 0];
    for (let seed = FIRST_SEED; seed < FIRST_SEED + blocks; seed++) {
      const run = fuzzLink(hex, BLOCK, [there, back], seed);
      if (run.violations.length > run.forged.length * 2)
        throw new Error(`seed ${seed}, ${there}/${back}: ${run.violations.slice(0, 5).join('; ')}`);
      const different = fuzzModel(hex, BLOCK, there, seed);
      if (different.length) throw new Error(`seed ${seed}, ${there}: ${different.join('; ')}`);
      acked += run.outcomes['acked'] ?? 0;
      unknown += run.outcomes['unknown'] ?? 0;
      forged += run.forged.length;
    }
    const conditions = `${blocks * BLOCK} commands, ${there * 100} % of bytes hurt there, ${back * 100} % back`;
    figures.push(figure('commands acked', '', acked, conditions), figure('outcome unknown', '', unknown, conditions));
    figures.push(figure('forged by damage', '', forged, conditions));
  }
  return figures;
}
