/** The board as the rest of the live worker sees it, be it one or several. Types only. */
import type { Action } from '#domain/action.ts';
import type { BoardCommand } from '#domain/command.ts';
import type { ReportFault } from '#domain/fault.ts';
import type { PortState } from '#domain/port-machine.ts';
import type { Profile } from '#domain/rule.ts';
import type { BoardView } from '#rpc/board-view.ts';
import type { BoardChoice } from '#rpc/live.ts';
import type { Clock } from './clock.ts';
import type { SerialPorts } from './one-port.ts';
import type { VirtualCable } from './virtual-port.ts';

export interface BoardOptions {
  readonly clock: Clock;
  readonly report: ReportFault;
  /** Something of this action changed: started, settled, owed … Called often; cheap. */
  onAction(action: Action): void;
  /** `view()` may differ. */
  onChange(): void;
  /**
   * The stop button on the board was pressed: its outputs are off, and its lanes are emptied next. Stop the other boards,
   * and mute the rules.
   */
  onHardwareStop?(): void;
  /** navigator.serial where the browser has it */
  readonly serial: SerialPorts | null;
  readonly virtual: VirtualCable;
}

/** Runs that are owed and may fire by themselves, on their way from one board to another. */
export interface OwedRuns {
  readonly action: Action;
  readonly count: number;
  /** ms of the clock */
  readonly expiresAt: number;
}

export interface Board {
  setProfile(profile: Profile): void;
  choose(choice: BoardChoice): void;
  /** A port was granted in the page: look again. */
  portGranted(): void;
  /** Gives the port up, outputs off first; what waits is owed. Resolves when it is closed. */
  lendPort(): Promise<void>;
  /** Looks for it again. */
  reclaimPort(): void;
  /** `action.unstarted` = {waiting: runs}. Synchronous as far as the lane or the pending write; see `flushWrites`. */
  enqueue(action: Action, now: number): void;
  /** By hand; expiry begins anew. */
  fireOwed(action: Action, now: number): void;
  dismissOwed(action: Action): void;
  /**
   * Takes out what is meant for another board: what is owed and may fire by itself, and what waits, as far as it is paid
   * for; unpaid it is dropped. These runs are somebody else's to `takeOver`, and only these.
   */
  giveOver(which: (action: Action) => boolean): readonly OwedRuns[];
  takeOver(runs: OwedRuns, now: number): void;
  /** Lanes are held while a session is paused: nothing is switched on. What is on goes off at its time; expiry runs on. */
  hold(): void;
  resume(): void;
  /** `toRest`: servos take their rest positions. */
  sessionStarts(toRest: boolean): void;
  /**
   * The bytes that switch everything off, and nothing else: 'stop' ahead of all, 'off' behind what is in flight.
   * One of the next two belongs behind it, see switch-off.ts.
   */
  outputsOff(how: 'stop' | 'off'): void;
  /** Takes out all that waits or runs. */
  empty(why: 'stopped' | 'ended'): void;
  /** The same, and servos are driven to rest before they are let go. */
  emptyToRest(): void;
  /** From the Board screen; also outside a session. */
  try(command: BoardCommand): void;
  /** Press and hold. @returns whether the pin goes on */
  holdPin(pin: number, on: boolean): boolean;
  /** The board's number, 0–255. */
  setId(id: number): void;
  /** All commands that are pending go out in one write: call at the end of each frame. */
  flushWrites(): void;
  /** Its own number; null = it has none, or nobody has answered yet. */
  id(): number | null;
  portState(): PortState;
  view(): BoardView;
}
