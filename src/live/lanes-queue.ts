/**
 * One pin's lane: who waits for it, in which order, and until when it is busy. Plain data and its order;
 * knows no link, no clock, no outcome.
 */
import type { Action } from '#domain/action.ts';
import { pinOf } from '#domain/command.ts';
import type { OnTime } from '#domain/duty.ts';
import type { Effect } from '#domain/rule.ts';

/** All waiting runs of one effect of one action: one object, however many runs. */
export interface Entry {
  readonly action: Action;
  readonly effect: Effect;
  readonly fallback: boolean;
  /** Grows by one per entry: first in, first out within a priority. */
  readonly order: number;
  readonly lanes: readonly Lane[];
  readonly expiresAt: number;
  /** Runs still waiting; 0 = the entry is dead and is skipped wherever it still stands. */
  waiting: number;
}

export interface Lane {
  readonly pin: number;
  /** Sorted by `before`; starts at `head`. */
  queue: Entry[];
  head: number;
  /** Runs waiting, over all entries. */
  waiting: number;
  /** Of those, runs nobody paid for: with none of them a full lane need not look for one. */
  unpaid: number;
  /** ms of the clock */
  busyUntil: number;
  /** How long the pin has been on lately; followed only where it has a duty cycle. */
  on: OnTime | null;
  /** Holding commands written and not yet answered: their pulse may begin late. */
  unanswered: number;
  /** A run of several steps has the pin to itself. */
  taken: boolean;
}

/** Effects without any pin (text lines, OFF, waits) queue here; nothing ever holds it. */
const NO_PIN = -1;

export const newLane = (pin: number): Lane => ({
  pin,
  queue: [],
  head: 0,
  waiting: 0,
  unpaid: 0,
  busyUntil: 0,
  on: null,
  unanswered: 0,
  taken: false,
});

/** The pins an effect drives, each once; `NO_PIN` alone when it drives none. */
export function pinsOf(effect: Effect): readonly number[] {
  const pins = new Set<number>();
  for (const step of effect.steps) {
    const pin = step.do === 'command' ? pinOf(step.command) : null;
    if (pin !== null) pins.add(pin);
  }
  return pins.size ? [...pins] : [NO_PIN];
}

/** A total order over all lanes, so runs that need several pins can never wait for each other in a ring. */
export const before = (a: Entry, b: Entry): boolean =>
  a.action.priority !== b.action.priority ? a.action.priority > b.action.priority : a.order < b.order;

/** Puts an entry where its priority belongs; almost always that is the end. */
export function insert(lane: Lane, entry: Entry): void {
  let low = lane.head;
  let high = lane.queue.length;
  const last = lane.queue[high - 1];
  if (last && before(last, entry)) low = high;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = lane.queue[middle];
    if (other && before(other, entry)) low = middle + 1;
    else high = middle;
  }
  if (low === lane.queue.length) lane.queue.push(entry);
  else lane.queue.splice(low, 0, entry);
}

/** Who is next; forgets the dead on the way. */
export function first(lane: Lane): Entry | null {
  for (;;) {
    const entry = lane.queue[lane.head];
    if (!entry) {
      lane.queue = [];
      lane.head = 0;
      return null;
    }
    if (entry.waiting) return entry;
    // Cutting the front off one by one would cost a copy each: do it when half is dead.
    if (++lane.head > 64 && lane.head * 2 > lane.queue.length) {
      lane.queue.splice(0, lane.head);
      lane.head = 0;
    }
  }
}

/** All living entries, last first: the order in which a full lane turns away. */
export function* lastFirst(lane: Lane): Generator<Entry> {
  // What was turned away before stands dead at the end: a full lane must not walk over it again and again.
  while (lane.queue.length > lane.head && !lane.queue.at(-1)?.waiting) lane.queue.pop();
  for (let i = lane.queue.length - 1; i >= lane.head; i--) {
    const entry = lane.queue[i];
    if (entry?.waiting) yield entry;
  }
}

/** Drops dead entries from the middle, so that they do not pile up behind one that waits long. */
export function compact(lane: Lane): void {
  lane.queue = lane.queue.slice(lane.head).filter((entry) => entry.waiting > 0);
  lane.head = 0;
}
