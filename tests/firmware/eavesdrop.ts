/**
 * Listens to one direction of the line and tells which frames came with a good checksum although nobody sent them: damage
 * that CRC-8 lets pass (docs/decisions/0004). Judges content alone and executes nothing.
 */
import { crc8 } from '#wire/board-frame.ts';

/** So many of the last contents count as sent: twice what can be in flight, fewer than would excuse a forgery. */
const REMEMBERED = 16;

export function eavesdrop(startsWith: ':' | '') {
  const sent: string[] = [];
  const forged: string[] = [];
  const contentOf = (text: string): string | null => {
    const match = /^(.*)\*([0-9a-f]{2})$/i.exec(text);
    return match && crc8(match[1] ?? '') === parseInt(match[2] ?? '', 16) ? (match[1] ?? '') : null;
  };
  /** Cuts a stream of bytes into contents whose checksum is good, as a reader does who begins anew at `startsWith`. */
  function reader(take: (content: string) => void): (bytes: Uint8Array) => void {
    let line = '';
    return (bytes) => {
      for (const byte of bytes) {
        const char = String.fromCharCode(byte);
        if (char === startsWith) line = '';
        else if (char !== '\n') line += char;
        else {
          const content = contentOf(line.replace('\r', ''));
          if (content !== null) take(content);
          line = '';
        }
      }
    };
  }
  return {
    forged,
    left: reader((content) => {
      sent.push(content);
      sent.splice(0, sent.length - REMEMBERED);
    }),
    arrived: reader((content) => {
      if (!sent.includes(content)) forged.push(content);
    }),
  };
}
