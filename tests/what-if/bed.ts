/** Recordings made by hand and reckoned: what the tests of the what-if have in common. */
import type { GiftEvent, LiveEvent } from '#domain/event.ts';
import { newRule } from '#domain/rule-defaults.ts';
import type { BoardCommand } from '#domain/command.ts';
import type { Profile, Rule, Step } from '#domain/rule.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import type { Recorded, Recording } from '#live/recording.ts';
import { reckon, recordingFaults } from '#what-if/run-recording.ts';
import type { WhatIfResult } from '#rpc/what-if.ts';

export const START = 1_700_000_000_000;

/** `units` Roses of one coin, `atMs` after the start. */
export function rose(atMs: number, units = 1, part: Partial<GiftEvent> = {}): LiveEvent {
  return {
    ...{
      id: `g${atMs}-${part.giftName ?? ''}`,
      seq: null,
      at: START + atMs,
      time: START + atMs,
      history: false,
      resumed: false,
    },
    viewer: {
      ...{ userId: '7', uniqueId: 'ana', nickname: 'Ana', profilePictureUrl: '', topGifterRank: null },
      ...{ isFollower: false, isSubscriber: false, isModerator: false },
    },
    ...{ kind: 'gift', giftId: 5655, giftName: 'Rose', diamondCount: 1, priceSource: 'event', giftType: 1 },
    ...{ groupId: '', repeatCount: units, repeatEnd: true, receiverUserId: '', units, forGuest: false },
    ...part,
  } as LiveEvent;
}

export const command = (what: BoardCommand): Step => ({ do: 'command', command: what });
export const pulse = (pin: number, ms: number): Step => command({ verb: 'PULSE', pin, ms });

/** A rule for any gift with these steps. */
export function giftRule(
  steps: readonly Step[],
  part: Partial<Rule> = {},
  whenBusy: 'queue' | 'merge' | 'replace' = 'queue',
): Rule {
  return { ...newRule('gift', 'Gift'), effect: { steps, times: { per: 'unit' }, whenBusy }, ...part };
}
export const profileOf = (rules: readonly Rule[], part: Partial<Profile> = {}): Profile => ({
  ...starterProfile(),
  pins: [],
  rules,
  ...part,
});

/** The session began at START; `endedAt` null: it was never ended. */
export function recordingOf(items: readonly Recorded[], endedAt: number | null = null): Recording {
  return {
    ...{ name: 'test', startedAt: START, endedAt },
    async *pages() {
      // Page by page as the record gives them: nothing may depend on where a page ends.
      for (let from = 0; from < items.length; from += 3)
        yield { items: items.slice(from, from + 3), done: Math.min(1, (from + 3) / items.length) };
    },
    close: () => undefined,
  };
}

export async function reckonAll(recording: Recording, profile: Profile): Promise<WhatIfResult> {
  const result = await reckon({ recording, profile, counted: recordingFaults(), progress: () => undefined });
  if (!result) throw new Error('nothing in it');
  return result;
}

/** Reckons events of the record against a profile. */
export const whatIf = (
  profile: Profile,
  events: readonly LiveEvent[],
  endedAt: number | null = null,
): Promise<WhatIfResult> =>
  reckonAll(
    recordingOf(
      events.map((event) => ({ type: 'event', at: event.at, event })),
      endedAt,
    ),
    profile,
  );
