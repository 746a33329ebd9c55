/**
 * Actions that were under way when an earlier worker died. Whether they happened is unknown, so nothing of them
 * fires by itself: what was paid for is offered by hand.
 */
import { isPaid, type Action, type OwedReason } from '#domain/action.ts';
import { isPlayback } from '#domain/session.ts';

/** A new worker fires nothing owed by itself, so reasons that promise it would are not true any more. */
function reasonNow({ owedReason }: Action, waited: boolean): OwedReason | null {
  if (waited) return 'unknown';
  return owedReason === 'board-away' || owedReason === 'queue-full' ? 'stopped' : owedReason;
}

/** The same action with every open end closed: answers that never came are unknown, paid runs that waited are owed. */
export function settleAfterCrash(action: Action): Action {
  const { waiting = 0, owed = 0, ...rest } = action.unstarted;
  // A playback's gifts were paid for long ago, if at all.
  const paid = isPaid(action) && !isPlayback(action.sessionId);
  if (isPlayback(action.sessionId) && owed + waiting > 0) rest.dropped = (rest.dropped ?? 0) + owed;
  const nowOwed = paid ? owed + waiting : 0;
  const unknown = (rest.unknown ?? 0) + (paid ? 0 : waiting);
  return {
    ...action,
    results: action.results.map((result) =>
      result.outcome === 'waiting' ? { ...result, outcome: 'unknown' } : result,
    ),
    unstarted: { ...rest, ...(nowOwed && { owed: nowOwed }), ...(unknown && { unknown }) },
    owedReason: nowOwed ? reasonNow(action, waiting > 0) : null,
  };
}
