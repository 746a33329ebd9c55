/**
 * The lanes: when each run of each action may start, per pin. One scheduler for holds, gaps, wait steps and expiry.
 * Knows no bytes, no ports and no rules: it asks the link whether a command may go.
 */
import { type Action } from '#domain/action.ts';
import type { Command, Outcome } from '#domain/command.ts';
import type { DropReason } from '#domain/drop-reason.ts';
import type { ReportFault } from '#domain/fault.ts';
import type { Effect, PinSettings } from '#domain/rule.ts';
import { alarm } from './board-alarm.ts';
import type { OwedRuns } from './board-types.ts';
import type { Clock } from './clock.ts';
import { cutLane, freeLane, isBusy } from './lanes-busy.ts';
import { before, first, type Entry } from './lanes-queue.ts';
import { commandOf, mergeWaiting, type Run } from './lanes-run.ts';
import { moveRuns } from './lanes-tally.ts';
import { runsUnderWay } from './lanes-under-way.ts';
import { waitingRuns, type Emptying } from './lanes-waiting.ts';
import type { Link } from './link.ts';

/** Expired runs are swept out, and owed ones find room again, at most this often. No run ever starts late because of it. */
const SWEEP_MS = 100;

/** soon: the board is being opened or greeted, so what comes waits in its lane. */
export type Availability = 'ready' | 'soon' | 'away';

type LanesLink = Pick<Link, 'canSend' | 'send' | 'refusal' | 'flush'>;
/** Stands in while there is none. */
export const noLink: LanesLink = { canSend: () => false, send() {}, refusal: () => null, flush() {} };

export interface LanesHost {
  readonly clock: Clock;
  readonly report: ReportFault;
  availability(): Availability;
  link(): LanesLink;
  pin(pin: number): PinSettings;
  onAction(action: Action): void;
  /** A command was handed to the link ('waiting'), or news of it came. */
  onCommand(command: Command, outcome: Outcome, now: number, answerMs: number | null): void;
  /** So many runs, or commands of a run cut short, will never be sent. */
  onDropped(reason: DropReason, count: number): void;
}

