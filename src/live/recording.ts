/** A recording as whoever plays or reckons it sees it: what happened, in order, wherever it was kept. Types only. */
import type { Action } from '#domain/action.ts';
import type { LiveEvent } from '#domain/event.ts';
import type { Envelope } from '#wire/relay-frame.ts';

/** `at`: ms, the recording's own clock. */
export type Recorded =
  /** From the record: dedupe and the folds have been over it. */
  | { readonly type: 'event'; readonly at: number; readonly event: LiveEvent }
  /** From a file: hostile until normalised. */
  | { readonly type: 'envelope'; readonly at: number; readonly envelope: Envelope }
  /** What the session's own rules did; the last one of an id wins. */
  | { readonly type: 'action'; readonly action: Action };

/** A stretch of a recording; pages come one after another, so that only one is in memory. */
export interface RecordingPage {
  readonly items: readonly Recorded[];
  /** 0–1 of the whole, this page included. */
  readonly done: number;
}

export interface Recording {
  /** For a person: the room or the file. */
  readonly name: string;
  /** ms, when it began and ended; null where only its events tell. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** From the beginning. Rejects with a Fault, or with whatever stopped a file from being read. */
  pages(): AsyncIterable<RecordingPage>;
  /** Nobody reads on. */
  close(): void;
}
