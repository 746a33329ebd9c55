/**
 * The runs that have begun: takes each through its steps as far as its pins, its waits and the link allow.
 * Knows no queue: which run begins, and when, is the lanes' to say.
 */
import { isPaid, type Action } from '#domain/action.ts';
import { onlySwitchesOff, pinOf, type Command, type Outcome } from '#domain/command.ts';
import { ERR } from '#wire/board-reply.ts';
import type { Alarm } from './board-alarm.ts';
import type { LanesHost } from './lanes.ts';
import { isBusy, occupy } from './lanes-busy.ts';
import type { Lane } from './lanes-queue.ts';
import { abandonRun, commandOf, deliveryOf, refuse, type Run } from './lanes-run.ts';
import { LEFT, type Emptying } from './lanes-waiting.ts';

export interface UnderWayHost extends LanesHost {
  lane(pin: number): Lane | undefined;
  /** Nothing is to be switched on now. What is on goes off at its time: a pause must not make it last. */
  isHeld(): boolean;
  /** Rings when time alone lets a run go on. */
  readonly wake: Alarm;
  /** A run ended that was paid for and had moved nothing. */
  oweAgain(action: Action, why: Emptying): void;
}

export function runsUnderWay(host: UnderWayHost) {
  const { wake, onAction, onDropped } = host;
  const running = new Set<Run>();

  /** A run of several steps keeps its pins until its last step is done. */
  function walk(run: Run, now: number): void {
    for (; ; run.index++) {
      if (now < run.resumeAt) return wake.atLatest(run.resumeAt);
      const next = run.steps[run.index];
      if (!next) break;
      if (next.do === 'wait') run.resumeAt = now + next.ms;
      else if (host.isHeld() && !(next.do === 'command' && onlySwitchesOff(next.command))) return;
      else if (!sendStep(run, commandOf(next, run.actions[0] as Action) as Command, now)) return;
    }
    running.delete(run);
    for (const lane of run.lanes) lane.taken = false;
  }
  /** The board's stop button was quicker than its news: nothing of the run has moved, and who paid for it is owed all of it. */
  function takeBack(run: Run, command: Command): void {
    if (running.delete(run)) for (const lane of run.lanes) lane.taken = false;
    for (const action of run.actions) {
      if (!isPaid(action)) continue;
      action.results.splice(
        action.results.findLastIndex((result) => result.command === command),
        1,
      );
      host.oweAgain(action, 'stopped');
    }
  }
  function sendStep(run: Run, command: Command, now: number): boolean {
    const link = host.link();
    const refusal = link.refusal(command);
    if (refusal !== null) {
      host.report('command-unsupported', refusal);
      refuse(run, command);
      onDropped('unsupported', 1);
      return true;
    }
    const pin = pinOf(command);
    const lane = pin === null ? undefined : host.lane(pin);
    if (lane && isBusy(lane, now)) {
      if (lane.busyUntil > now) wake.atLatest(lane.busyUntil);
      return false;
    }
    if (!link.canSend(command)) return false;
    const answered = lane ? occupy(lane, command, host.pin(lane.pin), now) : null;
    const begins = run.steps.slice(0, run.index).every((step) => step.do === 'wait');
    const settled = (outcome: Outcome, at: number, answerMs: number | null, code: number | null) => {
      answered?.(outcome, at);
      if (begins && code === ERR.stopPressed) takeBack(run, command);
      host.onCommand(command, outcome, at, answerMs);
    };
    link.send(deliveryOf(run, command, settled, onAction));
    host.onCommand(command, 'waiting', now, null);
    return true;
  }

  return {
    begin(run: Run, now: number): void {
      for (const lane of run.lanes) lane.taken = true;
      running.add(run);
      walk(run, now);
      for (const action of run.actions) onAction(action);
    },
    goOn(now: number): void {
      for (const run of [...running]) walk(run, now);
    },
    /** What an action waits for is over: its next step may go. @returns false when it is not under way */
    hurry(action: Action, now: number): boolean {
      for (const run of running) {
        if (run.actions[0] !== action) continue;
        run.resumeAt = now;
        walk(run, now);
        return true;
      }
      return false;
    },
    /** Ends all that is under way. @returns the actions it was of */
    empty(why: Emptying): Action[] {
      const ended = [...running];
      running.clear();
      for (const run of ended) {
        const outcome = why === 'stopped' ? 'muted' : 'dropped';
        const left = abandonRun(run, outcome, (action) => host.oweAgain(action, why));
        onDropped(LEFT[why], left);
        for (const lane of run.lanes) lane.taken = false;
      }
      return ended.flatMap(({ actions }) => actions);
    },
  };
}
