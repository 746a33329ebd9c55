/**
 * npm start: installs on the first run, builds what is missing or out of date, then becomes the relay, which takes
 * the flags after `--`. Node's own modules alone, no shell: it must run before anything is installed, on Windows too.
 */
import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, installIfNeeded, runNode, toolPath } from './run.mjs';

const OLDEST_NODE = [20, 19];
/** What the page and the relay are built from. */
const SOURCES = ['src', 'public', 'index.html', 'package.json', 'vite.config.ts', 'vite.relay.config.ts'];
const PAGE = path.join(ROOT, 'dist', 'index.html');
const RELAY = path.join(ROOT, 'dist-relay', 'main.js');
/** Written when both are built: a build that was broken off leaves none. */
const STAMP = path.join(ROOT, 'dist-relay', 'built.txt');

function isNodeTooOld() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
}

/** Newest change below `file`, ms; folders count as well, since they change when something in them is deleted. */
function newestIn(file) {
  if (!existsSync(file)) return 0;
  const stats = statSync(file);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(file).map((name) => newestIn(path.join(file, name))));
}

function isUpToDate() {
  if (![PAGE, RELAY, STAMP].every((file) => existsSync(file))) return false;
  const built = statSync(STAMP).mtimeMs;
  return SOURCES.every((name) => newestIn(path.join(ROOT, name)) <= built);
}

async function build() {
  console.log('Building …');
  const started = new Date();
  rmSync(STAMP, { force: true });
  for (const args of [['build'], ['build', '--config', 'vite.relay.config.ts']]) {
    const { code } = await runNode(toolPath('vite'), [...args, '--logLevel', 'warn']);
    if (code !== 0) throw new Error('The build failed: see above.');
  }
  // What changes while building was not built: the next start finds it newer than this.
  writeFileSync(STAMP, `${started.toISOString()}\n`);
  utimesSync(STAMP, started, started);
}

if (isNodeTooOld()) {
  console.error(
    `Giftwire needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}. Get it from https://nodejs.org/.`,
  );
  process.exit(1);
}
try {
  await installIfNeeded();
  if (!isUpToDate()) await build();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
// In this very process: signals and the exit code need no forwarding, and the flags are where it looks for them.
await import(pathToFileURL(RELAY).href);
