/**
 * All runs that wait, in their pins' lanes, and what becomes of those that cannot stay: owed, dropped, expired, muted.
 * Knows no link and starts nothing: lanes.ts does.
 */
import { isPaid, type Action, type OwedReason } from '#domain/action.ts';
import type { Outcome } from '#domain/command.ts';
import type { DropReason } from '#domain/drop-reason.ts';
import type { ReportFault } from '#domain/fault.ts';
import type { Effect } from '#domain/rule.ts';
import { before, compact, insert, lastFirst, newLane, pinsOf, type Entry, type Lane } from './lanes-queue.ts';
import { moveRuns, owedRuns, takeBack } from './lanes-tally.ts';

/** Why all that waits is taken out at once. */
export type Emptying = 'stopped' | 'ended' | 'away';

export interface WaitingHost {
  readonly report: ReportFault;
  onAction(action: Action): void;
  onDropped(reason: DropReason, runs: number): void;
  /** A full lane turned these runs away; they wait for the rule's fallback instead. */
  admitFallback(action: Action, effect: Effect, runs: number, expiresAt: number): void;
}

/** The same, as the counters call it. */
export const LEFT: Readonly<Record<Emptying, DropReason>> = { stopped: 'stopped', ended: 'ended', away: 'board-away' };

export function waitingRuns({ report, onAction, onDropped, admitFallback }: WaitingHost) {
  const lanes = new Map<number, Lane>();
  const lanesByEffect = new WeakMap<Effect, readonly Lane[]>();
  const entries = new Set<Entry>();
  const owed = owedRuns(onAction);
  let order = 0;
  let total = 0;

  function laneAt(pin: number): Lane {
    let lane = lanes.get(pin);
    if (!lane) lanes.set(pin, (lane = newLane(pin)));
    return lane;
  }
  function lanesOf(effect: Effect): readonly Lane[] {
    let found = lanesByEffect.get(effect);
    if (!found) lanesByEffect.set(effect, (found = pinsOf(effect).map(laneAt)));
    return found;
  }
  function add(action: Action, effect: Effect, fallback: boolean, runs: number, expiresAt: number): Entry {
    const entry: Entry = { action, effect, fallback, order: order++, lanes: lanesOf(effect), expiresAt, waiting: runs };
    entries.add(entry);
    total += runs;
    for (const lane of entry.lanes) {
      insert(lane, entry);
      lane.waiting += runs;
      if (!isPaid(action)) lane.unpaid += runs;
    }
    return entry;
  }
  /** Takes runs out of their lanes. What becomes of them is the caller's to say. */
  function take(entry: Entry, runs: number): void {
    entry.waiting -= runs;
    total -= runs;
    for (const lane of entry.lanes) {
      lane.waiting -= runs;
      if (!isPaid(entry.action)) lane.unpaid -= runs;
    }
    if (!entry.waiting) entries.delete(entry);
  }
  function settle(entry: Entry, runs: number, outcome: Outcome, reason: DropReason): void {
    take(entry, runs);
    onDropped(reason, runs);
    moveRuns(entry.action, 'waiting', outcome, runs);
    onAction(entry.action);
  }
  function owe(entry: Entry, runs: number, reason: OwedReason): void {
    take(entry, runs);
    owed.add(entry.action, runs, reason, entry.expiresAt);
  }
  function expire(entry: Entry): void {
    if (isPaid(entry.action)) owe(entry, entry.waiting, 'expired');
    else settle(entry, entry.waiting, 'expired', 'expired');
  }
  function leave(entry: Entry, why: Emptying): void {
    if (isPaid(entry.action)) owe(entry, entry.waiting, why === 'away' ? 'board-away' : 'stopped');
    else settle(entry, entry.waiting, why === 'stopped' ? 'muted' : 'dropped', LEFT[why]);
  }
  /** A run that had started, and moved nothing. */
  function oweAgain(action: Action, why: Emptying): void {
    takeBack(action);
    owed.add(action, 1, why === 'away' ? 'board-away' : 'stopped', action.expiresAt);
  }
  function turnAway(entry: Entry, runs: number): void {
    const { action } = entry;
    if (action.fallbackEffect && !entry.fallback) {
      take(entry, runs);
      action.fallback = true;
      admitFallback(action, action.fallbackEffect, runs, entry.expiresAt);
      onAction(action);
    } else if (isPaid(action)) owe(entry, runs, 'queue-full');
    else settle(entry, runs, 'dropped', 'queue-full');
  }
  /**
   * A full lane turns away what is not paid for, the last in line first, and then the newcomer.
   * An unpaid newcomer displaces only what stands behind it; a paid one displaces anything unpaid.
   */
  function shed(newcomer: Entry): void {
    const longest = newcomer.action.longestQueue;
    for (const lane of newcomer.lanes) {
      if (lane.waiting <= longest) continue;
      report('queue-full', newcomer.action.ruleName.slice(0, 64));
      for (const entry of lane.unpaid ? lastFirst(lane) : []) {
        if (before(entry, newcomer) && !isPaid(newcomer.action)) break;
        if (!isPaid(entry.action)) turnAway(entry, Math.min(entry.waiting, lane.waiting - longest));
        if (lane.waiting <= longest || !lane.unpaid) break;
      }
      const excess = Math.min(newcomer.waiting, lane.waiting - longest);
      if (excess > 0) turnAway(newcomer, excess);
    }
  }
  /** The newest of a rule stands for those of the same rule that wait: the rule itself asked that they be dropped, paid or not. */
  function replaceOlder(entry: Entry): void {
    for (const lane of entry.lanes)
      for (const other of lastFirst(lane))
        if (other !== entry && other.action.ruleId === entry.action.ruleId)
          settle(other, other.waiting, 'dropped', 'replaced');
  }

  return {
    owed,
    add,
    take,
    expire,
    leave,
    oweAgain,
    shed,
    replaceOlder,
    /** The rule replaces: only the newest run of an entry stays. */
    keepOne: (entry: Entry) => settle(entry, entry.waiting - 1, 'dropped', 'replaced'),
    /** A person took back what waits of this action. */
    withdraw(action: Action): void {
      for (const entry of [...entries])
        if (entry.action === action) settle(entry, entry.waiting, 'dropped', 'dismissed');
    },
    /** These have no place here any more. */
    leaveOf(which: (action: Action) => boolean, why: Emptying): void {
      for (const entry of [...entries]) if (which(entry.action)) leave(entry, why);
    },
    lane: (pin: number): Lane | undefined => lanes.get(pin),
    lanes: (): IterableIterator<Lane> => lanes.values(),
    total: (): number => total,
    /** How many more runs of this effect its lanes would take. */
    room: (effect: Effect, longest: number): number =>
      Math.min(...lanesOf(effect).map((lane) => longest - lane.waiting)),
    empty(why: Emptying): void {
      for (const entry of [...entries]) leave(entry, why);
      if (why !== 'away') owed.stop();
    },
    /** Settles what expired. @returns the next expiry, ms of the clock, or null */
    sweep(now: number): number | null {
      let next: number | null = null;
      for (const entry of [...entries]) {
        if (now >= entry.expiresAt) expire(entry);
        else if (next === null || entry.expiresAt < next) next = entry.expiresAt;
      }
      owed.expire(now);
      for (const [, expiresAt] of owed.standing()) if (next === null || expiresAt < next) next = expiresAt;
      for (const lane of lanes.values()) compact(lane);
      return next;
    },
  };
}
