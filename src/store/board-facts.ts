/**
 * What screens may know of the board in use beyond its snapshot: its model, what each pin can do, and which of several
 * settings of a pin count. Knows no component and no words.
 */
import { BOARD_MODELS, modelOfChip, type BoardModel, type PinAbility } from '#domain/board-model.ts';
import type { BoardCommand } from '#domain/command.ts';
import { FIRMWARE, isNewer } from '#domain/firmware.ts';
import { pinsOfBoard } from '#domain/pin-settings.ts';
import { newPin } from '#domain/rule-defaults.ts';
import type { PinSettings, Profile } from '#domain/rule.ts';
import type { BoardView } from '#rpc/board-view.ts';
import type { BoardChoice } from '#rpc/live.ts';

/** The model to show: the virtual one that was chosen, what a real one says of itself, else an Uno. */
export function shownModel(board: BoardView | null, choice: BoardChoice): BoardModel {
  if (choice.kind === 'virtual' && board?.kind !== 'serial') return choice.model;
  return (board?.firmware && modelOfChip(board.firmware.board)) ?? 'uno';
}

export { ACK_BOUNDS_MS } from '#domain/ack-bounds.ts';

export const pinsOf = (model: BoardModel): readonly PinAbility[] => BOARD_MODELS[model].pins;

/** What hangs on the servos and on a tone while they run: the firmware makes all servo pulses with timer 1, tones with timer 2. */
export const TAKEN_BY = { servo: 1, tone: 2 } as const;

/** Pins that cannot dim while their timer is taken, as printed on the board. */
export const pinsOnTimer = (model: BoardModel, timer: PinAbility['timer']): readonly PinAbility[] =>
  pinsOf(model).filter((pin) => pin.timer === timer);

/** Width of a servo's pulse as an angle, by the scale the firmware turns degrees into µs: 0° = 544 µs, 180° = 2400 µs. */
export const servoDegrees = (us: number): number => Math.round(((us - 544) * 180) / (2400 - 544));

/** A pin's settings on the board with this number: its own where it has some, else those for any board. */
export const settingsOf = (pins: readonly PinSettings[], pin: number, board: number | undefined): PinSettings | null =>
  pinsOfBoard(pins, board ?? null).find((each) => each.pin === pin) ?? null;

/** How long a command keeps its pin on without a break, ms; 0 for what is no pulse. */
function pulseMs(command: BoardCommand): number {
  if (command.verb === 'PULSE' || command.verb === 'TONE') return command.ms;
  return command.verb === 'BLINK' ? command.on : 0;
}

/** The longest on-time, ms, at which board number `board` cuts this command short; null where it runs its full length. */
export function cutAfterMs(
  command: BoardCommand,
  pins: readonly PinSettings[],
  board: number | undefined,
): number | null {
  if (command.verb === 'OFF') return null;
  const { limitMs } = settingsOf(pins, command.pin, board) ?? newPin(command.pin, '');
  return limitMs > 0 && pulseMs(command) > limitMs ? limitMs : null;
}

/** Settings to begin with, for one board or for any. */
export const newPinSettings = (pin: number, board: number | undefined): PinSettings =>
  board === undefined ? newPin(pin, '') : { ...newPin(pin, ''), board };

/** Numbers of all boards in play, ascending: those that are connected and those the profile names. */
export function boardNumbers(profile: Profile, connected: readonly (number | null | undefined)[]): number[] {
  const named = [...profile.pins, ...profile.rules].map(({ board }) => board);
  return [...new Set([...named, ...connected])].filter((n) => n !== undefined && n !== null).sort((a, b) => a - b);
}

/** The firmware on the board is ours and older than the one that comes with this page. */
export const updateOffered = (board: BoardView | null): boolean =>
  board?.kind === 'serial' &&
  board.firmware?.name === FIRMWARE.name &&
  isNewer(FIRMWARE.version, board.firmware.version);
