/**
 * What the board must be told of its pins: which are inverted and how long each may stay on.
 * Knows no stages and no window: it lists frames' bodies.
 */
import { DEFAULT_LIMIT_MS, type PinSettings } from '#domain/rule.ts';

/** What the board was last told of a pin. */
export interface ToldPin {
  readonly inverted: boolean;
  readonly limitMs: number;
}
/** What each pin was told, as far as the board is sure to remember it; null = it may have been told anything. */
export type ToldPins = Map<number, ToldPin | null>;

const FRESH: ToldPin = { inverted: false, limitMs: DEFAULT_LIMIT_MS };

/**
 * INV and LIM for what the board may hold otherwise; `told` is brought up to date. INV first: it makes the pin's rest level
 * true. A pin that has left the table gets back what a fresh board has: it would stand inverted or without a limit for ever.
 * @param fresh the board has just been reset: what it was not told since is as FRESH has it
 */
export function pinFrames(pins: readonly PinSettings[], told: ToldPins, fresh: boolean): string[] {
  const wanted = new Map<number, ToldPin>([...told.keys()].map((pin) => [pin, FRESH]));
  for (const { pin, inverted, limitMs } of pins) wanted.set(pin, { inverted, limitMs });
  const bodies: string[] = [];
  for (const [pin, { inverted, limitMs }] of wanted) {
    const known = told.get(pin);
    const wasInverted = known === undefined && fresh ? FRESH.inverted : known?.inverted;
    if (wasInverted !== inverted) bodies.push(`INV ${pin} ${inverted ? 1 : 0}`);
    if (known?.limitMs !== limitMs) bodies.push(`LIM ${pin} ${limitMs}`);
    told.set(pin, { inverted, limitMs });
  }
  return bodies;
}
