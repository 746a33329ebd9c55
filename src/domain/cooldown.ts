/**
 * Cooldowns and "at most N a minute", for a rule and for each viewer of it. Knows no clock and no event;
 * `now` is ms and may be of any origin as long as it stays the same one.
 */
import type { Rule } from './rule.ts';

export type HeldBack = 'cooldown' | 'limit';

const MINUTE_MS = 60_000;
/** Old entries are looked for only once this many have been added, so the sweep costs each firing next to nothing. */
const SWEEP_EVERY = 1_000;

/** When something last fired and, only where a limit counts, when it fired within the last minute. */
interface Past {
  last: number;
  recent: number[];
  /** Nothing here matters any more after this time. */
  until: number;
}

/** Plain data for a checkpoint; opaque to whoever keeps it. */
export interface SavedLimits {
  readonly rules: readonly (readonly [string, Past])[];
  readonly viewers: readonly (readonly [string, Past])[];
}

export interface Limits {
  /** Takes one firing, or says what holds it back (and then takes nothing). */
  tryFire(rule: Rule, userId: string, now: number): HeldBack | null;
  /** What `tryFire` would say, taking nothing. */
  peek(rule: Rule, userId: string, now: number): HeldBack | null;
  save(): SavedLimits;
}

/** A clock that was set back must not hold anything back until it has caught up. */
const within = (ms: number, then: number, now: number): boolean => now >= then && now - then < ms;

function holds(past: Past | undefined, cooldownMs: number, mostPerMinute: number, now: number): HeldBack | null {
  if (!past) return null;
  if (cooldownMs > 0 && within(cooldownMs, past.last, now)) return 'cooldown';
  if (mostPerMinute > 0) {
    // Oldest first, so the Nth from the end decides: is it still within the minute?
    const nth = past.recent[past.recent.length - mostPerMinute];
    if (nth !== undefined && within(MINUTE_MS, nth, now)) return 'limit';
  }
  return null;
}

function take(pasts: Map<string, Past>, key: string, cooldownMs: number, mostPerMinute: number, now: number): void {
  if (cooldownMs <= 0 && mostPerMinute <= 0) return;
  const past = pasts.get(key) ?? { last: now, recent: [], until: now };
  past.last = now;
  if (mostPerMinute > 0) {
    past.recent.push(now);
    if (past.recent.length > mostPerMinute) past.recent.splice(0, past.recent.length - mostPerMinute);
  }
  past.until = now + Math.max(cooldownMs, mostPerMinute > 0 ? MINUTE_MS : 0);
  pasts.set(key, past);
}

/** The rule's id may hold anything; a control character cannot stand in TikTok's userId. */
const viewerKey = (rule: Rule, userId: string): string => `${rule.id}\u0000${userId}`;

/** Limits as they were saved, or with nothing fired yet. */
export function createLimits(saved?: SavedLimits): Limits {
  const copy = ([key, past]: readonly [string, Past]): [string, Past] => [key, { ...past, recent: [...past.recent] }];
  const rules = new Map<string, Past>(saved?.rules.map(copy));
  const viewers = new Map<string, Past>(saved?.viewers.map(copy));
  let sinceSweep = 0;

  function peek(rule: Rule, userId: string, now: number): HeldBack | null {
    if (rule.cooldownMs > 0 || rule.maxPerMinute > 0) {
      const held = holds(rules.get(rule.id), rule.cooldownMs, rule.maxPerMinute, now);
      if (held) return held;
    }
    // Nobody in particular (a viewer count, a button) has no limit of their own.
    if (userId === '' || (rule.viewerCooldownMs <= 0 && rule.viewerMaxPerMinute <= 0)) return null;
    return holds(viewers.get(viewerKey(rule, userId)), rule.viewerCooldownMs, rule.viewerMaxPerMinute, now);
  }

  function sweep(now: number): void {
    sinceSweep = 0;
    for (const [key, past] of viewers) if (past.until <= now) viewers.delete(key);
  }

  return {
    peek,
    tryFire(rule, userId, now) {
      const held = peek(rule, userId, now);
      if (held) return held;
      take(rules, rule.id, rule.cooldownMs, rule.maxPerMinute, now);
      if (userId !== '' && (rule.viewerCooldownMs > 0 || rule.viewerMaxPerMinute > 0)) {
        take(viewers, viewerKey(rule, userId), rule.viewerCooldownMs, rule.viewerMaxPerMinute, now);
        if (++sinceSweep >= SWEEP_EVERY) sweep(now);
      }
      return null;
    },
    save: () => ({ rules: [...rules].map(copy), viewers: [...viewers].map(copy) }),
  };
}
