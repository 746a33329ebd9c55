/**
 * The hot path, whole: a frame's envelopes in; board commands, live numbers and record entries out. One synchronous call:
 * no await, no other thread. Knows the parts it is given; knows no socket, no port and no screen.
 */
import type { Action } from '#domain/action.ts';
import type { CompiledRules } from '#domain/compile-rules.ts';
import { evaluate } from '#domain/evaluate.ts';
import type { LiveEvent } from '#domain/event.ts';
import type { ReportFault } from '#domain/fault.ts';
import { apply } from '#domain/session.ts';
import { isArmed, isRunning } from '#domain/session-machine.ts';
import type { LogEntry } from '#rpc/storage.ts';
import type { Normaliser } from '#wire/normalise.ts';
import type { Envelope } from '#wire/relay-frame.ts';
import { makeAction, type Obstacle } from './make-action.ts';
import type { Run } from './run.ts';

export interface PipelineParts {
  /** Of the source that runs: what one source's clock taught is not true of another. */
  readonly normaliser: () => Normaliser;
  readonly report: ReportFault;
  /** Null while no session exists: events are then not ours to keep. */
  readonly run: () => Run | null;
  readonly rules: () => CompiledRules;
  readonly isMuted: () => boolean;
  readonly board: { enqueue(action: Action, now: number): void; flushWrites(): void };
  readonly actions: { add(action: Action): void };
  readonly feed: { add(event: LiveEvent): void };
  readonly journal: { append(entry: LogEntry): void; action(action: Action): void };
  readonly publisher: { markDirty(): void };
}

/** Pause disarms like a mute does: what is paid for meanwhile is owed, not lost. */
function obstacleOf(parts: PipelineParts, run: Run, doubtful: boolean, late: boolean): Obstacle {
  if (parts.isMuted() || !isArmed(run.live.session.state)) return 'muted';
  if (doubtful) return 'unknown';
  return late ? 'expired' : null;
}

function fire(parts: PipelineParts, run: Run, event: LiveEvent, now: number): void {
  const { totals, id: sessionId } = run.live.session;
  const facts = {
    followedBefore: event.viewer !== null && run.live.contributions.get(event.viewer.userId)?.followed === true,
    viewersBefore: totals.viewersPeak > 0 ? totals.viewers : null,
  };
  const doubtful = run.isDoubtful(event);
  for (const firing of evaluate(parts.rules(), event, facts, run.limits, now)) {
    const obstacle = obstacleOf(parts, run, doubtful, now > event.at + firing.rule.expiryMs);
    const action = makeAction(firing, { id: run.nextActionId(), sessionId, at: event.at, eventId: event.id }, obstacle);
    if (action.unstarted.waiting) parts.board.enqueue(action, now);
    parts.actions.add(action);
    parts.journal.action(action);
  }
}

function handleEvent(parts: PipelineParts, run: Run, raw: LiveEvent, now: number): void {
  // Before the folds: a message that comes twice must not move a streak or the likes a second time.
  if (!run.seen.isNew(raw)) return parts.report('event-duplicate');
  takeIn(parts, run, run.fold(raw, now), now);
}

function takeIn(parts: PipelineParts, run: Run, event: LiveEvent, now: number): void {
  if (event.history) parts.report('event-history-skipped');
  else fire(parts, run, event, now); // 1. the Arduino
  apply(run.live, event); // 2. live memory
  parts.feed.add(event);
  parts.journal.append({ type: 'event', event }); // 3. the record
}

/** Handles one frame. `now`: ms, when it was received. Never throws on any input the wire lets through. */
export function handleFrame(parts: PipelineParts, envelopes: readonly Envelope[], now: number): void {
  const run = parts.run();
  if (!run || !isRunning(run.live.session.state)) return;
  run.live.session.lastSignAt = now;
  const normaliser = parts.normaliser();
  for (const envelope of envelopes) {
    const raw = normaliser.event(envelope, now);
    if (raw) handleEvent(parts, run, raw, now);
  }
  // All that this frame asked for leaves in one write.
  parts.board.flushWrites();
  parts.publisher.markDirty();
}

/** Handles an event out of the record: dedupe and the folds have been over it when it was recorded. */
export function handleRecorded(parts: PipelineParts, event: LiveEvent, now: number): void {
  const run = parts.run();
  if (!run || !isRunning(run.live.session.state)) return;
  run.live.session.lastSignAt = now;
  takeIn(parts, run, event, now);
  parts.board.flushWrites();
  parts.publisher.markDirty();
}
