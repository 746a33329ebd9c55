/**
 * What stands between the lanes and a port's bytes: one dialect's link. Types only.
 * A link knows no lanes, no actions and no Web Serial; lanes know no bytes.
 */
import type { Command, Outcome } from '#domain/command.ts';
import type { ReportFault } from '#domain/fault.ts';
import type { Clock } from './clock.ts';

/** One command on its way. Exactly one `settled` follows each `send`. */
export interface Delivery {
  readonly command: Command;
  /** Its bytes went to the port's writer at `now`. */
  written(now: number): void;
  settled(outcome: Extract<Outcome, 'acked' | 'refused' | 'sent' | 'unknown'>, code: number | null, now: number): void;
}

/** What the firmware said of itself. */
export interface Firmware {
  readonly name: string;
  readonly version: string;
  readonly board: string;
  readonly id: number | null;
}

/** What a link needs and whom it tells. */
export interface LinkHost {
  readonly clock: Clock;
  readonly report: ReportFault;
  write(bytes: Uint8Array): void;
  /** The board answers (text: the port is simply open). */
  greeted(firmware: Firmware | null): void;
  /** Nobody answers. */
  unanswered(): void;
  /** The board starts anew: whatever was in flight has been settled as unknown. */
  reset(): void;
  /** There may be room for another command. */
  room(): void;
  /** So many frames had to be sent once more. */
  resent(frames: number): void;
  /** All outputs went off by themselves: reset, watchdog, a stop. */
  wentOff(): void;
  /** The board's own stop button. */
  stopPin(pressed: boolean): void;
  /** The board cut a pin at its limit. */
  limitCut(pin: number): void;
  /** A line that is no answer, as it came (text dialect, or `ev` lines nobody knows). */
  heard(line: string): void;
}

export interface Link {
  /** The port has just opened. */
  start(): void;
  receive(bytes: Uint8Array): void;
  /** Why this command can never go through this link, in words; null when it can. */
  refusal(command: Command): string | null;
  /** True when `send` may be called now. */
  canSend(command: Command): boolean;
  /** Queues the command's bytes for the next `flush`. Only after `canSend`. */
  send(delivery: Delivery): void;
  /** All bytes that are pending go out in one write. */
  flush(): void;
  /** Stop bytes or lines, ahead of everything; what is in flight is settled as unknown. */
  stop(): void;
  /** All outputs off in good order, after what is in flight. */
  allOff(): void;
  /** Pins or dialect settings of the profile may differ now. */
  settingsChanged(): void;
  /** Gives the board its number, 0–255, which it keeps, and has it introduce itself again. Nothing where boards have none. */
  setId(id: number): void;
  /** The port is gone or is being given up: settles what is in flight as unknown and stops all timers. */
  close(): void;
}
