/**
 * Which session runs: starts, continues, pauses and ends it (machine: domain/session-machine.ts), and tells whom it concerns.
 * Knows the journal and the rules of continuation; knows no socket and no screen.
 */
import { mayContinue, isSameLive } from '#domain/continuation.ts';
import type { ReportFault } from '#domain/fault.ts';
import { step } from '#domain/machine.ts';
import { newTotals, type Gap, type Session } from '#domain/session.ts';
import { isRunning, sessionMachine, type SessionInput } from '#domain/session-machine.ts';
import type { SourceConfig } from '#rpc/live.ts';
import type { Restored } from '#rpc/storage.ts';
import type { Clock } from './clock.ts';
import type { Journal } from './journal.ts';
import { createRun, type Run } from './run.ts';

export interface SessionControlOptions {
  readonly clock: Clock;
  readonly report: ReportFault;
  readonly journal: Pick<Journal, 'append' | 'touch' | 'seal'>;
  readonly newId: () => string;
  /** See LiveSetup. */
  readonly unstoredUntil: () => number | null;
  /** Another run holds from now on. */
  readonly onRun: (run: Run, restored: Restored | null) => void;
  readonly onHold: (held: boolean) => void;
  /** All outputs off, whatever waits becomes owed or is dropped. */
  readonly onEnd: () => void;
}

export interface SessionControl {
  run(): Run | null;
  /** Begins or continues; `last` is what the record holds of this room. */
  start(source: SourceConfig, by: Session['startedBy'], last: Restored | null): void;
  found(roomId: string | null, hostUserId: string | null): void;
  /** The source told its room's name. */
  named(uniqueId: string): void;
  lost(): void;
  pause(): void;
  resume(): void;
  stop(byHand: boolean): void;
  gap(gap: Gap): void;
}

/** A room is its source and its name: a demo never mixes with the real one. */
export const roomKey = (source: SourceConfig): string =>
  `${source.kind}:${source.room.toLowerCase() || source.file || ''}`;

export function createSessionControl(options: SessionControlOptions): SessionControl {
  const { clock, report, journal } = options;
  let run: Run | null = null;
  let source: SourceConfig | null = null;
  /** The source is there, whatever a pause makes of the session's state. */
  let found = false;

  function note(what: string): void {
    journal.append({ type: 'note', at: clock.now(), what, detail: '' });
  }

  function go(input: SessionInput): boolean {
    const session = run?.live.session;
    const next = session ? step(sessionMachine, session.state, input) : null;
    if (!session || next === null) {
      report('machine-refused', `session: ${input} in ${session?.state ?? 'none'}`);
      return false;
    }
    session.state = next;
    journal.touch();
    return true;
  }

  function begin(by: Session['startedBy'], number: number): void {
    if (!source) return;
    const now = clock.now();
    const session: Session = {
      id: options.newId(),
      room: roomKey(source),
      source: source.kind,
      uniqueId: source.room,
      roomId: null,
      hostUserId: null,
      number,
      startedBy: by,
      startedAt: now,
      endedAt: null,
      stoppedByHand: false,
      state: 'idle',
      lastSignAt: now,
      totals: newTotals(),
    };
    run = createRun(session, report, null);
    options.onRun(run, null);
    go('start');
    note('session-started');
  }

  function takeUp(restored: Restored): void {
    const session: Session = {
      ...restored.session,
      totals: { ...restored.session.totals },
      endedAt: null,
      state: 'idle',
    };
    run = createRun(session, report, restored, options.unstoredUntil());
    options.onRun(run, restored);
    go('start');
    note('session-continued');
    // A person paused it, perhaps with a hand in the machine: a reload must not undo that.
    if (restored.session.state === 'paused' && go('pause')) options.onHold(true);
    // What came between is resumed by a relay that numbers; nobody holds it for the other sources.
    if (session.source === 'tikfinity')
      journal.append({
        type: 'gap',
        gap: { from: session.lastSignAt, to: clock.now(), by: 'time', at: clock.now(), reason: 'page-away' },
      });
  }

  function end(byHand: boolean): void {
    if (!run || !isRunning(run.live.session.state)) return;
    options.onEnd();
    // Lanes held for a pause are not held for whatever comes next.
    if (run.live.session.state === 'paused') options.onHold(false);
    run.live.session.endedAt = clock.now();
    run.live.session.stoppedByHand = byHand;
    go('stop');
    note('session-ended');
    journal.seal();
  }

  return {
    run: () => run,
    start(from, by, last) {
      end(false);
      source = from;
      found = false;
      if (by === 'auto' && last && mayContinue(last.session, clock.now())) takeUp(last);
      else begin(by, (last?.session.number ?? 0) + 1);
    },
    found(roomId, hostUserId) {
      if (!run) return;
      found = true;
      const { number, state } = run.live.session;
      // Another LIVE, or the same room long after: what was interrupted is over. A pause outlives it.
      const over = state !== 'starting' && !mayContinue(run.live.session, clock.now());
      if (over || !isSameLive(run.live.session, roomId)) {
        end(false);
        begin('auto', number + 1);
        if (state === 'paused' && go('pause')) options.onHold(true);
      }
      const { session } = run.live;
      session.roomId = roomId ?? session.roomId;
      session.hostUserId = hostUserId ?? session.hostUserId;
      if (session.state !== 'live') go('found');
    },
    named(uniqueId) {
      if (!run || run.live.session.uniqueId) return;
      run.live.session.uniqueId = uniqueId;
      journal.touch();
    },
    lost() {
      found = false;
      const state = run?.live.session.state;
      if (state === 'live' || state === 'paused') go('lost');
    },
    pause() {
      if (go('pause')) options.onHold(true);
    },
    resume() {
      if (!go('resume')) return;
      if (!found) go('lost');
      options.onHold(false);
    },
    stop: end,
    gap: (gap) => journal.append({ type: 'gap', gap }),
  };
}
