/**
 * Counts of runs inside one action, and the paid ones among them that are owed. Knows no lanes and no clock.
 */
import type { Action, OwedReason } from '#domain/action.ts';
import type { Outcome } from '#domain/command.ts';

/** Moves runs of an action between outcomes; `to` null = they were started and are told by `results` from now on. */
export function moveRuns(action: Action, from: Outcome, to: Outcome | null, runs: number): void {
  if (runs <= 0) return;
  const counts = { ...action.unstarted };
  const left = (counts[from] ?? 0) - runs;
  if (left > 0) counts[from] = left;
  else delete counts[from];
  if (to) counts[to] = (counts[to] ?? 0) + runs;
  action.unstarted = counts;
}

/** A run that was started and got no further counts as one that waits again. */
export function takeBack(action: Action): void {
  action.unstarted = { ...action.unstarted, waiting: (action.unstarted.waiting ?? 0) + 1 };
}

/** Owed runs fire by themselves for these reasons alone, and only until they expire. */
const firesAlone = (reason: OwedReason | null): boolean => reason === 'board-away' || reason === 'queue-full';

/** Remembers which actions' owed runs may still fire by themselves. How many there are stands in the action. */
export function owedRuns(onAction: (action: Action) => void) {
  /** action → ms of the clock at which it expires */
  const standing = new Map<Action, number>();

  function giveReason(action: Action, reason: OwedReason): void {
    action.owedReason = reason;
    standing.delete(action);
    onAction(action);
  }
  return {
    /** Runs that waited are owed from now on. */
    add(action: Action, runs: number, reason: OwedReason, expiresAt: number): void {
      moveRuns(action, 'waiting', 'owed', runs);
      giveReason(action, reason);
      if (firesAlone(reason)) standing.set(action, expiresAt);
    },
    /** Takes an action's owed runs back: they wait again, and the caller finds them a place. */
    reclaim(action: Action): number {
      const runs = action.unstarted.owed ?? 0;
      standing.delete(action);
      action.owedReason = null;
      moveRuns(action, 'owed', 'waiting', runs);
      return runs;
    },
    dismiss(action: Action): void {
      standing.delete(action);
      moveRuns(action, 'owed', 'dropped', action.unstarted.owed ?? 0);
      action.owedReason = null;
      onAction(action);
    },
    /** Actions whose owed runs may fire by themselves, oldest first, with their expiry. */
    standing: (): [Action, number][] => [...standing],
    any: (): boolean => standing.size > 0,
    expire(now: number): void {
      for (const [action, expiresAt] of standing) if (now >= expiresAt) giveReason(action, 'expired');
    },
    /** After a stop nothing fires by itself. */
    stop(): void {
      for (const action of [...standing.keys()]) giveReason(action, 'stopped');
    },
  };
}
