/**
 * Somebody's own sketch: takes lines and answers nothing. Keeps each line and when its last byte came.
 * Knows no protocol; the speed of its line is fake-board.ts's business.
 */
import type { Peer } from './peer.ts';

export interface TextPeer extends Peer {
  readonly lines: { readonly text: string; readonly at: number }[];
  /** All bytes ever, also those of an unfinished line. */
  bytes: number;
  /** ms, performance.now */
  lastByteAt: number;
}

export function createTextPeer(): TextPeer {
  let rest = '';
  const peer: TextPeer = {
    lines: [],
    bytes: 0,
    lastByteAt: 0,
    connect() {
      rest = '';
    },
    receive(bytes, at) {
      peer.bytes += bytes.length;
      peer.lastByteAt = at;
      const lines = (rest + Buffer.from(bytes).toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) peer.lines.push({ text: line.replace(/\r$/, ''), at });
    },
    reset() {
      rest = '';
    },
    disconnect() {
      rest = '';
    },
  };
  return peer;
}
