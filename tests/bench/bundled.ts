/**
 * Runs a benchmark, or a part of one, in a process of its own, bundled as the product is: what loads TypeScript on the fly
 * also wraps every inner function, which a hot path notices. Knows no benchmark.
 */
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { build } from 'vite';
import type { Figure } from './figure.ts';

const OUT = path.join(import.meta.dirname, '..', '..', '.cache', 'bench');

/** `entry`: a file beside this one. */
export async function forkBundled(entry: string): Promise<ChildProcess> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: { ssr: path.join(import.meta.dirname, entry), outDir: OUT, target: 'node20', emptyOutDir: false },
  });
  return fork(path.join(OUT, entry.replace(/\.ts$/, '.js')), [], { execArgv: ['--expose-gc'] });
}

/** `entry`: a file beside this one that sends its figures by process.send. */
export async function runBundled(entry: string): Promise<Figure[]> {
  const child = await forkBundled(entry);
  return new Promise((resolve, reject) => {
    let figures: Figure[] | null = null;
    child.on('message', (message) => void (figures = message as Figure[]));
    child.once('error', reject);
    child.once('exit', (code) => {
      if (figures) resolve(figures);
      else reject(new Error(`${entry} ended with ${code} and no figures.`));
    });
  });
}
