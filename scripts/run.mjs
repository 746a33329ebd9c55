/** Runs the tools that scripts are made of: by Node and without a shell, so it works on Windows as well. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const MODULES = path.join(ROOT, 'node_modules');

/** The JavaScript file behind a package's command: node_modules/.bin holds shell scripts, which Node cannot run. */
export function toolPath(packageName, command = packageName) {
  const folder = path.join(MODULES, packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** Runs a program to its end. Resolves to its exit code and, with `capture`, what it printed. */
export function run(program, args, { capture = false, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    // A tool that was killed has no code; it did not succeed.
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

export const runNode = (script, args = [], options = {}) => run(process.execPath, [script, ...args], options);

/** npm itself. `npm run` says where it lies; on its own it is a shell script, which only POSIX can start without a shell. */
function runNpm(args) {
  const npm = process.env.npm_execpath;
  if (npm) return runNode(npm, args);
  if (process.platform === 'win32') return Promise.reject(new Error('Start this by npm: npm test'));
  return run('npm', args);
}

/** Installs dependencies when they are missing or older than the lockfile. */
export async function installIfNeeded() {
  const marker = path.join(MODULES, '.package-lock.json');
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(path.join(ROOT, 'package-lock.json')).mtimeMs) return;
  console.log('Installing dependencies …');
  const { code } = await runNpm(['ci']);
  if (code !== 0) throw new Error('npm ci failed: see above.');
}

/**
 * Runs named steps one after another and says how long each took. Stops at the first that fails.
 * A step is [name, () => Promise<exit code>]. Resolves to the exit code for this process.
 */
export async function runSteps(steps) {
  for (const [name, work] of steps) {
    const start = Date.now();
    console.log(`\n— ${name}`);
    const code = await work();
    console.log(`— ${name}: ${code === 0 ? 'ok' : `FAILED (${code})`}, ${((Date.now() - start) / 1000).toFixed(1)} s`);
    if (code !== 0) return code;
  }
  return 0;
}
