/** A cable between page and relay that a test can cut: passes TCP on. Knows no HTTP. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Proxy {
  readonly origin: string;
  /** Ends every connection and refuses new ones for `ms`. Resolves when it passes again. */
  cut(ms: number): Promise<void>;
  close(): Promise<void>;
}

export async function createProxy(targetPort: () => number): Promise<Proxy> {
  const pairs = new Set<Socket>();
  let passing = true;
  const server = createServer((incoming) => {
    if (!passing) return void incoming.resetAndDestroy();
    const outgoing = connect(targetPort(), '127.0.0.1');
    for (const [from, to] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      pairs.add(from);
      from.pipe(to);
      from.on('close', () => {
        pairs.delete(from);
        to.destroy();
      });
      // A reset by either side is the point of this proxy: `close` follows and ends the other side.
      from.on('error', () => to.destroy());
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async cut(ms) {
      passing = false;
      for (const socket of pairs) socket.destroy();
      await new Promise((done) => setTimeout(done, ms));
      passing = true;
    },
    async close() {
      for (const socket of pairs) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
