/** Events that no rule acted on: how many of each kind, and which gifts. Knows no rules: it is told when one fired. */
import { coinsOf, type EventKind, type LiveEvent } from '#domain/event.ts';
import type { WhatIfResult } from '#rpc/what-if.ts';

const GIFTS_SHOWN = 20;
/** Far more than TikTok has; a file may hold any number of names. */
const MOST_NAMES = 5_000;

/** What nobody would make a rule for, or what adds nothing. */
function counts(event: LiveEvent): boolean {
  if (event.history || event.kind === 'roomUser' || event.kind === 'other') return false;
  if (event.kind === 'gift') return event.units > 0 && !event.forGuest;
  return event.kind !== 'like' || event.grown > 0;
}

export function createUnmatched() {
  const kinds: Partial<Record<EventKind, number>> = {};
  const gifts = new Map<string, { name: string; units: number; coins: number }>();
  let fired = false;
  return {
    /** A rule fired, or was held back, on the event that `add` will tell next. */
    fired: () => void (fired = true),
    /** Every event, after its firings. */
    add(event: LiveEvent): void {
      const matched = fired;
      fired = false;
      if (matched || !counts(event)) return;
      kinds[event.kind] = (kinds[event.kind] ?? 0) + 1;
      if (event.kind !== 'gift') return;
      const name = event.giftName || String(event.giftId);
      let known = gifts.get(name);
      if (!known) {
        if (gifts.size >= MOST_NAMES) return;
        gifts.set(name, (known = { name, units: 0, coins: 0 }));
      }
      known.units += event.units;
      known.coins += coinsOf(event);
    },
    kinds: (): WhatIfResult['unmatched'] => ({ ...kinds }),
    gifts: (): WhatIfResult['unmatchedGifts'] =>
      [...gifts.values()].sort((a, b) => b.units - a.units || (a.name < b.name ? -1 : 1)).slice(0, GIFTS_SHOWN),
  };
}
