/**
 * A board with power: a chip that runs our firmware at the pace of real time, its pins watched. From power-up to power-off.
 * Knows no cable and no protocol.
 */
import type { Chip } from '#domain/board-model.ts';
import type { PinShown } from '#domain/pin-shown.ts';
import type { BoardClock } from './clock.ts';
import { createMachine } from './machine.ts';
import { createPacing } from './pacing.ts';
import { createPinWatch } from './pin-watch.ts';
import type { Level } from './pins.ts';

/**
 * From power or reset to the sketch, ms. On a real board a bootloader listens first, for 0.8 to 1.4 s, and swallows what it
 * hears; so does this one, for less: time enough that nothing comes to rely on a board that answers at once.
 */
const BOOT_MS = 400;
/** The firmware's stop pin, to GND when pressed: A0 (firmware/giftwire/config.h). */
const STOP_PIN: Readonly<Record<Chip, number>> = { m328p: 14, m2560: 54 };

export interface PoweredBoardOptions {
  readonly clock: BoardClock;
  readonly chip: Chip;
  /** The program, as long as the flash. */
  readonly image: Uint8Array;
  /** Read and written in place. */
  readonly eeprom: Uint8Array;
  readonly onBytes: (bytes: Uint8Array) => void;
  /** Each change of a pin's level, with the chip's cycle count. */
  readonly onEdge?: ((pin: number, level: Level, cycle: number) => void) | undefined;
  /** The next `pins()` may differ from the last one. */
  readonly onRestless: () => void;
}

export type PoweredBoard = ReturnType<typeof powerUp>;

export function powerUp({ clock, chip, image, eeprom, onBytes, onEdge, onRestless }: PoweredBoardOptions) {
  let said: number[] = [];
  let cancelBoot: () => void = () => undefined;
  const machine = createMachine(chip, {
    eeprom,
    onByte: (byte) => void said.push(byte),
    onEdge(pin, level, cycle) {
      watch.edge(pin, level, cycle);
      onEdge?.(pin, level, cycle);
    },
  });
  const watch = createPinWatch((pin) => machine.isTimerDriven(pin));
  const pacing = createPacing(clock, machine, () => {
    if (said.length) {
      const bytes = Uint8Array.from(said);
      said = [];
      onBytes(bytes);
    }
    if (watch.isRestless()) onRestless();
  });

  function off(): void {
    cancelBoot();
    pacing.stop();
    said = [];
  }
  function reset(): void {
    off();
    machine.reset('external');
    if (watch.isRestless()) onRestless();
    cancelBoot = clock.after(BOOT_MS, pacing.start);
  }
  machine.load(image);
  reset();

  return {
    /** The reset button, or DTR. */
    reset,
    /** Bytes from the host. */
    receive(bytes: Uint8Array): void {
      // Before the sketch runs it is the bootloader that hears them, and keeps them from it.
      if (!pacing.isRunning()) return;
      pacing.hurry();
      machine.send(bytes);
    },
    pressStop: (pressed: boolean): void => machine.setInput(STOP_PIN[chip], !pressed),
    /** Closes a frame: what the pins have shown since the last one. The same object as before when nothing differs. */
    pins: (): Readonly<Record<number, PinShown>> => watch.frame(machine.cycles()),
    /** Simulated time left out because this computer was too slow, ms. */
    lostMs: pacing.lostMs,
    off,
  };
}
