/**
 * What the board must be told of its pins: which are inverted and how long each may stay on.
 * Knows no stages and no window: it lists frames' bodies.
 */
import { DEFAULT_LIMIT_MS, type PinSettings } from '#domain/rule.ts';

/** What the board was last told of a pin since its greeting. */
export interface ToldPin {
  readonly inverted: boolean;
  readonly limitMs: number;
}

const FRESH: ToldPin = { inverted: false, limitMs: DEFAULT_LIMIT_MS };

/** INV and LIM for what differs from what the board knows; `told` is brought up to date. INV first: it makes the pin's rest level true. */
export function pinFrames(pins: readonly PinSettings[], told: Map<number, ToldPin>): string[] {
  const bodies: string[] = [];
  for (const { pin, inverted, limitMs } of pins) {
    const known = told.get(pin);
    // After a greeting without a reset the board may still hold older limits, so LIM is told once in any case.
    if ((known ?? FRESH).inverted !== inverted) bodies.push(`INV ${pin} ${inverted ? 1 : 0}`);
    if (known?.limitMs !== limitMs) bodies.push(`LIM ${pin} ${limitMs}`);
    told.set(pin, { inverted, limitMs });
  }
  return bodies;
}
