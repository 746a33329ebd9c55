/**
 * A rule = trigger + filter + effect, and the profile that holds them. Types only: wire/profile.ts checks
 * foreign input against them, evaluate.ts gives them meaning.
 */
import type { BoardCommand } from './command.ts';

export type Trigger =
  /** A gift by id, by name (case-insensitive), or any; optionally only within a range of coins. */
  | {
      readonly on: 'gift';
      readonly giftId?: number;
      readonly giftName?: string;
      /** Coins from–to, inclusive, of one unit or of the whole streak so far. */
      readonly coins?: { readonly of: 'unit' | 'streak'; readonly from?: number; readonly to?: number };
      /** Fires for gifts to guests of the LIVE as well. */
      readonly guestsToo?: boolean;
    }
  /** Acts when no other gift rule's trigger and filter matched: unknown gifts too. */
  | { readonly on: 'default-gift' }
  | { readonly on: 'chat'; readonly words: readonly string[]; readonly match: 'word' | 'contains' | 'exact' }
  /** Once per multiple of `every` likes of the room. */
  | { readonly on: 'likes'; readonly every: number }
  | { readonly on: 'follow' }
  | { readonly on: 'share' }
  | { readonly on: 'subscribe' }
  | { readonly on: 'join' }
  | { readonly on: 'viewers'; readonly crosses: number; readonly going: 'up' | 'down' }
  /** A button on the Live screen. */
  | { readonly on: 'manual' };

export type Role = 'follower' | 'subscriber' | 'moderator' | 'top-gifter';

/** Empty lists filter nothing. `allow` and `block` hold uniqueIds, lower case, without @. */
export interface Filter {
  readonly roles?: readonly Role[];
  readonly allow?: readonly string[];
  readonly block?: readonly string[];
}

export type Step =
  | { readonly do: 'command'; readonly command: BoardCommand }
  | { readonly do: 'wait'; readonly ms: number }
  /** A line for somebody's own sketch; may hold {user} {gift} {count} {coins} {comment}, each sanitised when filled in. */
  | { readonly do: 'text'; readonly line: string };

/** How often an effect runs for one event. */
export type Times =
  | { readonly per: 'unit' }
  | { readonly per: 'streak' }
  /** One run for every `coins` coins of the event, at least one, at most `cap`. */
  | { readonly per: 'coins'; readonly coins: number; readonly cap: number };

export interface Effect {
  readonly steps: readonly Step[];
  readonly times: Times;
  /** What to do while its pins are busy. merge: one longer pulse up to the pin's limit; replace: the new one instead of those that wait. */
  readonly whenBusy: 'queue' | 'merge' | 'replace';
}

export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Higher goes first. */
  readonly priority: number;
  readonly trigger: Trigger;
  readonly filter: Filter;
  readonly effect: Effect;
  /** Number (ID) of the board that is to act, where several are plugged in; absent = the first one. */
  readonly board?: number;
  /** Runs instead where the effect would be owed or dropped by a full queue. */
  readonly fallback?: Effect;
  /** ms; 0 = none */
  readonly cooldownMs: number;
  readonly viewerCooldownMs: number;
  /** Firings in any 60 s; 0 = no limit */
  readonly maxPerMinute: number;
  readonly viewerMaxPerMinute: number;
  /** Runs that may wait in a lane. */
  readonly longestQueue: number;
  /** ms after the event was received */
  readonly expiryMs: number;
}

/** One pin's own settings: what a person calls it and how long it may stay on. */
export interface PinSettings {
  readonly pin: number;
  readonly name: string;
  /** Active-low relay board: the board inverts it. */
  readonly inverted: boolean;
  /** ms, enforced by the board; 0 = none */
  readonly limitMs: number;
  /** ms between two pulses */
  readonly gapMs: number;
  /** Of the time, at most this share on, 1–99 %: after a pulse the pin rests long enough. Absent = no such limit. */
  readonly dutyPercent?: number;
  /** A servo goes there when a session starts and, before it is let go, when one ends. Degrees 0–180; absent = it stays where it is. */
  readonly restDegrees?: number;
  /** Number (ID) of the board these settings belong to; absent = of any board. */
  readonly board?: number;
}

/** How lines look for somebody's own sketch. */
export interface TextDialect {
  readonly newline: 'lf' | 'crlf';
  /** A board command becomes this line; {device} {pin} {action} {value} {ms}. '' = board commands are refused in words. */
  readonly template: string;
  /** Sent by EMERGENCY STOP, in this order. */
  readonly stopLines: readonly string[];
}

export interface Profile {
  readonly format: 'giftwire-profile';
  readonly version: 1;
  readonly name: string;
  readonly rules: readonly Rule[];
  readonly pins: readonly PinSettings[];
  readonly dialect: 'giftwire' | 'text';
  readonly baudRate: number;
  readonly text: TextDialect;
}

/** Lasts without words: gifts are paid for, so they may come late; the rest must be timely. */
export const DEFAULT_EXPIRY_MS = { gift: 300_000, other: 10_000 } as const;
export const DEFAULT_LONGEST_QUEUE = 10_000;
export const DEFAULT_GAP_MS = 60;
/** The board's own default for the longest time a pin may stay on. */
export const DEFAULT_LIMIT_MS = 10_000;
