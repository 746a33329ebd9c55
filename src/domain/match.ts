/** Which rules an event concerns, how often each runs and why. Knows no limits: evaluate.ts asks those. */
import type { Cause } from './action.ts';
import { giftNameKey } from './compile-rules.ts';
import type { CompiledRule, CompiledRules } from './compile-rules.ts';
import type { ChatEvent, GiftEvent, LikeEvent, LiveEvent, PlainEvent, RoomUserEvent } from './event.ts';
import type { Rule } from './rule.ts';
import { coinsMatch, giftRuns, likeRuns, viewersCross } from './runs.ts';

/** What an event does not carry itself and a rule may depend on. */
export interface Facts {
  /** This viewer followed earlier in this session: unfollow and follow fires once. */
  readonly followedBefore: boolean;
  /** Viewers before this frame; null when none was told yet. */
  readonly viewersBefore: number | null;
}

export interface Match {
  readonly rule: Rule;
  readonly order: number;
  readonly cause: Cause;
  /** ≥ 1 */
  readonly runs: number;
  /** Coins paid for these runs; 0 when nobody paid. */
  readonly coins: number;
}

const cause = (event: LiveEvent, kind: Cause['kind'], what: string, count: number, comment = ''): Cause => ({
  kind,
  userId: event.viewer?.userId ?? '',
  uniqueId: event.viewer?.uniqueId ?? '',
  what,
  count,
  comment,
});

function matchGift(rules: CompiledRules, event: GiftEvent): Match[] {
  if (event.units <= 0) return [];
  const why = cause(event, 'gift', event.giftName, event.units);
  const coins = event.units * event.diamondCount;
  const matches: Match[] = [];
  let matched = false;
  for (const list of [
    rules.giftById.get(event.giftId),
    rules.giftByName.get(giftNameKey(event.giftName)),
    rules.anyGift,
  ]) {
    for (const { rule, trigger, passes, order } of list ?? []) {
      if (event.forGuest && !trigger.guestsToo) continue;
      if (!coinsMatch(trigger.coins, event) || !passes(event.viewer)) continue;
      matched = true;
      const runs = giftRuns(rule.effect.times, event, trigger.coins);
      if (runs > 0) matches.push({ rule, order, cause: why, runs, coins });
    }
  }
  // The default stands in for gifts that no rule knows; one that is only cooling down, or has had its run, is known.
  if (matched || event.forGuest) return matches;
  for (const { rule, passes, order } of rules.plain['default-gift']) {
    const runs = passes(event.viewer) ? giftRuns(rule.effect.times, event) : 0;
    if (runs > 0) matches.push({ rule, order, cause: why, runs, coins });
  }
  return matches;
}

function matchChat(rules: CompiledRules, event: ChatEvent): Match[] {
  const matches = new Map<Rule, Match>();
  rules.chat.search(event.comment, ({ rule, passes, order }, keyword) => {
    if (matches.has(rule) || !passes(event.viewer)) return;
    matches.set(rule, { rule, order, cause: cause(event, 'chat', keyword, 1, event.comment), runs: 1, coins: 0 });
  });
  return [...matches.values()];
}

function matchLikes(rules: CompiledRules, event: LikeEvent): Match[] {
  const matches: Match[] = [];
  if (event.grown <= 0) return matches;
  for (const { rule, trigger, passes, order } of rules.plain.likes) {
    const runs = likeRuns(trigger.every, event);
    if (runs === 0 || !passes(event.viewer)) continue;
    const reached = Math.floor(event.running / trigger.every) * trigger.every;
    matches.push({ rule, order, cause: cause(event, 'likes', '', reached), runs, coins: 0 });
  }
  return matches;
}

function matchViewers(rules: CompiledRules, event: RoomUserEvent, before: number | null): Match[] {
  return rules.plain.viewers
    .filter(({ trigger, passes }) => viewersCross(trigger, before, event) && passes(event.viewer))
    .map(({ rule, order }) => ({
      rule,
      order,
      cause: cause(event, 'viewers', '', event.viewerCount),
      runs: 1,
      coins: 0,
    }));
}

function matchPlain(
  list: readonly Pick<CompiledRule, 'rule' | 'passes' | 'order'>[],
  event: PlainEvent,
  kind: Cause['kind'],
): Match[] {
  return list
    .filter(({ passes }) => passes(event.viewer))
    .map(({ rule, order }) => ({ rule, order, cause: cause(event, kind, '', 1), runs: 1, coins: 0 }));
}

function matchAny(rules: CompiledRules, event: LiveEvent, facts: Facts): Match[] {
  switch (event.kind) {
    case 'gift':
      return matchGift(rules, event);
    case 'chat':
      return matchChat(rules, event);
    case 'like':
      return matchLikes(rules, event);
    case 'roomUser':
      return matchViewers(rules, event, facts.viewersBefore);
    case 'follow':
      return facts.followedBefore ? [] : matchPlain(rules.plain.follow, event, 'follow');
    case 'member':
      return matchPlain(rules.plain.join, event, 'join');
    case 'share':
    case 'subscribe':
      return matchPlain(rules.plain[event.kind], event, event.kind);
    case 'other':
      return [];
  }
}

/** All that would fire for this event, in firing order. Whether the event may act at all (live, not history) is the caller's to know. */
export function matchEvent(rules: CompiledRules, event: LiveEvent, facts: Facts): Match[] {
  const matches = matchAny(rules, event, facts);
  return matches.length > 1 ? matches.sort((a, b) => a.order - b.order) : matches;
}
