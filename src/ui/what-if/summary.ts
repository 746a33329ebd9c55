/** What came out, in the sentences a person would say. Knows no component. */
import type { WhatIfResult } from '#rpc/what-if.ts';
import type { Formatters } from '#store/format.ts';
import type { Words } from '#text/en.ts';
import { durationText } from '#ui/rules/duration.ts';

/** Less is what a short pulse before it takes. */
const BEHIND_FROM_MS = 1_000;
const GIFTS_NAMED = 4;

/** The first sentence is the answer; each of the others is one thing to know. */
export function summary(result: WhatIfResult, words: Words, fmt: Formatters): string[] {
  const { whatIf } = words;
  const { totals, queue, unmatchedGifts } = result;
  const number = (value: number): string => fmt.number(value);
  if (totals.fired === 0) return [whatIf.gaveNothing(number(result.events)), ...withoutRule()];
  const sentences = [whatIf.gave(number(result.gifts), number(result.coins), number(totals.delivered))];
  if (queue.furthest && queue.furthest.ms >= BEHIND_FROM_MS) sentences.push(behind(queue.furthest));
  else sentences.push(whatIf.prompt);
  const coins = number(totals.owedCoins);
  if (totals.owedGifts) sentences.push(whatIf.owed(number(totals.owedGifts), coins));
  else sentences.push(whatIf.owedNone);
  if (totals.expired) sentences.push(whatIf.expired(number(totals.expired)));
  return [...sentences, ...withoutRule()];

  function behind({ at, ms }: { readonly at: number; readonly ms: number }): string {
    const time = durationText(ms, words.rules, fmt);
    return at > result.endedAt ? whatIf.behindAfter(time) : whatIf.behind(time, fmt.time(at));
  }
  function withoutRule(): string[] {
    const n = result.unmatched.gift ?? 0;
    if (!n) return [];
    const names = unmatchedGifts.slice(0, GIFTS_NAMED).map(({ name, units }) => `${name} × ${number(units)}`);
    const more = unmatchedGifts.length > GIFTS_NAMED;
    return [(more ? whatIf.unmatchedMore : whatIf.unmatched)(number(n), names.join(', '))];
  }
}
