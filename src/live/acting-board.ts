/**
 * What acts now: the board in use, or the board of its own that a playback has. What turns outputs off reaches both.
 * Knows no ports and no sessions.
 */
import type { Action } from '#domain/action.ts';
import type { BoardCommand } from '#domain/command.ts';
import { isPlayback } from '#domain/session.ts';
import type { ReportFault } from '#domain/fault.ts';
import type { Board } from './board-types.ts';
import type { Boards } from './boards.ts';
import { switchOff } from './switch-off.ts';

export function actingBoard(main: Boards, playback: () => Board | null, report: ReportFault) {
  const acting = (): Board | Boards => playback() ?? main;
  const { emergencyStop, allOff } = switchOff(() => [main, playback() ?? []].flat(), report);
  const { sessionEnds } = switchOff(() => [acting()], report);
  return {
    enqueue: (action: Action, now: number): void => acting().enqueue(action, now),
    flushWrites: (): void => acting().flushWrites(),
    fireOwed: (action: Action, now: number): void => acting().fireOwed(action, now),
    /** Moves nothing, so it concerns the board that owes. */
    dismissOwed: (action: Action): void => (isPlayback(action.sessionId) ? acting() : main).dismissOwed(action),
    hold: (held: boolean): void => (held ? acting().hold() : acting().resume()),
    sessionStarts: (toRest: boolean): void => acting().sessionStarts(toRest),
    sessionEnds,
    allOff,
    emergencyStop,
    try: (command: BoardCommand): void => acting().try(command),
    holdPin: (pin: number, on: boolean): boolean => acting().holdPin(pin, on),
    view: () => acting().view(),
    others: () => (playback() ? [] : main.others()),
  };
}
