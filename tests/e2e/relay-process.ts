/** The real relay, built, as its own process: started, killed and started again on one port. Knows no page. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface RelayProcess {
  readonly port: number;
  readonly origin: string;
  start(): Promise<void>;
  /** As a crash ends it: no farewell. */
  kill(): Promise<void>;
  /** Kills it and removes its recordings. */
  close(): Promise<void>;
}

/** One line of a recording: what happened and when, ms from the beginning. */
export interface RecordedEvent {
  readonly afterMs: number;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

const MAIN = path.join(import.meta.dirname, '..', '..', 'dist-relay', 'main.js');
const START_MS = 15_000;

/** A port nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function healthy(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/healthz`)).ok;
  } catch {
    // Refused: it is not up yet, which is what this asks.
    return false;
  }
}

/** `recordings`: file name → its events. `flags`: more of the relay's command line. */
export async function createRelayProcess(
  recordings: Readonly<Record<string, readonly RecordedEvent[]>> = {},
  flags: readonly string[] = [],
): Promise<RelayProcess> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(path.join(tmpdir(), 'giftwire-recordings-'));
  const begin = Date.now();
  for (const [name, events] of Object.entries(recordings)) {
    const lines = events.map(({ afterMs, event, data }) => JSON.stringify({ ts: begin + afterMs, event, data }));
    writeFileSync(path.join(folder, name), `${lines.join('\n')}\n`);
  }
  let child: ChildProcess | null = null;

  const relay: RelayProcess = {
    port,
    origin,
    async start() {
      const started = spawn(process.execPath, [MAIN, '--port', String(port), '--recordings', folder, ...flags], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      let said = '';
      for (const stream of [started.stdout, started.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
      const deadline = Date.now() + START_MS;
      while (!(await healthy(origin))) {
        if (started.exitCode !== null) throw new Error(`The relay ended with ${started.exitCode}: ${said}`);
        if (Date.now() > deadline) throw new Error(`The relay did not come up: ${said}`);
        await new Promise((done) => setTimeout(done, 50));
      }
    },
    async kill() {
      const running = child;
      child = null;
      if (!running || running.exitCode !== null) return;
      const ended = new Promise((done) => running.once('exit', done));
      running.kill('SIGKILL');
      await ended;
    },
    async close() {
      await relay.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await relay.start();
  return relay;
}
