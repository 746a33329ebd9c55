/** A board's view as the live worker would push it, for tests of screens. */
import { DROP_REASONS, type DropReason } from '#domain/drop-reason.ts';
import type { PortState } from '#domain/port-machine.ts';
import type { BoardView } from '#rpc/board-view.ts';

const dropped = Object.fromEntries(DROP_REASONS.map((reason) => [reason, 0])) as Record<DropReason, number>;

/** A real Uno in this state, idle. */
export const boardView = (state: PortState): BoardView => ({
  ...{ kind: 'serial', state, dialect: 'giftwire', usbVendorId: 0x2341, usbProductId: 0x43, firmware: null },
  ...{ ackP50Ms: null, ackP99Ms: null, ackHistogram: [], waiting: 0, pins: [], stopHeld: false, fault: null },
  counters: { sent: 0, acked: 0, refused: 0, resent: 0, unknown: 0, dropped },
});
