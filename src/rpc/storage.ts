/**
 * What others may ask of the storage worker, and the journal channel between the two workers. Types only.
 * Stored times are ms UTC.
 */
import type { Action } from '#domain/action.ts';
import type { LiveEvent } from '#domain/event.ts';
import type { Fault } from '#domain/fault.ts';
import type { Profile } from '#domain/rule.ts';
import type { Contribution, Gap, Session } from '#domain/session.ts';

/** One thing that happened, in the order it happened. Actions are appended again when they settle: the last one of an id wins. */
export type LogEntry =
  | { readonly type: 'event'; readonly event: LiveEvent }
  | { readonly type: 'action'; readonly action: Action }
  | { readonly type: 'gap'; readonly gap: Gap }
  | { readonly type: 'note'; readonly at: number; readonly what: string; readonly detail: string };

/** All that a restarted live worker needs besides the log itself; plain data, owned by live/checkpoint.ts. */
export interface Checkpoint {
  readonly sessionId: string;
  readonly room: string;
  /** Resume from here. */
  readonly epoch: string | null;
  readonly seq: number;
  readonly at: number;
  /** Opaque to storage: open streaks, likes, cooldowns, owed actions, action number. */
  readonly state: unknown;
}

export interface JournalBatch {
  /** Grows by one; storage acknowledges by it and ignores a number it has stored. */
  readonly number: number;
  readonly session: Session;
  readonly entries: readonly LogEntry[];
  /** Only the rows that changed since the last batch. */
  readonly contributions: readonly Contribution[];
  readonly checkpoint: Checkpoint;
}

/** live worker → storage worker on the MessagePort. */
export type JournalMessage =
  | { readonly type: 'batch'; readonly batch: JournalBatch }
  /** Which session of this room is the last one? Answered by `restored`. */
  | { readonly type: 'restore'; readonly room: string }
  | { readonly type: 'mute'; readonly muted: boolean };
/** storage worker → live worker. */
export type JournalReply =
  | { readonly type: 'stored'; readonly number: number }
  /** Kept by the journal and sent again after `retryMs`. */
  | { readonly type: 'failed'; readonly number: number; readonly fault: Fault; readonly retryMs: number }
  | {
      readonly type: 'restored';
      readonly room: string;
      readonly restored: Restored | null;
      /** Also true when the flag could not be read: a mute that may have been set holds until a person releases it. */
      readonly muted: boolean;
      /** Of every session: what still waited, whose fate is unknown, and what is owed. */
      readonly openActions: readonly Action[];
      readonly nextNumber: number;
      /** Set when the record could not be read; `restored` is then null for that reason. */
      readonly fault?: Fault;
    };

export interface Restored {
  readonly session: Session;
  readonly checkpoint: Checkpoint | null;
  readonly contributions: readonly Contribution[];
  /** msgIds of the last events in the log, newest last, at most 5,000: so that a resumed frame is known. */
  readonly recentIds: readonly string[];
}

/** What the page remembers between visits. Missing keys have their defaults in store/settings.svelte.ts. */
export interface StoredSettings {
  readonly profile?: Profile;
  readonly [key: string]: unknown;
}

export interface ExportProgress {
  readonly done: number;
  readonly of: number;
}
export interface ExportOptions {
  readonly language: 'en' | 'id';
  /** IANA zone of the dates in the sheets. */
  readonly timeZone: string;
}
/** Exactly one of the two is set. */
export interface ExportResult {
  readonly file?: { readonly name: string; readonly bytes: ArrayBuffer };
  readonly fault?: Fault;
  readonly cancelled?: true;
}

/** One session in full, without its log. */
export interface SessionRecord {
  readonly session: Session;
  readonly contributions: readonly Contribution[];
  readonly gaps: readonly Gap[];
}

/** Where a session's log begins. */
export interface LogHead {
  readonly session: Session;
  /** Events in the log, so that a reader knows how far it is. */
  readonly events: number;
  /** Ask for a page with this; null: nothing is stored. */
  readonly first: number | null;
}

/** A stretch of a session's log, in the order it happened. */
export interface LogPage {
  readonly entries: readonly LogEntry[];
  /** Ask with this for what follows; null: that was all that is stored. */
  readonly next: number | null;
}

/** What storage serves on the other end of a log channel. A session that runs is read as far as it is stored. */
export interface LogApi {
  /** null: there is no such session. Throws a Fault. */
  open(sessionId: string): Promise<LogHead | null>;
  page(sessionId: string, from: number): Promise<LogPage>;
}

export interface StorageApi {
  /** Opens the database; null when all is well. */
  open(): Promise<Fault | null>;
  /** Hands over the other end of the live worker's journal. */
  attachJournal(port: MessagePort): Promise<void>;
  loadSettings(): Promise<StoredSettings>;
  saveSettings(settings: StoredSettings): Promise<Fault | null>;
  /** Newest first. */
  listSessions(offset: number, limit: number): Promise<{ readonly total: number; readonly rows: readonly Session[] }>;
  readSession(id: string): Promise<SessionRecord | null>;
  /** Serves `LogApi` on this end, so that a log goes to another worker and not by way of the page. */
  serveLog(port: MessagePort): Promise<void>;
  exportXlsx(sessionId: string, options: ExportOptions, progress: (p: ExportProgress) => void): Promise<ExportResult>;
  cancelExport(): Promise<void>;
  /** bytes used and allowed, where the browser tells */
  usage(): Promise<{ readonly used: number; readonly quota: number } | null>;
}
