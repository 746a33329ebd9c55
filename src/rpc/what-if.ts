/**
 * What the page may ask of the what-if worker: what another profile would have done with a recording. Types only.
 * Times are ms of the recording's own clock. The result depends on recording and profile alone.
 */
import type { EventKind } from '#domain/event.ts';
import type { Fault, FaultCount } from '#domain/fault.ts';
import type { Profile } from '#domain/rule.ts';

/** What became of firings: of one rule's, or of all. Counted in runs of the effect unless a field says otherwise. */
export interface WhatIfFigures {
  /** Firings that no cooldown or limit held back. */
  readonly fired: number;
  readonly runs: number;
  /** Commands the board acknowledged, or that were written where the board does not answer; a merged pulse is one. */
  readonly delivered: number;
  /** Commands refused, unknown, or not sent since the session ended in the middle of a run. */
  readonly undelivered: number;
  /** Firings held back by a cooldown, and by "at most N a minute". The record does not tell the two apart: there all are `cooldown`. */
  readonly cooldown: number;
  readonly limit: number;
  readonly expired: number;
  readonly owed: number;
  readonly dropped: number;
  /** Not sent since EMERGENCY STOP was in force; only in what really happened. */
  readonly muted: number;
  /** Paid for what fired; and the part of it that is owed, with how many gifts that is. */
  readonly coins: number;
  readonly owedCoins: number;
  readonly owedGifts: number;
}

export interface WhatIfRule extends WhatIfFigures {
  readonly ruleId: string;
  readonly ruleName: string;
}

export interface WhatIfPin {
  readonly pin: number;
  readonly name: string;
  /** Carried out by the board. */
  readonly commands: number;
  /** Lets the board's own longest on-time cut it so often. */
  readonly cuts: number;
  readonly onMs: number;
  readonly longestMs: number;
  /** Of the whole time, 0–1. */
  readonly share: number;
  /** The minute with most commands. */
  readonly busiest: { readonly at: number; readonly commands: number } | null;
}

export interface WhatIfQueue {
  /** Most runs that waited at one time. */
  readonly most: { readonly at: number; readonly waiting: number } | null;
  /** The longest way from an event to the start of a run it caused. */
  readonly furthest: { readonly at: number; readonly ms: number } | null;
  /** How long something waited that was more than a second old. */
  readonly behindMs: number;
}

/** What the record says that this session's own rules did. */
export interface Happened {
  readonly totals: WhatIfFigures;
  readonly rules: readonly WhatIfRule[];
}

export interface WhatIfResult {
  readonly from: number;
  /** The session's end, or a file's last event. */
  readonly endedAt: number;
  /** Where the reckoning ends: what a file's last events left waiting is carried out first. */
  readonly to: number;
  /** Events read, without those that came twice. */
  readonly events: number;
  /** Gift events that added units, and the host's coins. */
  readonly gifts: number;
  readonly coins: number;
  readonly totals: WhatIfFigures;
  /** In firing order; a rule that never fired is there too. */
  readonly rules: readonly WhatIfRule[];
  /** By number: every pin of the profile and every pin that did something. */
  readonly pins: readonly WhatIfPin[];
  readonly queue: WhatIfQueue;
  /** Events that fired nothing, by kind; counts of viewers and what nobody acts on are not among them. */
  readonly unmatched: Partial<Record<EventKind, number>>;
  /** Gifts that fired nothing, most units first, at most 20. */
  readonly unmatchedGifts: readonly { readonly name: string; readonly units: number; readonly coins: number }[];
  /** null for a file: it holds events alone. */
  readonly happened: Happened | null;
  /** Lines that could not be read, and all else that was wrong with the recording. */
  readonly faults: readonly FaultCount[];
}

/** Where a recording's events come from. `log`: one end of a channel whose other end storage serves (rpc/storage.ts, LogApi). */
export type RecordingInput =
  | { readonly from: 'session'; readonly sessionId: string; readonly log: MessagePort }
  | { readonly from: 'file'; readonly file: File };

/** 0–1, by events of a session or by bytes of a file. */
export interface WhatIfProgress {
  readonly done: number;
}

/** Exactly one of the two is set. */
export type WhatIfAnswer =
  { readonly result: WhatIfResult; readonly fault?: never } | { readonly fault: Fault; readonly result?: never };

/** Lives for one computation; to cancel is to end the worker. */
export interface WhatIfApi {
  compute(input: RecordingInput, profile: Profile, progress: (progress: WhatIfProgress) => void): Promise<WhatIfAnswer>;
}

/** What the live worker does with a recording; part of LiveApi. */
export interface PlaybackApi {
  /**
   * Plays a recording by rules of its own on a virtual board of its own, `speed` times as fast as it was (1–20): a
   * session of source 'replay' with relayUrl null. It ends with the recording or by `stop`. Meanwhile the port of the
   * board in use is closed; board, source and profile stay as chosen, and are in use again afterwards.
   * @returns null: it plays; playback-refused while a session runs or the port is lent, or why the recording cannot be read
   */
  play(recording: RecordingInput, profile: Profile, speed: number): Promise<Fault | null>;
}
