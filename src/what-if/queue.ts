/**
 * How the queue did: how much waited, how late runs started and for how long it was behind. Watches actions as they
 * change and hands on those that will not change any more. Knows no lanes and no rules.
 */
import { isSettled, type Action } from '#domain/action.ts';
import { holdMs } from '#domain/command.ts';
import type { Effect } from '#domain/rule.ts';
import type { WhatIfQueue } from '#rpc/what-if.ts';

/** A run that waits is behind once its event is this old: less is what a short pulse before it takes. */
const BEHIND_MS = 1_000;
/** Beyond its own waits and holds a run may want for room in the board's window, never this long. */
const MARGIN_MS = 10_000;

interface Watched {
  waiting: number;
  started: number;
  /** When it last changed, ms. */
  at: number;
}

/** Between two steps of a run nothing of its action waits: for as long as this, ms, it may yet go on. */
function quietMs(effect: Effect): number {
  let ms = MARGIN_MS;
  for (const step of effect.steps) {
    if (step.do === 'wait') ms += step.ms;
    else if (step.do === 'command') ms += holdMs(step.command);
  }
  return ms;
}

/** ms covered by at least one of the intervals. */
function covered(intervals: [number, number][]): number {
  let ms = 0;
  let end = -Infinity;
  for (const [from, to] of intervals.sort((a, b) => a[0] - b[0])) {
    ms += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return ms;
}

/** @param onOver an action that will not change any more; each exactly once */
export function watchQueue(onOver: (action: Action) => void) {
  const watched = new Map<Action, Watched>();
  const quiet = new WeakMap<Effect, number>();
  const late: [number, number][] = [];
  let total = 0;
  let changedAt = -Infinity;
  let most: WhatIfQueue['most'] = null;
  let furthest: WhatIfQueue['furthest'] = null;

  function quietOf(effect: Effect): number {
    let ms = quiet.get(effect);
    if (ms === undefined) quiet.set(effect, (ms = quietMs(effect)));
    return ms;
  }
  const isOver = (action: Action, known: Watched, now: number): boolean =>
    isSettled(action) &&
    now - known.at > Math.max(quietOf(action.effect), quietOf(action.fallbackEffect ?? action.effect));
  function changed(action: Action, now: number): void {
    let known = watched.get(action);
    if (!known) watched.set(action, (known = { waiting: 0, started: 0, at: now }));
    const { unstarted } = action;
    const waiting = unstarted.waiting ?? 0;
    let started = action.runs;
    for (const outcome in unstarted) started -= unstarted[outcome as keyof typeof unstarted] ?? 0;
    known.at = changedAt = now;
    if (started > known.started) {
      const ms = now - action.at;
      if (!furthest || ms > furthest.ms) furthest = { at: now, ms };
    }
    known.started = started;
    if (waiting === known.waiting) return;
    total += waiting - known.waiting;
    known.waiting = waiting;
    if (total > (most?.waiting ?? 0)) most = { at: now, waiting: total };
    if (waiting === 0 && now > action.at + BEHIND_MS) late.push([action.at + BEHIND_MS, now]);
  }

  return {
    changed,
    /** When anything changed last, ms. */
    changedAt: (): number => changedAt,
    /** Hands on what is over, the oldest first. Owed runs may fire yet, so they are over only at the end. @returns whether nothing is left that moves by itself */
    sweep(now: number): boolean {
      let moving = false;
      for (const [action, known] of watched) {
        if (!isOver(action, known, now)) moving = true;
        else if (!action.unstarted.owed) {
          watched.delete(action);
          onOver(action);
        }
      }
      return !moving;
    },
    /** Hands on all the rest. */
    close(): WhatIfQueue {
      for (const action of watched.keys()) onOver(action);
      watched.clear();
      return { most, furthest, behindMs: covered(late) };
    },
  };
}
