/**
 * What a profile's rules would have done with a recording: the hot path of the live worker under a virtual clock, above
 * the timing model of a healthy board. Takes one event after another; knows no files, no workers and no screen.
 */
import { compileRules } from '#domain/compile-rules.ts';
import type { LiveEvent } from '#domain/event.ts';
import type { ReportFault } from '#domain/fault.ts';
import { createCatalogue } from '#domain/gift-catalogue.ts';
import { giftNames } from '#domain/gift-table.ts';
import { onOneBoard } from '#domain/pin-settings.ts';
import type { Profile } from '#domain/rule.ts';
import { newTotals, type Session } from '#domain/session.ts';
import type { WhatIfResult } from '#rpc/what-if.ts';
import { createNormaliser } from '#wire/normalise.ts';
import { handleFrame, handleRecorded, type PipelineParts } from '#live/pipeline.ts';
import type { Recorded } from '#live/recording.ts';
import { createRun } from '#live/run.ts';
import { virtualClock } from './virtual-clock.ts';
import { createFigures } from './figures.ts';
import { createMachine } from './machine.ts';
import { pinRows, ruleRows } from './rows.ts';
import { createUnmatched } from './unmatched.ts';
import { watchQueue } from './queue.ts';

/** The board has booted and been greeted when the recording begins. */
const LEAD_MS = 5_000;
/** Actions that are over are looked for this often. */
const SWEEP_MS = 60_000;
/** What a session's end leaves in flight is answered within this. */
const LAST_ANSWERS_MS = 1_000;

/** The rest is known to whoever reads the recording. */
export type Reckoned = Omit<WhatIfResult, 'happened' | 'faults'>;

export interface WhatIf {
  /** The next thing that happened; what the record's own rules did is not for here. */
  take(item: Exclude<Recorded, { readonly type: 'action' }>): void;
  /** Lets a minute pass after the last event. @returns whether anything waits or runs still */
  goOn(): boolean;
  /** The session ends at `at`; null: it was never ended, and is over with the last thing that happened. */
  end(at: number | null): Reckoned;
}

function sessionAt(now: number): Session {
  return {
    ...{ id: 'what-if', room: '', source: 'replay', uniqueId: '', roomId: null, hostUserId: null, number: 1 },
    ...{ startedBy: 'hand', startedAt: now, endedAt: null, stoppedByHand: false, state: 'live', lastSignAt: now },
    totals: newTotals(),
  };
}

/** @param startedAt ms, when the session began: nothing happened before */
export function createWhatIf(from: Profile, startedAt: number, report: ReportFault): WhatIf {
  const profile = onOneBoard(from);
  const clock = virtualClock(startedAt - LEAD_MS);
  const nothing = (): void => undefined;
  const figures = createFigures();
  const queue = watchQueue(figures.add);
  const unmatched = createUnmatched();
  const busy = new Map<number, { minute: number; commands: number; most: { at: number; commands: number } }>();
  const machine = createMachine({
    clock,
    profile,
    report,
    onAction: (action) => queue.changed(action, clock.now()),
    onCommand(pin, at) {
      const minute = Math.floor((at - startedAt) / 60_000);
      let known = busy.get(pin);
      if (!known) busy.set(pin, (known = { minute, commands: 0, most: { at: startedAt, commands: 0 } }));
      known.commands = known.minute === minute ? known.commands + 1 : 1;
      known.minute = minute;
      if (known.commands > known.most.commands)
        known.most = { at: startedAt + minute * 60_000, commands: known.commands };
    },
  });
  const plain = createRun(sessionAt(startedAt), report, null);
  const run = {
    ...plain,
    limits: {
      ...plain.limits,
      tryFire(...asked: Parameters<typeof plain.limits.tryFire>) {
        const held = plain.limits.tryFire(...asked);
        if (held === 'limit') figures.limited(asked[0].id);
        return held;
      },
    },
  };
  const rules = compileRules(profile.rules);
  const normaliser = createNormaliser({ report, prices: createCatalogue(giftNames()) });
  const parts: PipelineParts = {
    normaliser: () => normaliser,
    report,
    run: () => run,
    rules: () => rules,
    isMuted: () => false,
    board: machine,
    actions: {
      add(action) {
        unmatched.fired();
        queue.changed(action, clock.now());
      },
    },
    feed: unmatched,
    // The journal takes the changed rows with each batch; left alone they would only grow.
    journal: { append: () => run.live.dirty.clear(), action: nothing },
    publisher: { markDirty: nothing },
  };
  clock.runTo(startedAt);
  machine.sessionStarts(true);
  let sweptAt = startedAt;
  /** When the last event came, or the session ended. */
  let lastAt = startedAt;

  /** The recording's clock may have been set back on the way; ours never runs backwards. */
  const at = (event: LiveEvent, now: number): LiveEvent =>
    event.at > now || now - event.at > 1 ? { ...event, at: now } : event;

  return {
    take(item) {
      const now = Math.max(item.at, clock.now());
      clock.runTo(now);
      lastAt = now;
      if (item.type === 'envelope') handleFrame(parts, [item.envelope], now);
      else handleRecorded(parts, at(item.event, now), now);
      if (now - sweptAt < SWEEP_MS) return;
      sweptAt = now;
      queue.sweep(now);
    },
    goOn() {
      clock.runTo(clock.now() + SWEEP_MS);
      return !queue.sweep(clock.now());
    },
    end(endedAt) {
      if (endedAt !== null) {
        clock.runTo(Math.max(clock.now(), endedAt));
        lastAt = clock.now();
        machine.sessionEnds();
        clock.runTo(lastAt + LAST_ANSWERS_MS);
      }
      const to = endedAt === null ? Math.max(lastAt, queue.changedAt()) : lastAt;
      const times = machine.close(to);
      const waited = queue.close();
      const { events, gifts, coins } = run.live.session.totals;
      const spanMs = to - startedAt;
      return {
        ...{ from: startedAt, endedAt: lastAt, to, events, gifts, coins },
        totals: figures.totals(),
        rules: ruleRows(profile, figures.rules()),
        pins: pinRows(profile, times, (pin) => busy.get(pin)?.most ?? null, spanMs),
        queue: waited,
        unmatched: unmatched.kinds(),
        unmatchedGifts: unmatched.gifts(),
      };
    },
  };
}
