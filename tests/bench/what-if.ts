/**
 * How long a what-if takes: three hours of a busy room, 100,000 events, against 20 rules, from page to result on one
 * thread of Node. Reading the record or a file is not in it.
 */
import { newRule } from '#domain/rule-defaults.ts';
import type { Profile, Rule } from '#domain/rule.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import type { Recorded, Recording } from '#live/recording.ts';
import { reckon, recordingFaults } from '#what-if/run-recording.ts';
import type { WhatIfResult } from '#rpc/what-if.ts';
import { createBusyRoom } from './busy-room.ts';
import { figure, median, type Figure } from './figure.ts';

const EVENTS = 100_000;
const HOURS = 3;
const PAGE = 5_000;
const ROUNDS = 5;

/** Gifts by name on eight pins, keywords, likes, follows, and one rule for any other gift. */
function rules(): Rule[] {
  const rule = (n: number, part: Partial<Rule>): Rule => {
    const made = newRule(`rule-${n}`, `Rule ${n}`);
    const command = { verb: 'PULSE', pin: 5 + (n % 8), ms: 200 } as const;
    return { ...made, effect: { ...made.effect, steps: [{ do: 'command', command }] }, ...part };
  };
  const gifts = ['Rose', 'TikTok', 'Finger Heart', 'Perfume'].map((giftName, n) =>
    rule(n, { trigger: { on: 'gift', giftName } }),
  );
  const more = Array.from({ length: 12 }, (_, n) => rule(10 + n, { trigger: { on: 'gift', giftName: `Gift ${n}` } }));
  return [
    ...gifts,
    ...more,
    rule(4, { trigger: { on: 'default-gift' } }),
    rule(5, {
      trigger: { on: 'chat', words: ['game', 'trigger'], match: 'word' },
      cooldownMs: 2_000,
      expiryMs: 10_000,
    }),
    rule(6, { trigger: { on: 'likes', every: 100 }, expiryMs: 10_000 }),
    rule(7, { trigger: { on: 'follow' }, expiryMs: 10_000 }),
  ];
}

function threeHours(): Recording {
  const room = createBusyRoom(1_600);
  const startedAt = 1_700_000_000_000;
  const step = (HOURS * 3_600_000) / EVENTS;
  const items = room.next(EVENTS).map(({ event, data }, n): Recorded => {
    return { type: 'envelope', at: Math.round(startedAt + n * step), envelope: { event, data } };
  });
  return {
    ...{ name: 'bench', startedAt, endedAt: null },
    async *pages() {
      for (let from = 0; from < EVENTS; from += PAGE)
        yield { items: items.slice(from, from + PAGE), done: (from + PAGE) / EVENTS };
    },
    close: () => undefined,
  };
}

async function once(recording: Recording, profile: Profile): Promise<{ ms: number; result: WhatIfResult }> {
  const start = performance.now();
  const result = await reckon({ recording, profile, counted: recordingFaults(), progress: () => undefined });
  if (!result?.totals.delivered) throw new Error('No rule fired: this measured nothing.');
  return { ms: performance.now() - start, result };
}

export async function whatIf(): Promise<Figure[]> {
  const profile: Profile = { ...starterProfile(), rules: rules() };
  const recording = threeHours();
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await once(recording, profile));
  const seconds = median(rounds.map(({ ms }) => ms)) / 1_000;
  const delivered = rounds[0]?.result.totals.delivered ?? 0;
  const conditions = `Node ${process.version}, one thread, median of ${ROUNDS}; ${EVENTS} events, ${delivered} commands acked`;
  return [
    figure('what-if: three hours reckoned in', 's', seconds, conditions),
    figure('what-if: faster than it happened', '×', (HOURS * 3_600) / seconds, conditions),
  ];
}
