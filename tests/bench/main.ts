/** Runs the benchmarks named on the command line, or all, prints a table and, with --json FILE, writes it down. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Figure } from './figure.ts';

type Benchmark = () => Figure[] | Promise<Figure[]>;

/** Loaded one by one: measuring the engine needs no browser. */
const BENCHMARKS: Readonly<Record<string, () => Promise<Benchmark>>> = {
  engine: async () => {
    const { runBundled } = await import('./bundled.ts');
    return () => runBundled('engine-process.ts');
  },
  'what-if': async () => {
    const { runBundled } = await import('./bundled.ts');
    return () => runBundled('what-if-process.ts');
  },
  emulator: async () => {
    const { runBundled } = await import('./bundled.ts');
    return () => runBundled('emulator-process.ts');
  },
  latency: async () => (await import('./latency.ts')).latency,
  'pin-edge': async () => (await import('./pin-edge.ts')).pinEdge,
  throughput: async () => (await import('./throughput.ts')).throughput,
  'to-screen': async () => (await import('./to-screen.ts')).toScreen,
  lighthouse: async () => (await import('./lighthouse.ts')).lighthouseScores,
  heaps: async () => (await import('./heaps.ts')).heaps,
  checksum: async () => (await import('./checksum.ts')).checksum,
  flashing: async () => (await import('./flashing.ts')).flashing,
  'page-weight': async () => (await import('./page-weight.ts')).pageWeight,
};

const { values, positionals } = parseArgs({
  options: { json: { type: 'string' } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !(name in BENCHMARKS));
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${Object.keys(BENCHMARKS).join(', ')}`);
  process.exit(1);
}

const figures: Figure[] = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(BENCHMARKS)) {
  console.log(`— ${name}`);
  const load = BENCHMARKS[name];
  if (!load) continue;
  try {
    figures.push(...(await (await load())()));
  } catch (error) {
    // One benchmark that fails must not cost the others their figures; the run still fails.
    console.error(`${name} failed:`, error);
    process.exitCode = 1;
  }
}
console.table(
  figures.map(({ name, value, unit, baseline, ratio }) => ({
    name,
    value,
    unit,
    baseline: baseline ?? '',
    ratio: ratio ?? '',
  })),
);
if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
process.exit();
