/** The LED that hangs on pin 13 of every board: it follows the pin's level, not what the pin means to a person. */
import type { ShownPins } from './drawing.ts';

const LED = 13;
/** Servo pulses are 1.5 ms of 20 ms. */
const SERVO_GLOW = 0.08;

/** 0–1. A pin that was never driven leaves it dark; an active-low pin that is off lights it. */
export function ledBrightness(pins: ShownPins, inverted: ReadonlySet<number>): number {
  const shown = pins[LED];
  if (!shown) return 0;
  if (shown.does === 'servo') return SERVO_GLOW;
  if (shown.does === 'tone') return 0.5;
  const on = shown.does === 'pwm' ? shown.duty : shown.does === 'on' ? 1 : 0;
  return inverted.has(LED) ? 1 - on : on;
}