export function createLanes(host: LanesHost) {
  const { clock, onAction, onDropped } = host;
  const runs = waitingRuns({ report: host.report, onAction, onDropped, admitFallback });
  const wake = alarm(clock, () => onTime(pump));
  const running = runsUnderWay({
    ...host,
    wake,
    lane: (pin) => runs.lane(pin),
    isHeld: () => held,
    oweAgain: (action, why) => runs.oweAgain(action, why),
  });
  const sweeper = alarm(clock, () => onTime(sweep));
  let held = false;
  /** The first entry that only lacks room in the window: nothing behind it may overtake. */
  let stalled: Entry | null = null;

  /** What time brought about is written at once; what a frame brought about waits for the frame's end. */
  function onTime(task: () => void): void {
    task();
    host.link().flush();
  }

  function admit(
    action: Action,
    effect: Effect,
    fallback: boolean,
    count: number,
    expiresAt: number,
    now: number,
  ): void {
    const entry = runs.add(action, effect, fallback, count, expiresAt);
    if (host.availability() === 'away') {
      runs.leave(entry, 'away');
    } else {
      const replaces = effect.whenBusy === 'replace';
      if (replaces) runs.replaceOlder(entry);
      if (!stalled?.waiting || before(entry, stalled)) while (entry.waiting && start(entry, now, false));
      if (replaces && entry.waiting > 1) runs.keepOne(entry);
      if (entry.waiting) runs.shed(entry);
      for (const lane of entry.lanes) if (entry.waiting && lane.busyUntil > now) wake.atLatest(lane.busyUntil);
    }
    if (entry.waiting || runs.owed.any())
      sweeper.atLatest(Math.max(now + SWEEP_MS, Math.min(expiresAt, now + 10 * SWEEP_MS)));
  }
  function admitFallback(action: Action, effect: Effect, count: number, expiresAt: number): void {
    admit(action, effect, true, count, expiresAt, clock.now());
  }

  /** Starts one run if everything allows it. @returns whether the entry changed: started, or found expired */
  function start(entry: Entry, now: number, queued: boolean): boolean {
    if (held || host.availability() !== 'ready') return false;
    for (const lane of entry.lanes) if (lane.taken || isBusy(lane, now) || first(lane) !== entry) return false;
    if (now >= entry.expiresAt) {
      runs.expire(entry);
      return true;
    }
    const head = entry.effect.steps[0];
    const command = head ? commandOf(head, entry.action) : null;
    if (command && host.link().refusal(command) === null && !host.link().canSend(command)) {
      if (!stalled?.waiting || before(entry, stalled)) stalled = entry;
      return false;
    }
    const { action, effect, lanes } = entry;
    const run: Run = { actions: [action], steps: effect.steps, lanes, queued, index: 0, resumeAt: 0 };
    startRuns(entry, 1);
    const merged = mergeWaiting(entry, host.pin, startRuns);
    running.begin(merged ? { ...run, ...merged } : run, now);
    return true;
  }
  function startRuns(entry: Entry, count: number): void {
    runs.take(entry, count);
    moveRuns(entry.action, 'waiting', null, count);
  }

  /** Starts whatever may start, the first in line first, and sees to being called again when time alone changes that. */
  function pump(): void {
    const now = clock.now();
    stalled = null;
    if (host.availability() !== 'ready') return;
    running.goOn(now);
    if (held) return;
    while (startBest(now));
    for (const lane of runs.lanes()) if (lane.waiting && lane.busyUntil > now) wake.atLatest(lane.busyUntil);
  }
  function startBest(now: number): boolean {
    let best: Entry | null = null;
    for (const lane of runs.lanes()) {
      const entry = lane.waiting && !lane.taken && !isBusy(lane, now) ? first(lane) : null;
      if (
        entry &&
        (!best || before(entry, best)) &&
        entry.lanes.every((l) => !l.taken && !isBusy(l, now) && first(l) === entry)
      )
        best = entry;
    }
    return best !== null && start(best, now, true);
  }
  function sweep(): void {
    const now = clock.now();
    const next = runs.sweep(now);
    if (host.availability() === 'ready' && !held) refill(now);
    if (next !== null) sweeper.atLatest(Math.max(now + SWEEP_MS, Math.min(next, now + 10 * SWEEP_MS)));
  }
  /** Owed runs that may fire by themselves take the room there is. */
  function refill(now: number): void {
    for (const [action, expiresAt] of runs.owed.standing()) {
      if (runs.room(action.effect, action.longestQueue) < Math.min(action.unstarted.owed ?? 0, action.longestQueue))
        continue;
      const count = runs.owed.reclaim(action);
      if (count) admit(action, action.effect, false, count, expiresAt, now);
    }
  }
  /** Outputs are off, whatever ran: the pins are free as soon as they have rested. */
  function freePins(): void {
    const now = clock.now();
    for (const lane of runs.lanes()) freeLane(lane, host.pin(lane.pin), now);
  }

  return {
    enqueue(action: Action, now: number): void {
      admit(action, action.effect, false, action.unstarted.waiting ?? 0, action.expiresAt, now);
      onAction(action);
    },
    /** By hand: expiry begins anew, as long as the rule once gave. */
    fireOwed(action: Action, now: number): void {
      const count = runs.owed.reclaim(action);
      if (count) admit(action, action.effect, false, count, now + (action.expiresAt - action.at), now);
      onAction(action);
    },
    /** See Board. What still waits leaves its lane first, as if the board had gone: counted there too it would run twice. */
    giveOver(which: (action: Action) => boolean): readonly OwedRuns[] {
      runs.leaveOf(which, 'away');
      return runs.owed
        .standing()
        .filter(([action]) => which(action))
        .map(([action, expiresAt]) => ({ action, expiresAt, count: runs.owed.reclaim(action) }));
    },
    takeOver({ action, expiresAt, count }: OwedRuns, now: number): void {
      if (count) admit(action, action.effect, false, count, expiresAt, now);
      onAction(action);
    },
    dismissOwed(action: Action): void {
      onDropped('dismissed', action.unstarted.owed ?? 0);
      runs.owed.dismiss(action);
    },
    hold(): void {
      held = true;
    },
    resume(): void {
      held = false;
      pump();
    },
    pump,
    freePins,
    /** The board cut this pin at its longest on-time. */
    cutPin(pin: number): void {
      const lane = runs.lane(pin);
      if (lane) cutLane(lane, host.pin(pin), clock.now());
    },
    /** The board answers again: what is owed for want of it goes out. */
    boardBack(): void {
      refill(clock.now());
      pump();
    },
    /** Takes out all that waits or runs; what is in flight is the link's to settle, before this. */
    empty(why: Emptying): void {
      const ended = running.empty(why);
      stalled = null;
      runs.empty(why);
      freePins();
      for (const action of ended) onAction(action);
      if (runs.owed.any()) sweeper.atLatest(clock.now() + SWEEP_MS);
    },
    /** Whether a command for this pin would go out at once. */
    isFree(pin: number): boolean {
      const lane = runs.lane(pin);
      return !held && host.availability() === 'ready' && !(lane && (lane.taken || isBusy(lane, clock.now())));
    },
    /** A person let go: what is under way goes on to its next step, what still waits is taken back. */
    letGo(action: Action): void {
      if (!running.hurry(action, clock.now())) runs.withdraw(action);
    },
    waiting: (): number => runs.total(),
    waitingOn: (pin: number): number => runs.lane(pin)?.waiting ?? 0,
  };
}
export type Lanes = ReturnType<typeof createLanes>;
