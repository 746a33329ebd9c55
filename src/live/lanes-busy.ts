/**
 * How long a lane's pin is busy: holds, gaps, late answers and the rest a duty cycle asks for.
 * Knows no queue and no link.
 */
import { holdMs, type Command, type Outcome } from '#domain/command.ts';
import { afterCommand, afterOff, freeAt, restMs } from '#domain/duty.ts';
import type { PinSettings } from '#domain/rule.ts';
import type { Lane } from './lanes-queue.ts';

export const isBusy = (lane: Lane, now: number): boolean => lane.unanswered > 0 || now < lane.busyUntil;

/** A command begins on this lane's pin. @returns what is to be done when the board has answered it, or never will */
export function occupy(
  lane: Lane,
  command: Command,
  settings: PinSettings,
  now: number,
): ((outcome: Outcome, at: number) => void) | null {
  const hold = holdMs(command);
  if (!hold && settings.dutyPercent === undefined) return null;
  const { on: before } = lane;
  const stretch = settings.dutyPercent === undefined ? null : afterCommand(before, command, now);
  const rest = stretch ? restMs(stretch, settings.dutyPercent) : 0;
  lane.on = stretch;
  lane.busyUntil = Math.max(lane.busyUntil, freeAt(command, settings, stretch, now));
  if (hold) lane.unanswered++;
  return (outcome, at) => {
    // One that was refused never began.
    if (outcome === 'refused' && lane.on === stretch) lane.on = before;
    if (!hold) return;
    lane.unanswered--;
    if (outcome === 'refused') lane.busyUntil = Math.min(lane.busyUntil, at);
    // An answer after a resend means the pulse began late.
    else if (outcome === 'acked') lane.busyUntil = Math.max(lane.busyUntil, at + hold + rest);
  };
}

/** The outputs went off: the pin is free as soon as it has rested. */
export function freeLane(lane: Lane, settings: PinSettings, now: number): void {
  lane.busyUntil = 0;
  if (!lane.on) return;
  lane.on = afterOff(lane.on, now);
  lane.busyUntil = lane.on.until + restMs(lane.on, settings.dutyPercent);
}

/** The board cut the pin at its longest on-time. What holds a lane goes on holding it: its end was reckoned with. */
export function cutLane(lane: Lane, settings: PinSettings, now: number): void {
  if (lane.on?.until === Infinity) freeLane(lane, settings, now);
}
