/**
 * One run: a single pass through an effect's steps, and what its commands leave in their actions' results.
 * Knows no queue and no window; lanes.ts decides when the next step may go.
 */
import { isPaid, type Action, type CommandResult } from '#domain/action.ts';
import type { Command, Outcome } from '#domain/command.ts';
import type { PinSettings, Step } from '#domain/rule.ts';
import { fillLine } from '#domain/template.ts';
import { first, type Entry, type Lane } from './lanes-queue.ts';
import type { Delivery } from './link.ts';

type Filling = { -readonly [K in keyof CommandResult]: CommandResult[K] };

export interface Run {
  /** More than one when several actions' pulses were merged into this run. */
  readonly actions: readonly Action[];
  readonly steps: readonly Step[];
  readonly lanes: readonly Lane[];
  /** It did not start in its event's own call. */
  readonly queued: boolean;
  /** The next step. */
  index: number;
  /** A wait step lasts until then. */
  resumeAt: number;
}

/** The longest pulse the protocol knows, ms. */
const LONGEST_PULSE_MS = 60_000;

/** The pulse an effect consists of, if its rule merges; null where merging means nothing. */
function mergeablePulse(entry: Entry): { readonly pin: number; readonly ms: number } | null {
  const [only, more] = entry.effect.steps;
  if (entry.effect.whenBusy !== 'merge' || more || only?.do !== 'command' || only.command.verb !== 'PULSE') return null;
  return only.command;
}

/**
 * One longer pulse for the run just started and for those of the same rule that stand right behind it,
 * as far as the pin's limit allows.
 * @param startRuns takes runs of an entry out of the lane as started
 * @returns what differs from an ordinary run, or null when there was nothing to merge
 */
export function mergeWaiting(
  entry: Entry,
  settingsOf: (pin: number) => PinSettings,
  startRuns: (entry: Entry, runs: number) => void,
): Pick<Run, 'actions' | 'steps'> | null {
  const pulse = mergeablePulse(entry);
  const lane = entry.lanes[0];
  if (!pulse || !lane) return null;
  const { pin, ms } = pulse;
  const most = Math.floor(Math.min(settingsOf(pin).limitMs || LONGEST_PULSE_MS, LONGEST_PULSE_MS) / ms);
  const actions = [entry.action];
  let merged = 1;
  for (let next: Entry | null = entry.waiting ? entry : first(lane); next && merged < most; next = first(lane)) {
    const other = mergeablePulse(next);
    if (next.action.ruleId !== entry.action.ruleId || other?.ms !== ms) break;
    const taken = Math.min(next.waiting, most - merged);
    startRuns(next, taken);
    merged += taken;
    if (!actions.includes(next.action)) actions.push(next.action);
  }
  if (merged === 1) return null;
  return { actions, steps: [{ do: 'command', command: { verb: 'PULSE', pin, ms: ms * merged } }] };
}

/** The command of a step, its text filled in from what caused the action; null for a wait. */
export function commandOf(step: Step, action: Action): Command | null {
  if (step.do === 'wait') return null;
  if (step.do === 'command') return step.command;
  if (!step.line.includes('{')) return { verb: 'TEXT', line: step.line };
  const { cause } = action;
  const values = {
    user: cause.uniqueId,
    gift: cause.kind === 'gift' ? cause.what : '',
    count: cause.count,
    coins: action.coins,
    comment: cause.comment,
  };
  return { verb: 'TEXT', line: fillLine(step.line, values) };
}

/** True while something of a run has not been sent. */
const isUnfinished = (run: Run): boolean => run.steps.slice(run.index).some((step) => step.do !== 'wait');

/**
 * Ends a run that will not go on. One that was paid for and has moved nothing yet is owed again, whole; of any other
 * the rest is recorded under `outcome`, since to fire it again would repeat what has happened.
 * @returns how many commands were so recorded
 */
export function abandonRun(
  run: Run,
  outcome: Extract<Outcome, 'muted' | 'dropped'>,
  owe: (action: Action) => void,
): number {
  if (!isUnfinished(run)) return 0;
  let left = 0;
  const begun = run.steps.slice(0, run.index).some((step) => step.do !== 'wait');
  for (const action of run.actions) {
    if (isPaid(action) && !begun) owe(action);
    else
      for (const step of run.steps.slice(run.index)) {
        const command = commandOf(step, action);
        if (!command) continue;
        action.results.push({ command, sentMs: null, queued: run.queued, ackMs: null, outcome, code: null });
        left++;
      }
  }
  return left;
}

/** A command that no link of this kind can carry: refused here, in words elsewhere. */
export function refuse(run: Run, command: Command): void {
  for (const action of run.actions)
    action.results.push({ command, sentMs: null, queued: run.queued, ackMs: null, outcome: 'refused', code: null });
}

/** A command on its way: fills in its results as news of it comes. */
export function deliveryOf(
  run: Run,
  command: Command,
  /** answerMs: from the write to the board's answer; null where it never answered. code: why it was refused. */
  onSettled: (outcome: Outcome, now: number, answerMs: number | null, code: number | null) => void,
  onAction: (action: Action) => void,
): Delivery {
  const results = run.actions.map((action) => {
    const result: Filling = { command, sentMs: null, queued: run.queued, ackMs: null, outcome: 'waiting', code: null };
    action.results.push(result);
    return { action, result };
  });
  let writtenAt: number | null = null;
  return {
    command,
    written(now) {
      writtenAt ??= now;
      for (const { action, result } of results) {
        result.sentMs = now - action.at;
        onAction(action);
      }
    },
    settled(outcome, code, now) {
      const answered = outcome === 'acked' || outcome === 'refused';
      for (const { action, result } of results) {
        result.outcome = outcome;
        result.code = code;
        if (answered) result.ackMs = now - action.at;
      }
      onSettled(outcome, now, answered && writtenAt !== null ? now - writtenAt : null, code);
      for (const { action } of results) onAction(action);
    },
  };
}
