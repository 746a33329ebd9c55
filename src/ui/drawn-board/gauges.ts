/** Which pins have a gauge: those that rules will turn, dim or sound, and any that has done so since. Pure. */
import type { GaugeKind, Gauges, ShownPins } from './drawing.ts';

const MOST = 8;
const MOST_WIDE = 12;
const WIDE = 340;

/** `before` with what pins do now; the same object where nothing is new, so that a frame changes no layout. */
export function withGaugesSeen(before: Gauges, pins: ShownPins): Gauges {
  let seen = before;
  for (const [pin, { does }] of Object.entries(pins)) {
    if ((does === 'servo' || does === 'pwm' || does === 'tone') && seen[Number(pin)] !== does)
      seen = { ...seen, [pin]: does };
  }
  return seen;
}

const ORDER: Readonly<Record<GaugeKind, number>> = { servo: 0, pwm: 1, tone: 2 };

/**
 * In the order of the pins on the board, `places`: its pins as they stand. Where there are more than can be read, servos
 * come before dimmed pins and those before tones.
 */
export function gaugePins(
  gauges: Gauges,
  places: readonly number[],
  width: number,
): { readonly pin: number; readonly kind: GaugeKind }[] {
  return places
    .flatMap((pin) => (gauges[pin] ? [{ pin, kind: gauges[pin] }] : []))
    .sort((a, b) => ORDER[a.kind] - ORDER[b.kind])
    .slice(0, width < WIDE ? MOST : MOST_WIDE)
    .sort((a, b) => places.indexOf(a.pin) - places.indexOf(b.pin));
}
