/**
 * Wire protocol v1, board to host: checksummed lines, and the cutting of a byte stream into lines.
 * Knows neither what was sent nor what a reply settles. Everything here is input from outside: bounded and checked.
 *
 *   reply = "ok " seq [data] | "err " seq SP code | "nak " next SP code | "ev " name [data], then "*" ck LF
 */
import { checksum } from './board-frame.ts';

/** A reply is never longer, without its LF. */
const MAX_REPLY_CHARS = 160;

/** nak codes: the frame was not consumed. */
export const NAK = { checksum: 1, syntax: 2, gap: 8, tooLong: 9, helloNeeded: 10 } as const;
/** err codes: the frame was consumed and refused; never sent again. */
export const ERR = { verb: 3, argument: 4, pin: 5, timerBusy: 6, noSlot: 7, stopPressed: 11 } as const;

export type BoardReply =
  | { readonly type: 'ok'; readonly seq: number; readonly data: string }
  | { readonly type: 'err'; readonly seq: number; readonly code: number }
  | { readonly type: 'nak'; readonly next: number; readonly code: number }
  | { readonly type: 'ev'; readonly name: string; readonly data: string };

const NUMBERED = /^(ok|err|nak) (\d{1,3})(?: (.*))?$/;
const EVENT = /^ev (\S+)(?: (.*))?$/;

/** A reply's meaning, or null when its checksum or its form is wrong. `line` comes without LF; a CR is ignored. */
export function parseReply(line: string): BoardReply | null {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  const star = text.length - 3;
  if (star < 1 || text.length > MAX_REPLY_CHARS || text[star] !== '*') return null;
  const content = text.slice(0, star);
  if (checksum(content) !== text.slice(star + 1).toLowerCase()) return null;
  const event = EVENT.exec(content);
  if (event) return { type: 'ev', name: event[1] ?? '', data: event[2] ?? '' };
  const numbered = NUMBERED.exec(content);
  if (!numbered) return null;
  const number = Number(numbered[2]);
  const rest = numbered[3] ?? '';
  if (number > 255) return null;
  if (numbered[1] === 'ok') return { type: 'ok', seq: number, data: rest };
  if (!/^\d{1,3}$/.test(rest)) return null;
  const code = Number(rest);
  return numbered[1] === 'err' ? { type: 'err', seq: number, code } : { type: 'nak', next: number, code };
}

/** Banner fields as `HELLO` and `ev boot` tell them: `fw=giftwire/1.0 proto=1 board=m328p rx=63 …`. */
export function bannerFields(data: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const part of data.split(' ')) {
    const equals = part.indexOf('=');
    if (equals > 0) fields.set(part.slice(0, equals), part.slice(equals + 1));
  }
  return fields;
}

export interface LineSplitter {
  /** Takes bytes as they come and hands out each whole line without its LF; `null` stands for a line that was too long. */
  push(bytes: Uint8Array): (string | null)[];
  /** Forgets a half line, as after a reset. */
  clear(): void;
}

/** Cuts a byte stream at LF, never holding more than `limit` characters. Bytes become Latin-1 characters. */
export function lineSplitter(limit = MAX_REPLY_CHARS): LineSplitter {
  let line = '';
  let tooLong = false;
  const clear = () => {
    line = '';
    tooLong = false;
  };
  return {
    clear,
    push(bytes) {
      const lines: (string | null)[] = [];
      for (const byte of bytes) {
        if (byte === 0x0a) {
          lines.push(tooLong ? null : line);
          clear();
        } else if (line.length < limit) line += String.fromCharCode(byte);
        else tooLong = true;
      }
      return lines;
    },
  };
}
