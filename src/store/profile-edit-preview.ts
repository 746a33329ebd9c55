/** What a rule that is still being written would do, before it is saved. Knows no worker: it asks domain/ directly. */
import { compileRules } from '#domain/compile-rules.ts';
import { createLimits } from '#domain/cooldown.ts';
import { lastsMs } from '#domain/estimate.ts';
import { pinsOfBoard } from '#domain/pin-settings.ts';
import { previewEvent } from '#domain/preview.ts';
import type { PinSettings, Rule } from '#domain/rule.ts';

export interface DraftPreview {
  readonly runs: number;
  /** ms for all runs, on idle pins. */
  readonly lastsMs: number;
}

/**
 * `count` units of the rule's gift at `diamondCount` coins each, or `count` times its other trigger.
 * Whom the rule turns away is left aside. 0 runs: it would not fire, its coins being out of range.
 */
export function previewDraft(
  rule: Rule,
  pins: readonly PinSettings[],
  count: number,
  diamondCount: number,
): DraftPreview {
  const { trigger, effect } = rule;
  if (trigger.on !== 'gift' && trigger.on !== 'default-gift')
    return { runs: count, lastsMs: lastsMs(effect, count, pinsOfBoard(pins, rule.board ?? null)) };
  const gift = trigger.on === 'gift' ? trigger : null;
  const imagined = {
    kind: 'gift',
    giftName: gift?.giftName ?? '',
    giftId: gift?.giftId ?? 0,
    diamondCount,
    count,
    comment: '',
  } as const;
  const alone = compileRules([{ ...rule, enabled: true, filter: {} }]);
  const [previewed] = previewEvent(alone, imagined, createLimits(), 0, pins);
  return { runs: previewed?.runs ?? 0, lastsMs: previewed?.lastsMs ?? 0 };
}
