/**
 * One watcher of a room: a place in the ring that moves on as fast as its socket takes it. What waits is in the ring
 * alone, so a slow watcher costs no memory. Knows neither sources nor HTTP.
 *
 * A lone event goes out at once. While a write is under way the rest waits, and then goes as one JSON array.
 */
import { CLOSE } from '#wire/relay-frame.ts';
import type { Entry, Ring } from './ring.ts';

/** The part of a WebSocket that is used. `send` calls back when the text was handed to the system. */
export interface Outlet {
  send(text: string, done: (error?: Error) => void): void;
  close(code: number, reason: string): void;
}

/** Halfway to the frame size that readers refuse (relay-frame.ts, MAX_FRAME_BYTES). */
const BATCH_BYTES = 128 * 1024;
/** Chromium takes events by fifties nine times as fast as one by one; far more only make it stutter. */
const BATCH_EVENTS = 250;
/** New events a watcher may be behind by. What it asked to have sent again does not count. */
export const SLOW_BYTES = 1_000_000;

export interface Client {
  /** Sends `text` in its turn, after all events said so far. */
  say(text: string): void;
  /** The ring has more. */
  more(): void;
  close(code: number, reason: string): void;
}

const marked = (entry: Entry): string => `${entry.text.slice(0, -1)},"resumed":true}`;

/**
 * `after`: the last number the watcher has; all up to the ring's head at this moment goes out marked as resumed,
 * behind the words of `greeting`.
 */
export function createClient(outlet: Outlet, ring: Ring, after: number, greeting: readonly string[]): Client {
  const resumedTo = ring.head();
  const resumedBytes = ring.total();
  let cursor = after;
  let sentBytes = 0;
  let busy = false;
  let closed = false;
  /** Own words, each due once the cursor has reached its number. */
  const words = greeting.map((text) => ({ after, text }));

  function close(code: number, reason: string): void {
    if (closed) return;
    closed = true;
    words.length = 0;
    outlet.close(code, reason);
  }

  function next(): string | null {
    const [word] = words;
    if (word && word.after <= cursor) {
      words.shift();
      return word.text;
    }
    const entry = ring.get(cursor + 1);
    if (!entry) return null;
    cursor = entry.seq;
    sentBytes = entry.end;
    return entry.seq <= resumedTo ? marked(entry) : entry.text;
  }

  function flush(): void {
    if (busy || closed) return;
    const batch: string[] = [];
    for (let bytes = 0; bytes < BATCH_BYTES && batch.length < BATCH_EVENTS;) {
      const text = next();
      if (text === null) break;
      batch.push(text);
      bytes += text.length;
    }
    const [only] = batch;
    if (only === undefined) return;
    busy = true;
    outlet.send(batch.length === 1 ? only : `[${batch.join(',')}]`, () => {
      // A failed send ends in the socket's own close, which takes this client out of its room.
      busy = false;
      flush();
    });
  }

  function isTooSlow(): boolean {
    const lostPlace = cursor < ring.head() && ring.get(cursor + 1) === null;
    return lostPlace || ring.total() - Math.max(sentBytes, resumedBytes) > SLOW_BYTES;
  }

  flush();
  return {
    say(text) {
      words.push({ after: ring.head(), text });
      flush();
    },
    more() {
      flush();
      if (!closed && isTooSlow()) close(CLOSE.slow, 'Too slow: more than 1 MB behind. Connect again to resume.');
    },
    close,
  };
}
