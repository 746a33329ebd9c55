/**
 * What a drawing of the board in use shows: a virtual one by its port edges, a real one by what it was last told.
 * Names, active-low pins and gauges change with the profile alone and stand apart from what changes with every frame.
 * Knows no drawing and no words.
 */
import type { PinShown } from '#domain/pin-shown.ts';
import { pinsOfBoard } from '#domain/pin-settings.ts';
import type { PinSettings, Profile } from '#domain/rule.ts';
import type { VirtualView } from '#rpc/board.ts';
import type { BoardView } from '#rpc/board-view.ts';

type ByPin<T> = Readonly<Record<number, T>>;

/** Names of pins on board number `board`; those without one are left out. */
export const pinNames = (pins: readonly PinSettings[], board: number | null): ByPin<string> =>
  Object.fromEntries(pinsOfBoard(pins, board).flatMap(({ pin, name }) => (name.trim() ? [[pin, name.trim()]] : [])));

export const activeLow = (pins: readonly PinSettings[], board: number | null): ReadonlySet<number> =>
  new Set(pinsOfBoard(pins, board).flatMap(({ pin, inverted }) => (inverted ? [pin] : [])));

const INSTRUMENTS = { SERVO: 'servo', PWM: 'pwm', TONE: 'tone' } as const;

/** Pins that rules which are switched on will turn, dim or sound on board number `board`. */
export function gaugesAhead({ rules }: Profile, board: number | null): ByPin<'servo' | 'pwm' | 'tone'> {
  const gauges: Record<number, 'servo' | 'pwm' | 'tone'> = {};
  const here = rules.filter((rule) => rule.enabled && (rule.board === undefined || rule.board === board));
  for (const { effect, fallback } of here)
    for (const step of [...effect.steps, ...(fallback?.steps ?? [])])
      if (step.do === 'command' && step.command.verb in INSTRUMENTS && 'pin' in step.command)
        gauges[step.command.pin] = INSTRUMENTS[step.command.verb as keyof typeof INSTRUMENTS];
  return gauges;
}

/** A level as what hangs on the pin makes of it. Angle and pitch are the same either way. */
function turnedOver(shown: PinShown): PinShown {
  if (shown.does === 'on') return { does: 'off' };
  if (shown.does === 'off') return { does: 'on' };
  return shown.does === 'pwm' ? { does: 'pwm', duty: 1 - shown.duty } : shown;
}

/** What each pin does for a person: an active-low one is on while its level is low. Pins never driven are left out. */
export function pinsSeen(
  board: BoardView | null,
  view: VirtualView | null,
  inverted: ReadonlySet<number>,
): ByPin<PinShown> {
  if (board?.kind !== 'virtual') return Object.fromEntries((board?.pins ?? []).map(({ pin, shows }) => [pin, shows]));
  const levels = view?.pins ?? {};
  if (inverted.size === 0) return levels;
  return Object.fromEntries(
    Object.entries(levels).map(([pin, shown]) => [pin, inverted.has(Number(pin)) ? turnedOver(shown) : shown]),
  );
}

/** Commands that wait, by pin. */
export const waitingByPin = (board: BoardView | null): ByPin<number> =>
  Object.fromEntries((board?.pins ?? []).flatMap(({ pin, waiting }) => (waiting ? [[pin, waiting]] : [])));

export function powerOf(board: BoardView | null, view: VirtualView | null): 'running' | 'idle' | 'unplugged' {
  if (board?.kind === 'virtual' && view) return view.running ? 'running' : view.plugged ? 'idle' : 'unplugged';
  if (!board || board.kind === 'none' || board.state === 'absent' || board.state === 'lost') return 'unplugged';
  return board.state === 'ready' ? 'running' : 'idle';
}
