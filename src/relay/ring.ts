/**
 * What a room said lately, as finished text, numbered from 1: enough for every client to catch up from where it is.
 * Knows neither sockets nor what the text means.
 */

export interface RingLimits {
  readonly events: number;
  readonly bytes: number;
  readonly ageMs: number;
}
/** 15 minutes of a busy room (24 events/s, 500 bytes each). */
export const RING_LIMITS: RingLimits = { events: 24_000, bytes: 12_000_000, ageMs: 15 * 60_000 };

export interface Entry {
  readonly seq: number;
  readonly at: number;
  readonly text: string;
  readonly bytes: number;
  /** Bytes of this and all entries before it, since numbering began. */
  readonly end: number;
}

export interface Ring {
  add(text: string, at: number): void;
  /** Forgets what is too old at `now`. */
  expire(now: number): void;
  /** null when it was never there or is there no more */
  get(seq: number): Entry | null;
  /** Newest number given; 0 before the first. */
  head(): number;
  /** Oldest number held; 0 when nothing is. */
  tail(): number;
  /** Bytes said since numbering began, up to the head. */
  total(): number;
}

export function createRing(limits: RingLimits = RING_LIMITS): Ring {
  /** A circle that grows to limits.events; entry `seq` sits at seq % limits.events. */
  const slots: (Entry | undefined)[] = [];
  let head = 0;
  let first = 1;
  let total = 0;
  let held = 0;

  const at = (seq: number): Entry | undefined => slots[seq % limits.events];

  function forgetFirst(): void {
    held -= at(first)?.bytes ?? 0;
    slots[first % limits.events] = undefined;
    first += 1;
  }

  function expire(now: number): void {
    while (first <= head && now - (at(first)?.at ?? now) > limits.ageMs) forgetFirst();
  }

  return {
    add(text, time) {
      expire(time);
      const bytes = Buffer.byteLength(text);
      while (first <= head && (head - first + 1 >= limits.events || held + bytes > limits.bytes)) forgetFirst();
      head += 1;
      total += bytes;
      held += bytes;
      slots[head % limits.events] = { seq: head, at: time, text, bytes, end: total };
    },
    expire,
    get: (seq) => (seq >= first && seq <= head ? (at(seq) ?? null) : null),
    head: () => head,
    tail: () => (first <= head ? first : 0),
    total: () => total,
  };
}
