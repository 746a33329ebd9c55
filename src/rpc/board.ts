/**
 * What the page may ask of the board worker: to show and handle the virtual Arduino, and to flash a real one. Types only.
 * The worker's cable to the live worker is rpc/virtual-port.ts.
 */
import type { BoardModel, Chip } from '#domain/board-model.ts';
import type { Fault } from '#domain/fault.ts';
import type { PinShown } from '#domain/pin-shown.ts';

/** The virtual board as its port edges show it, at most once a frame and only when something differs. */
export interface VirtualView {
  readonly model: BoardModel;
  readonly plugged: boolean;
  /** The chip runs: the port is open. */
  readonly running: boolean;
  /**
   * Only pins that the chip drives, by pin number: one at a low level is `off`, at a high one `on`. An undriven pin is absent,
   * so an active-low one that is absent is off as well, not on.
   */
  readonly pins: Readonly<Record<number, PinShown>>;
  /** The hardware stop button is held down. */
  readonly stopPressed: boolean;
}

/** A real port as the page and a worker can both name it: the worker finds it by getPorts(). `index`: which of several with these ids. */
export interface PortIdentity {
  readonly usbVendorId: number | null;
  readonly usbProductId: number | null;
  readonly index: number;
}

/** What was on the board before. */
export type FoundBefore =
  | { readonly is: 'ours'; readonly version: string }
  | { readonly is: 'sketch' }
  | { readonly is: 'nothing' }
  /** The bootloader does not let itself be read, or it was not asked. */
  | { readonly is: 'unknown' };

export type Bootloader = 'optiboot' | 'atmegaboot' | 'stk500v2';

/** What flashing has made of what was on the board. */
export type Written =
  /** Nothing: the board is as it was. */
  | 'nothing'
  /** The new firmware is not whole; the chip idles where it begins, and drives no pin. */
  | 'part'
  /** Its first page was written and is not known to be right: what runs after a reset cannot be foretold. */
  | 'unsure'
  /** It is whole, and every byte was read back. */
  | 'all';

/** Where the flashing stands. From `erasing` on the old sketch is gone, so cancelling leaves a board to be flashed again. */
export type FlashProgress =
  | { readonly step: 'opening' }
  | { readonly step: 'detecting' }
  | { readonly step: 'found'; readonly chip: Chip; readonly bootloader: Bootloader; readonly before: FoundBefore }
  | { readonly step: 'erasing' }
  /** Bytes. */
  | { readonly step: 'writing'; readonly done: number; readonly total: number }
  | { readonly step: 'verifying'; readonly done: number; readonly total: number }
  | { readonly step: 'starting' };

export type FlashResult =
  /** Verified byte for byte, started, and it said its name with this version. */
  | { readonly result: 'done'; readonly version: string; readonly chip: Chip; readonly before: FoundBefore }
  /** Nothing was written: what is on the board would be lost, or is newer than ours. A person must agree first. */
  | { readonly result: 'asks'; readonly chip: Chip; readonly before: FoundBefore }
  | { readonly result: 'cancelled'; readonly written: Written }
  | { readonly result: 'failed'; readonly fault: Fault; readonly written: Written };

export interface BoardApi {
  /** Once: the live worker's cable. */
  connect(cable: MessagePort): void;
  /** Pushes the view now and on every change, never two in flight. */
  watch(push: (view: VirtualView) => void): Promise<void>;
  /** The virtual board's own buttons and cable. */
  pressReset(): void;
  pressStop(pressed: boolean): void;
  unplug(): void;
  plug(): void;
  /**
   * The live worker must have given the port up. Resolves when the port is closed again, whatever happened.
   * `mayReplace`: a person agreed that whatever is on the board is replaced; without it such a board is only looked at.
   */
  flash(port: PortIdentity, mayReplace: boolean, push: (progress: FlashProgress) => void): Promise<FlashResult>;
  /** Safe at any time; `flash` then resolves as cancelled, in any step. */
  cancelFlash(): void;
}
