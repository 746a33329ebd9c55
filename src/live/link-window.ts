/**
 * The send window of the acknowledged link: which frames are in flight, how many bytes of the board's buffer they take,
 * and the bytes that wait to go out in one write. Knows no replies' spelling, no stages, no timers.
 */
import type { Clock } from './clock.ts';
import type { Delivery } from './link.ts';

/** The board's receive ring holds 63 bytes; a little is left for the stop pair. */
const WINDOW_BYTES = 60;
const WINDOW_FRAMES = 8;

interface InFlight {
  readonly seq: number;
  readonly frame: string;
  /** Bytes taken in the board's buffer: the frame and a plain line before it. */
  readonly bytes: number;
  readonly delivery: Delivery | null;
}

const encoder = new TextEncoder();

export function sendWindow(clock: Clock, write: (bytes: Uint8Array) => void) {
  let inFlight: InFlight[] = [];
  let used = 0;
  let pending = '';
  let unwritten: Delivery[] = [];
  let carried: Delivery | null = null;

  return {
    frames: () => inFlight.length,
    fits: (bytes: number) => inFlight.length < WINDOW_FRAMES && used + bytes <= WINDOW_BYTES,
    /** The next pushed frame carries this delivery. */
    carry(delivery: Delivery) {
      carried = delivery;
    },
    /** Queues a frame, and a plain line right before it, for the next flush. A plain line is never sent twice. */
    push(seq: number, frame: string, line: string) {
      const delivery = carried;
      carried = null;
      inFlight.push({ seq, frame, bytes: line.length + frame.length, delivery: line ? null : delivery });
      used += line.length + frame.length;
      pending += line + frame;
      if (delivery) unwritten.push(delivery);
    },
    /** Queues text that is not tracked: HELLO, a line end. */
    write(text: string) {
      pending += text;
    },
    /** @returns how many frames go out once more */
    resend(): number {
      for (const item of inFlight) pending += item.frame;
      return inFlight.length;
    },
    /**
     * The answer for `seq`; it settles all earlier frames too, whose own answers were lost.
     * @returns false when no such frame is in flight: a late or repeated answer
     */
    settle(seq: number, outcome: 'acked' | 'refused' | 'unknown', code: number | null): boolean {
      const index = inFlight.findIndex((item) => item.seq === seq);
      if (index < 0) return false;
      const now = clock.now();
      const settled = inFlight.splice(0, index + 1);
      for (const item of settled) used -= item.bytes;
      settled.forEach((item, i) =>
        item.delivery?.settled(i === index ? outcome : 'unknown', i === index ? code : null, now),
      );
      return true;
    },
    /** Nobody will ever know what became of these. */
    abandon() {
      const now = clock.now();
      const lost = inFlight;
      const neverWritten = unwritten;
      inFlight = [];
      unwritten = [];
      used = 0;
      pending = '';
      for (const item of lost) item.delivery?.settled('unknown', null, now);
      for (const delivery of neverWritten) if (delivery.command.verb === 'TEXT') delivery.settled('unknown', null, now);
    },
    /** One write for all that is pending. */
    flush() {
      if (!pending) return;
      const bytes = encoder.encode(pending);
      const deliveries = unwritten;
      pending = '';
      unwritten = [];
      write(bytes);
      const now = clock.now();
      for (const delivery of deliveries) {
        delivery.written(now);
        if (delivery.command.verb === 'TEXT') delivery.settled('sent', null, now);
      }
    },
  };
}
