/** The relay as one thing that listens and closes: HTTP, sockets and rooms put together. Knows no flags. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { CLOSE } from '#wire/relay-frame.ts';
import { createAccess } from './access.ts';
import { createHttpHandler } from './http.ts';
import { createRooms, type RoomsOptions } from './rooms.ts';
import { attachSockets } from './sockets.ts';
import { readStaticFiles } from './static-files.ts';

export interface RelayOptions extends RoomsOptions {
  readonly host: string;
  /** 0 = any free one */
  readonly port: number;
  readonly allowOrigins: readonly string[];
  /** Folder of the built page. */
  readonly dist: string;
}

export interface Relay {
  readonly port: number;
  /** Tells every client why (CLOSE.shutdown), then lets go of the port. */
  close(): Promise<void>;
}

/** Clients that do not answer the closing handshake are cut off after this. */
const FAREWELL_MS = 1_000;

const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address));

/** Rejects with node's own error (EADDRINUSE, EACCES, ENOTFOUND …) when it cannot listen. */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const access = createAccess({ ...options, addresses: ownAddresses });
  const rooms = createRooms(options);
  const hasIpv4Loopback = ['127.0.0.1', '0.0.0.0', '::'].includes(options.host);
  const files = readStaticFiles(options.dist);
  const { version } = options;
  const server = createServer(createHttpHandler({ access, files, version, hasIpv4Loopback, rooms: rooms.health }));
  const port = (): number => (server.address() as AddressInfo).port;
  const sockets = attachSockets(server, { access, rooms, port, log: options.log });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });

  return {
    port: port(),
    async close() {
      rooms.close(CLOSE.shutdown, 'The relay is shutting down or restarting');
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const cut = setTimeout(() => {
        for (const ws of sockets.clients) ws.terminate();
        server.closeAllConnections();
      }, FAREWELL_MS);
      server.closeIdleConnections();
      await closed;
      clearTimeout(cut);
    },
  };
}
