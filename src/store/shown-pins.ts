/**
 * What a drawn board shows, from either source: the virtual chip's port edges, or what a real board was last told. One
 * shape for both, as a person means it. Pure; knows no store, no drawing and no words.
 */
import { pinsOfBoard } from '#domain/pin-settings.ts';
import type { PinShown } from '#domain/pin-shown.ts';
import type { PinSettings, Profile } from '#domain/rule.ts';
import type { VirtualView } from '#rpc/board.ts';
import type { BoardView, PinView } from '#rpc/live.ts';

/** By pin number. Absent: never driven, so nobody can say that it is off for what hangs on it. */
export type ShownPins = Readonly<Record<number, PinShown>>;

/** `idle`: plugged in, and nobody speaks with it. */
export type Power = 'running' | 'idle' | 'unplugged';

/** Pins that turn, dim or sound something. */
export type GaugeKind = 'servo' | 'pwm' | 'tone';
export type Gauges = Readonly<Record<number, GaugeKind>>;

const ON: PinShown = { does: 'on' };
const OFF: PinShown = { does: 'off' };

/** A level as a person means it behind an active-low input: a driven low is on, a duty counts the time at low. */
function turned(shown: PinShown): PinShown {
  if (shown.does === 'on') return OFF;
  if (shown.does === 'off') return ON;
  return shown.does === 'pwm' ? { does: 'pwm', duty: 1 - shown.duty } : shown;
}

/**
 * The virtual chip's pins. Its view is electrical, and holds a driven low as `off` and nothing for an undriven pin; so an
 * active-low pin is on only while the chip itself pulls it low, never before it was set up. Servo pulses and tones mean
 * the same either way. The same object where nothing is active-low.
 */
export function virtualPins({ pins }: Pick<VirtualView, 'pins'>, inverted: ReadonlySet<number>): ShownPins {
  if (!inverted.size) return pins;
  const shown: Record<number, PinShown> = { ...pins };
  for (const pin of inverted) {
    const level = pins[pin];
    if (level) shown[pin] = turned(level);
  }
  return shown;
}

/** A real board's pins: told by meaning, so there is nothing to turn. */
export const toldPins = (pins: readonly PinView[]): ShownPins =>
  Object.fromEntries(pins.map(({ pin, shows }) => [pin, shows]));

/** Pins that commands wait for, and how many. */
export const waitingOn = (pins: readonly PinView[]): Readonly<Record<number, number>> =>
  Object.fromEntries(pins.flatMap(({ pin, waiting }) => (waiting ? [[pin, waiting]] : [])));

/** `view`: the virtual board's, where that is in use and has been seen. Its own word on its cable goes first. */
export function powerOf(board: Pick<BoardView, 'state'> | null, view: VirtualView | null): Power {
  if (view) {
    if (!view.plugged) return 'unplugged';
    return view.running ? 'running' : 'idle';
  }
  if (board?.state === 'ready') return 'running';
  return board?.state === 'absent' || board?.state === 'lost' ? 'unplugged' : 'idle';
}

/** Names of pins on the board with this number; null = it has none. */
export const namesOn = (profile: Profile, board: number | null): Readonly<Record<number, string>> =>
  Object.fromEntries(pinsOfBoard(profile.pins, board).flatMap(({ pin, name }) => (name ? [[pin, name]] : [])));

export const invertedOn = (profile: Profile, board: number | null): ReadonlySet<number> =>
  new Set(pinsOfBoard(profile.pins, board).flatMap((each: PinSettings) => (each.inverted ? [each.pin] : [])));

const KINDS: Readonly<Record<string, GaugeKind>> = { SERVO: 'servo', PWM: 'pwm', TONE: 'tone' };

/** What armed rules will turn, dim or sound on this board, and servos that have a rest position. */
export function gaugesOf(profile: Profile, board: number | null): Gauges {
  const gauges: Record<number, GaugeKind> = {};
  for (const rule of profile.rules) {
    if (!rule.enabled || (rule.board !== undefined && rule.board !== board)) continue;
    for (const step of [...rule.effect.steps, ...(rule.fallback?.steps ?? [])]) {
      if (step.do !== 'command' || step.command.verb === 'OFF') continue;
      const kind = KINDS[step.command.verb];
      if (kind) gauges[step.command.pin] ??= kind;
    }
  }
  for (const { pin, restDegrees } of pinsOfBoard(profile.pins, board))
    if (restDegrees !== undefined) gauges[pin] ??= 'servo';
  return gauges;
}
