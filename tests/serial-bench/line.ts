/**
 * The wire between a pty and a peer: at full speed, or at a baud rate, which a pty by itself ignores.
 * Knows no protocol.
 */
import { performance } from 'node:perf_hooks';
import type { Peer } from './peer.ts';
import type { Pty } from './pty.ts';

/** 8N1: a start bit, eight of data, a stop bit. */
const BITS_PER_BYTE = 10;
const TICK_MS = 1;

/** Joins them until the returned function is called. `baud` null: unlimited. */
export function joinLine(pty: Pty, peer: Peer, baud: number | null): () => void {
  if (baud === null) {
    let open = true;
    peer.connect((bytes) => {
      if (open) pty.write(bytes);
    });
    pty.onData((bytes) => peer.receive(bytes, performance.now()));
    return () => void (open = false);
  }
  const bytesPerMs = baud / BITS_PER_BYTE / 1_000;
  let outgoing: Uint8Array[] = [];
  peer.connect((bytes) => void outgoing.push(bytes));
  let last = performance.now();
  let mayRead = 0;
  let mayWrite = 0;
  const ticker = setInterval(() => {
    const now = performance.now();
    const earned = (now - last) * bytesPerMs;
    last = now;
    mayRead += earned;
    const bytes = pty.read(Math.floor(mayRead));
    // What an idle line did not carry is gone: time on a wire cannot be saved up.
    mayRead = bytes.length < Math.floor(mayRead) ? 0 : mayRead - bytes.length;
    if (bytes.length > 0) peer.receive(bytes, now);

    mayWrite = outgoing.length > 0 ? mayWrite + earned : 0;
    while (outgoing.length > 0 && mayWrite >= 1) {
      const [first, ...rest] = outgoing as [Uint8Array, ...Uint8Array[]];
      const now = first.subarray(0, Math.floor(mayWrite));
      pty.write(now);
      mayWrite -= now.length;
      outgoing = now.length === first.length ? rest : [first.subarray(now.length), ...rest];
    }
  }, TICK_MS);
  return () => clearInterval(ticker);
}
