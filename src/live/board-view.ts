/** What the page is shown of one board, put together from what its parts tell. Keeps no state of its own. */
import type { Fault } from '#domain/fault.ts';
import type { PortState } from '#domain/port-machine.ts';
import type { PinSettings } from '#domain/rule.ts';
import type { BoardView, FirmwareInfo } from '#rpc/board-view.ts';
import type { boardFigures } from './board-figures.ts';
import type { shownPins } from './board-pins.ts';
import type { Lanes } from './lanes.ts';
import type { Port } from './port-types.ts';

/** USB ids of the port, as soon as they are known. */
export interface Device {
  readonly vendor: number | null;
  readonly product: number | null;
}

export interface BoardParts {
  readonly port: Port | null;
  readonly state: PortState;
  readonly dialect: BoardView['dialect'];
  /** Of this very board. */
  readonly settings: readonly PinSettings[];
  readonly device: Device;
  readonly firmware: FirmwareInfo | null;
  readonly figures: ReturnType<typeof boardFigures>;
  readonly pins: ReturnType<typeof shownPins>;
  readonly lanes: Pick<Lanes, 'waiting' | 'waitingOn'>;
  readonly stopHeld: boolean;
  readonly fault: Fault | null;
}

export function boardView(parts: BoardParts, now: number): BoardView {
  const { port, device, figures, pins, lanes } = parts;
  return {
    kind: port?.kind ?? 'none',
    state: parts.state,
    dialect: parts.dialect,
    usbVendorId: device.vendor,
    usbProductId: device.product,
    firmware: parts.firmware,
    ...figures.view(),
    waiting: lanes.waiting(),
    pins: pins.view(parts.settings, lanes.waitingOn, now),
    stopHeld: parts.stopHeld,
    fault: parts.fault,
  };
}
