/**
 * Builds the library that shows the test browser fake serial devices, once per version of its source.
 * Knows neither the browser nor the devices.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';

const SOURCES = ['fake-udev.c', 'fake-tty.c'].map((name) => path.join(import.meta.dirname, name));
const CACHE = path.join(import.meta.dirname, '..', '..', '.cache', 'serial-bench');

/** pyenv and the like put slow wrappers first in PATH; the system's own python does as well. */
export const PYTHON = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

/** Why this machine cannot run the serial bench, in words; null when it can. */
export function serialBenchMissing(): string | null {
  if (process.platform !== 'linux') return 'The serial bench needs Linux: serial tests are skipped here.';
  const missing = ['gcc', PYTHON].filter((tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).status !== 0);
  return missing.length ? `The serial bench needs ${missing.join(' and ')}: serial tests are skipped here.` : null;
}

/** Absolute path of the shared library for LD_PRELOAD. Throws with the compiler's words when it does not build. */
export function buildShim(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) hash.update(readFileSync(source));
  const library = path.join(CACHE, `fake-serial-${hash.digest('hex').slice(0, 16)}.so`);
  if (existsSync(library)) return library;
  mkdirSync(CACHE, { recursive: true });
  // Built under another name and renamed, so that two test runs at once never load half a file.
  const fresh = `${library}.${process.pid}`;
  execFileSync('gcc', ['-O2', '-Wall', '-Wextra', '-shared', '-fPIC', '-o', fresh, ...SOURCES, '-ldl'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  renameSync(fresh, library);
  return library;
}
