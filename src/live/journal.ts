/**
 * The way into the record: collects what happened, hands it to the storage worker in batches, and keeps each batch
 * until storage says it is stored. Knows the channel; knows no database.
 */
import type { Action } from '#domain/action.ts';
import { isSettled } from '#domain/action.ts';
import type { Fault, ReportFault } from '#domain/fault.ts';
import type { Checkpoint, JournalBatch, JournalMessage, JournalReply, LogEntry, Restored } from '#rpc/storage.ts';
import type { Contribution, Session } from '#domain/session.ts';
import type { RecordView } from '#rpc/live.ts';
import type { Clock } from './clock.ts';

/** A batch leaves after this long or at this many entries, whichever is first. */
const BATCH_MS = 250;
const BATCH_ENTRIES = 100;
/** A full batch waits until nothing came for so long: copying a burst to another thread must not stand before its own frames. */
const QUIET_MS = 5;

/** What a batch takes along besides its entries, read at the moment it leaves. */
export interface BatchState {
  readonly session: Session;
  readonly contributions: readonly Contribution[];
  readonly checkpoint: Checkpoint;
}

/** What the record holds of a room, and what is open in any. */
export interface RestoredRoom {
  readonly restored: Restored | null;
  readonly muted: boolean;
  readonly openActions: readonly Action[];
}

export interface Journal {
  append(entry: LogEntry): void;
  /** Recorded when it is new and again when it has settled, not at each step between. */
  action(action: Action): void;
  restore(room: string): Promise<RestoredRoom>;
  saveMuted(muted: boolean): void;
  /** The session row or the checkpoint changed without an entry. */
  touch(): void;
  /** Closes the current batch: what follows belongs to another session. */
  seal(): void;
  flush(): Promise<Fault | null>;
  view(): RecordView;
}

export interface JournalOptions {
  readonly clock: Clock;
  readonly report: ReportFault;
  readonly port: Pick<MessagePort, 'postMessage' | 'onmessage'>;
  /** Null while there is no session: nothing is recorded then. */
  readonly takeState: () => BatchState | null;
  readonly onChange: () => void;
}

export function createJournal({ clock, report, port, takeState, onChange }: JournalOptions): Journal {
  let entries: LogEntry[] = [];
  let touched = false;
  let nextNumber = 1;
  let inFlight: JournalBatch | null = null;
  const queue: JournalBatch[] = [];
  let timer: (() => void) | null = null;
  /** The timer that runs is already the short one. */
  let hurried = false;
  let waitingSince = 0;
  /** How many entries waited when last looked. */
  let counted = 0;
  let savedAt: number | null = null;
  let postedAt = 0;
  let fault: Fault | null = null;
  /** Actions recorded as open, so that their end is recorded too. */
  const open = new Set<string>();
  const dirty = new Set<Action>();
  let waiters: ((fault: Fault | null) => void)[] = [];
  const restores = new Map<string, (reply: RestoredRoom) => void>();

  const size = (): number => entries.length + dirty.size;
  const post = (message: JournalMessage): void => port.postMessage(message);
  const isIdle = (): boolean => !inFlight && !queue.length && !entries.length && !dirty.size && !touched;

  function collectActions(): void {
    for (const action of dirty) {
      const settled = isSettled(action);
      if (!settled && open.has(action.id)) continue;
      entries.push({ type: 'action', action });
      if (settled) open.delete(action.id);
      else open.add(action.id);
    }
    dirty.clear();
  }

  function seal(): void {
    timer?.();
    timer = null;
    hurried = false;
    counted = 0;
    collectActions();
    if (!entries.length && !touched) return;
    const state = takeState();
    // Tries outside a session leave no trace in the record, by design.
    if (state) queue.push({ number: nextNumber++, entries, ...state });
    entries = [];
    touched = false;
  }

  function send(): void {
    if (inFlight) return;
    if (!queue.length) seal();
    inFlight = queue.shift() ?? null;
    postedAt = clock.now();
    if (inFlight) post({ type: 'batch', batch: inFlight });
    else settleWaiters(null);
  }

  function settleWaiters(result: Fault | null): void {
    const settled = waiters;
    waiters = [];
    for (const done of settled) done(result);
  }

  function schedule(): void {
    if (inFlight) return;
    const full = size() >= BATCH_ENTRIES;
    if (full && !hurried) {
      if (!timer) waitingSince = clock.now();
      timer?.();
      timer = null;
    }
    // Never sent from here: in the middle of a frame the checkpoint would run ahead of the entries.
    if (!timer && !full) waitingSince = clock.now();
    timer ??= clock.after(full ? QUIET_MS : BATCH_MS, due);
    hurried = full;
  }

  function due(): void {
    const growing = size() !== counted;
    counted = size();
    if (hurried && growing && clock.now() - waitingSince < BATCH_MS) timer = clock.after(QUIET_MS, due);
    else send();
  }

  function stored(): void {
    inFlight = null;
    fault = null;
    savedAt = clock.now();
    if (isIdle()) settleWaiters(null);
    else if (waiters.length || queue.length) send();
    else schedule();
    onChange();
  }

  function failed(why: Fault, retryMs: number): void {
    fault = why;
    report(why.code, why.detail);
    settleWaiters(why);
    clock.after(retryMs, () => {
      if (inFlight) post({ type: 'batch', batch: inFlight });
    });
    onChange();
  }

  port.onmessage = ({ data }: MessageEvent<JournalReply>) => {
    if (data.type === 'restored') {
      if (data.fault) {
        fault = data.fault;
        report(fault.code, fault.detail);
      }
      nextNumber = Math.max(nextNumber, data.nextNumber);
      restores.get(data.room)?.({ restored: data.restored, muted: data.muted, openActions: data.openActions });
      restores.delete(data.room);
    } else if (data.number === inFlight?.number) {
      if (data.type === 'stored') stored();
      else failed(data.fault, data.retryMs);
    }
  };

  return {
    append(entry) {
      entries.push(entry);
      schedule();
    },
    action(action) {
      dirty.add(action);
      schedule();
    },
    restore: (room) =>
      new Promise((resolve) => {
        restores.set(room, resolve);
        post({ type: 'restore', room });
      }),
    saveMuted: (muted) => post({ type: 'mute', muted }),
    touch() {
      touched = true;
      schedule();
    },
    seal() {
      seal();
      send();
    },
    flush: () =>
      new Promise((resolve) => {
        if (isIdle()) return resolve(null);
        waiters.push(resolve);
        send();
      }),
    view: () => ({
      waiting: entries.length + dirty.size + (inFlight?.entries.length ?? 0),
      savedAt,
      unansweredSince: inFlight ? postedAt : null,
      fault,
    }),
  };
}
