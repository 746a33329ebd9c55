/**
 * The virtual Arduino as it stands on the desk: a board, its USB cable, a reset and a stop button. It speaks
 * rpc/virtual-port.ts to the live worker and shows itself as rpc/board.ts says. Knows no wire protocol and no workers.
 */
import { BOARD_MODELS, type BoardModel, type Chip } from '#domain/board-model.ts';
import type { VirtualView } from '#rpc/board.ts';
import type { FromVirtualPort, ToVirtualPort } from '#rpc/virtual-port.ts';
import type { BoardClock } from './clock.ts';
import { createFrames } from './frames.ts';
import { memoryOf } from './machine.ts';
import { powerUp, type PoweredBoard, type PoweredBoardOptions } from './powered-board.ts';

export interface VirtualBoardOptions {
  readonly clock: BoardClock;
  /** A chip's program, as long as its flash. With a promise the port opens when that resolves; it may reject, or throw. */
  readonly firmware: (chip: Chip) => Uint8Array | Promise<Uint8Array>;
  readonly send: (message: FromVirtualPort) => void;
  readonly onEdge?: PoweredBoardOptions['onEdge'];
  /** At most once a frame and only when something differs; no further one before the promise it may return has settled. */
  readonly onView: (view: VirtualView) => void | Promise<void>;
}

const NO_PINS = {};

export function createVirtualBoard({ clock, firmware, send, onEdge, onView }: VirtualBoardOptions) {
  /** As on a real board, what was written to it outlives every reset and power cut. */
  const eeproms = new Map<BoardModel, Uint8Array>();
  let model: BoardModel = 'uno';
  let plugged = true;
  let stopPressed = false;
  /** From `open` to `close`; null = closed. */
  let opening: number | null = null;
  let board: PoweredBoard | null = null;
  let view: VirtualView | null = null;
  const frames = createFrames(clock, takeView, onView);

  function takeView(): VirtualView {
    const pins = board?.pins() ?? NO_PINS;
    const now: VirtualView = { model, plugged, running: board !== null, pins, stopPressed };
    if (!view || !same(view, now)) view = now;
    return view;
  }
  function powerOff(): void {
    board?.off();
    board = null;
    opening = null;
    frames.request();
  }
  /** The cable is out, by hand or because there is nothing at its end. */
  function pull(detail: string): void {
    plugged = false;
    if (opening !== null) send({ type: 'unplugged', opening, detail });
    powerOff();
  }

  function open(number: number, wanted: BoardModel): void {
    powerOff();
    opening = number;
    model = wanted;
    if (!plugged) return pull('');
    const failed = (error: unknown): void => {
      if (opening === number) pull(error instanceof Error ? error.message : String(error));
    };
    try {
      const image = firmware(BOARD_MODELS[model].chip);
      if (image instanceof Uint8Array) start(number, image);
      else image.then((loaded) => start(number, loaded)).catch(failed);
    } catch (error) {
      failed(error);
    }
  }
  function start(number: number, image: Uint8Array): void {
    // Closed, pulled out or opened anew while the program was on its way.
    if (opening !== number) return;
    const { chip } = BOARD_MODELS[model];
    const eeprom = eeproms.get(model) ?? new Uint8Array(memoryOf(chip).eeprom).fill(0xff);
    eeproms.set(model, eeprom);
    const onBytes = (bytes: Uint8Array): void => send({ type: 'bytes', opening: number, bytes });
    board = powerUp({ clock, chip, image, eeprom, onBytes, onEdge, onRestless: frames.request });
    board.pressStop(stopPressed);
    send({ type: 'opened', opening: number });
    frames.request();
  }

  return {
    /** What the live worker says. */
    receive(message: ToVirtualPort): void {
      if (message.type === 'open') return open(message.opening, message.model);
      if (message.opening !== opening) return;
      if (message.type === 'write') board?.receive(message.bytes);
      else powerOff();
    },
    pressReset(): void {
      board?.reset();
    },
    pressStop(pressed: boolean): void {
      stopPressed = pressed;
      board?.pressStop(pressed);
      frames.request();
    },
    unplug(): void {
      if (plugged) pull('');
    },
    plug(): void {
      if (plugged) return;
      plugged = true;
      frames.request();
      send({ type: 'plugged' });
    },
    /** Somebody new watches: the view now, and from then on every change. */
    show(): void {
      view = null;
      frames.request();
    },
  };
}

const same = (a: VirtualView, b: VirtualView): boolean =>
  a.model === b.model &&
  a.plugged === b.plugged &&
  a.running === b.running &&
  a.pins === b.pins &&
  a.stopPressed === b.stopPressed;
