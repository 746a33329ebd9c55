/** The relay's command: reads the flags, starts, says where the page is, and ends cleanly. */
import path from 'node:path';
import { parseFlags, pageUrl, type Flags } from './flags.ts';
import { findHome } from './home.ts';
import { openBrowser } from './open-browser.ts';
import { startRelay, type Relay } from './server.ts';
import { createSources } from './sources.ts';

const EXIT = { failed: 1, usage: 2 } as const;
const log = (line: string): void => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);

function fail(code: number, words: string): never {
  console.error(words);
  process.exit(code);
}

function whyNot(error: NodeJS.ErrnoException, { host, port }: Flags): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} is taken: Giftwire may already be running (open http://127.0.0.1:${port}/), else choose another with --port ${port + 1}.`;
  if (error.code === 'EACCES')
    return `Port ${port} may not be used by this account: choose one above 1024 with --port.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `${host} is not an address of this machine: leave --host out, or give one that is.`;
  return `The relay could not start: ${error.message}`;
}

const parsed = parseFlags(process.argv.slice(2));
if (!parsed.ok) fail(EXIT.usage, parsed.reason);
const { flags } = parsed;
const home = findHome();

const relay: Relay = await startRelay({
  ...flags,
  ...home,
  log,
  startSource: createSources(path.resolve(flags.recordings)),
}).catch((error: NodeJS.ErrnoException) => fail(EXIT.failed, whyNot(error, flags)));

const url = pageUrl(flags, relay.port);
console.log(`Giftwire ${home.version} is at ${url}`);
if (flags.open) openBrowser(url, log);

let closing: Promise<void> | null = null;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  // A terminal may send it more than once; closing takes a second at most, so nobody need insist.
  process.on(signal, () => void (closing ??= relay.close().then(() => process.exit(0))));
