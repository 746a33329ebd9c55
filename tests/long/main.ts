/** The long tests, one after another: each throws when something is wrong, and tells figures where it has some. --short for CI. */
import { parseArgs } from 'node:util';
import type { Figure } from '../bench/figure.ts';
import { avrdudeWitness } from './avrdude.ts';
import { chaos } from './chaos.ts';
import { firmware } from './firmware.ts';
import { fuzz } from './fuzz.ts';
import { hiddenTab } from './hidden-tab.ts';
import { pulledCables } from './pulled-cables.ts';

const { values, positionals } = parseArgs({
  options: { short: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const { short } = values;

const TESTS: Readonly<Record<string, () => Promise<Figure[]>>> = {
  fuzz: () => fuzz(short ? 20_000 : 1_000_000),
  firmware: async () => firmware(short ? 1 : 25),
  avrdude: avrdudeWitness,
  'pulled-cables': () => pulledCables(short),
  chaos: () => chaos(short ? 1 : 15),
  // Six minutes is past Chrome's five; the short form only sees the first throttling.
  'hidden-tab': () => hiddenTab(short ? 0.75 : 6),
};

for (const name of positionals.length > 0 ? positionals : Object.keys(TESTS)) {
  const test = TESTS[name];
  if (!test) throw new Error(`No such test: ${name}. There are: ${Object.keys(TESTS).join(', ')}`);
  const start = Date.now();
  try {
    const figures = await test();
    console.log(`✓ ${name} (${((Date.now() - start) / 1000).toFixed(0)} s)`);
    for (const { name: what, value, unit, conditions } of figures)
      console.log(`    ${what}: ${value} ${unit} (${conditions})`);
  } catch (error) {
    console.error(`✗ ${name}:`, error);
    process.exitCode = 1;
  }
}
process.exit();
