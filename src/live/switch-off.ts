/**
 * Everything off, on as many boards as there are: all of them get their bytes before the lanes of any are emptied, since
 * ten thousand waiting runs take tens of milliseconds to account for. Knows no bytes and no lanes.
 */
import type { ReportFault } from '#domain/fault.ts';
import type { Board } from './board-types.ts';

type Stoppable = Pick<Board, 'outputsOff' | 'empty' | 'emptyToRest'>;

/** Does this with each of them, whatever goes wrong with another: that is a fault of its own (worker-failed). */
export function withEach<T>(all: readonly T[], report: ReportFault, task: (one: T) => void): void {
  for (const one of all) {
    try {
      task(one);
    } catch (error) {
      report('worker-failed', String(error));
    }
  }
}

/** @param boards asked anew each time */
export function switchOff(boards: () => readonly Stoppable[], report: ReportFault) {
  function both(how: 'stop' | 'off', then: (board: Stoppable) => void): void {
    const all = boards();
    withEach(all, report, (board) => board.outputsOff(how));
    withEach(all, report, then);
  }
  return {
    emergencyStop: (): void => both('stop', (board) => board.empty('stopped')),
    /** In good order: behind what is in flight. */
    allOff: (): void => both('off', (board) => board.empty('ended')),
    /** The same, and servos are driven to rest before they are let go. */
    sessionEnds: (): void => both('off', (board) => board.emptyToRest()),
  };
}
