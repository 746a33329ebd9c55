/** One board as the live worker shows it to the page, and what it has counted. Types only. */
import type { DropReason } from '#domain/drop-reason.ts';
import type { Fault } from '#domain/fault.ts';
import type { PinShown } from '#domain/pin-shown.ts';
import type { PortState } from '#domain/port-machine.ts';

export interface FirmwareInfo {
  readonly name: string;
  readonly version: string;
  readonly board: string;
  readonly id: number | null;
}

/** A pin as the host last set it. The virtual board's own edges are rpc/board.ts, VirtualView. */
export interface PinView {
  readonly pin: number;
  readonly name: string;
  readonly shows: PinShown;
  readonly waiting: number;
}

/** Since the board was chosen. */
export interface LinkCounters {
  readonly sent: number;
  readonly acked: number;
  readonly refused: number;
  /** Frames sent again after a nak or a timeout. */
  readonly resent: number;
  readonly unknown: number;
  /** Runs that were never sent, and commands of a run that was cut short, by why. What is owed is not among them. */
  readonly dropped: Readonly<Record<DropReason, number>>;
}

export interface BoardView {
  readonly kind: 'serial' | 'virtual' | 'none';
  readonly state: PortState;
  readonly dialect: 'giftwire' | 'text';
  readonly usbVendorId: number | null;
  readonly usbProductId: number | null;
  readonly firmware: FirmwareInfo | null;
  /** Median and 99th percentile from the write to the board's answer, over the last 1,000 commands; null without any. */
  readonly ackP50Ms: number | null;
  readonly ackP99Ms: number | null;
  /** The same answers by latency: how many fell below each bound of ACK_BOUNDS_MS (domain/ack-bounds.ts), the last count is the rest. */
  readonly ackHistogram: readonly number[];
  readonly counters: LinkCounters;
  readonly waiting: number;
  readonly pins: readonly PinView[];
  /** Its own stop button is held down: nothing can be released yet. */
  readonly stopHeld: boolean;
  readonly fault: Fault | null;
}
