/** What happened on the way to one board, counted for the screen. Knows no lanes and no link. */
import type { Outcome } from '#domain/command.ts';
import { DROP_REASONS, type DropReason } from '#domain/drop-reason.ts';
import type { BoardView } from '#rpc/board-view.ts';
import { latencies } from './board-latency.ts';

const nothing = () => ({
  ...{ sent: 0, acked: 0, refused: 0, resent: 0, unknown: 0 },
  dropped: Object.fromEntries(DROP_REASONS.map((reason) => [reason, 0])) as Record<DropReason, number>,
});

export function boardFigures() {
  const answers = latencies();
  let counters = nothing();
  return {
    /** A command was handed to the link ('waiting'), or news of it came. `answerMs`: from the write to the answer. */
    command(outcome: Outcome, answerMs: number | null): void {
      if (outcome === 'waiting') counters.sent++;
      else if (outcome === 'acked' || outcome === 'refused' || outcome === 'unknown') counters[outcome]++;
      if (answerMs !== null) answers.add(answerMs);
    },
    resent: (frames: number): void => void (counters.resent += frames),
    dropped: (reason: DropReason, count: number): void => void (counters.dropped[reason] += count),
    /** Another board was chosen. */
    forget(): void {
      counters = nothing();
      answers.forget();
    },
    view: (): Pick<BoardView, 'counters' | 'ackP50Ms' | 'ackP99Ms' | 'ackHistogram'> => ({
      counters: { ...counters, dropped: { ...counters.dropped } },
      ...answers.view(),
    }),
  };
}
