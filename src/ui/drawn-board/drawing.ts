/** The shapes a drawn board is given. Types only; store/shown-board.ts makes them from either kind of board. */
import type { PinShown } from '#domain/pin-shown.ts';

/** What each pin does for a person. Absent: never driven, so nobody can say that what hangs on it is off. */
export type ShownPins = Readonly<Record<number, PinShown>>;

/** `idle`: plugged in, and nobody speaks with it. */
export type Power = 'running' | 'idle' | 'unplugged';

/** Pins that turn, dim or sound something. */
export type GaugeKind = 'servo' | 'pwm' | 'tone';
export type Gauges = Readonly<Record<number, GaugeKind>>;
