/**
 * The boards our firmware runs on, and what each of their pins can do. Knows no port and no bytes.
 * Sources: the ATmega328P and ATmega2560 data sheets and the Arduino core's pins_arduino.h (variants standard and mega).
 */

export type BoardModel = 'uno' | 'nano' | 'mega';
export type Chip = 'm328p' | 'm2560';

/** What a pin can do beyond on and off. `servo`: every pin; PWM needs a timer, and a timer may be taken by servos or a tone. */
export interface PinAbility {
  readonly pin: number;
  /** As printed on the board: `13`, `A0`. */
  readonly label: string;
  /** Hardware timer behind its PWM; null = no PWM. */
  readonly timer: 0 | 1 | 2 | 3 | 4 | 5 | null;
  /** What else is wired to it: `serial` pins carry the link itself and are never driven. */
  readonly also: 'serial' | 'led' | 'i2c' | 'spi' | null;
}

export interface BoardModelFacts {
  readonly name: string;
  readonly chip: Chip;
  readonly pins: readonly PinAbility[];
}

const UNO_TIMERS: Readonly<Record<number, PinAbility['timer']>> = { 3: 2, 5: 0, 6: 0, 9: 1, 10: 1, 11: 2 };
const MEGA_TIMERS: Readonly<Record<number, PinAbility['timer']>> = {
  ...{ 2: 3, 3: 3, 4: 0, 5: 3, 6: 4, 7: 4, 8: 4, 9: 2, 10: 2, 11: 1, 12: 1, 13: 0, 44: 5, 45: 5, 46: 5 },
};
const UNO_ALSO: Readonly<Record<number, PinAbility['also']>> = {
  ...{ 0: 'serial', 1: 'serial', 10: 'spi', 11: 'spi', 12: 'spi', 13: 'led', 18: 'i2c', 19: 'i2c' },
};
const MEGA_ALSO: Readonly<Record<number, PinAbility['also']>> = {
  ...{ 0: 'serial', 1: 'serial', 13: 'led', 20: 'i2c', 21: 'i2c', 50: 'spi', 51: 'spi', 52: 'spi', 53: 'spi' },
};

function pinsOf(
  count: number,
  firstAnalog: number,
  timers: typeof UNO_TIMERS,
  also: typeof UNO_ALSO,
): readonly PinAbility[] {
  return Array.from({ length: count }, (_, pin) => ({
    pin,
    label: pin >= firstAnalog ? `A${pin - firstAnalog}` : String(pin),
    timer: timers[pin] ?? null,
    also: also[pin] ?? null,
  }));
}

const UNO_PINS = pinsOf(20, 14, UNO_TIMERS, UNO_ALSO);

export const BOARD_MODELS: Readonly<Record<BoardModel, BoardModelFacts>> = {
  uno: { name: 'Arduino Uno', chip: 'm328p', pins: UNO_PINS },
  nano: { name: 'Arduino Nano', chip: 'm328p', pins: UNO_PINS },
  mega: { name: 'Arduino Mega 2560', chip: 'm2560', pins: pinsOf(70, 54, MEGA_TIMERS, MEGA_ALSO) },
};

/** The model to draw for what a board says of itself (`board=` in its banner); null = unknown. */
export function modelOfChip(board: string): BoardModel | null {
  if (board === 'm328p') return 'uno';
  return board === 'm2560' ? 'mega' : null;
}
