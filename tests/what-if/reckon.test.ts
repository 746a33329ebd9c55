/** What a profile would have done with a recording: counts, what expired or was owed, how far behind the queue fell. */
import { describe, expect, it } from 'vitest';
import { newPin } from '#domain/rule-defaults.ts';
import { command, giftRule, profileOf, pulse, rose, START, whatIf } from './bed.ts';

/** A frame there, its work and its answer; what a start may lie behind its event on an idle board. */
const SOON_MS = 10;

describe('a queue', () => {
  it('pulses once per unit, one after another with the gap between', async () => {
    const { totals, pins, queue, endedAt } = await whatIf(profileOf([giftRule([pulse(13, 200)])]), [rose(1_000, 99)]);
    expect(totals).toMatchObject({ fired: 1, runs: 99, delivered: 99, undelivered: 0, coins: 99, owed: 0 });
    const [pin] = pins;
    expect(pin).toMatchObject({ pin: 13, commands: 99, onMs: 99 * 200, longestMs: 200, cuts: 0 });
    // The first leaves at once; the last waits for 98 holds and gaps.
    expect(queue.most).toMatchObject({ waiting: 98 });
    expect(queue.furthest?.ms).toBeGreaterThanOrEqual(98 * 260);
    expect(queue.furthest?.ms).toBeLessThan(98 * (260 + SOON_MS));
    // The recording was over long before.
    expect(queue.furthest?.at).toBeGreaterThan(endedAt);
    expect(queue.behindMs).toBeCloseTo((queue.furthest?.ms ?? 0) - 1_000, 0);
  });

  it('merges what waits into one longer pulse, up to the pin’s limit', async () => {
    const rule = giftRule([pulse(13, 200)], {}, 'merge');
    const { totals, pins } = await whatIf(profileOf([rule]), [rose(1_000, 99)]);
    expect(totals).toMatchObject({ runs: 99, delivered: 2, undelivered: 0 });
    expect(pins[0]).toMatchObject({ commands: 2, onMs: 99 * 200, longestMs: 10_000 });
  });

  it('replaces what waits: of many only the first and the last run', async () => {
    const rule = giftRule([pulse(13, 200)], {}, 'replace');
    const { totals, pins } = await whatIf(profileOf([rule]), [rose(1_000, 50)]);
    expect(totals).toMatchObject({ runs: 50, delivered: 2, dropped: 48 });
    expect(pins[0]?.commands).toBe(2);
  });

  it('owes what was paid for and came too late, and drops nothing in silence', async () => {
    const rule = giftRule([pulse(13, 1_000)], { expiryMs: 10_000 });
    const { totals } = await whatIf(profileOf([rule]), [rose(0, 30)]);
    expect(totals.delivered + totals.owed).toBe(30);
    expect(totals.delivered).toBe(10);
    expect(totals).toMatchObject({ owedGifts: 1, owedCoins: 20, expired: 0 });
  });

  it('expires what nobody paid for', async () => {
    const rule = giftRule([pulse(13, 1_000)], { trigger: { on: 'follow' }, expiryMs: 3_000 });
    const follows = Array.from({ length: 6 }, (_, n) => {
      const { viewer, ...base } = rose(n);
      return { ...base, id: `f${n}`, kind: 'follow', viewer: viewer && { ...viewer, userId: String(n) } } as const;
    });
    const { totals } = await whatIf(profileOf([rule]), follows as never);
    expect(totals).toMatchObject({ fired: 6, delivered: 3, expired: 3, owed: 0 });
  });

  it('owes what a full lane turns away and lets it in as soon as there is room', async () => {
    const rule = giftRule([pulse(13, 200)], { longestQueue: 5 });
    const { totals, queue, faults } = await whatIf(profileOf([rule]), [rose(0, 5), rose(1, 5), rose(2, 5)]);
    expect(totals).toMatchObject({ delivered: 15, owed: 0 });
    expect(queue.most?.waiting).toBe(5);
    expect(faults.find(({ code }) => code === 'queue-full')?.count).toBeGreaterThan(0);
  });
});

describe('limits', () => {
  it('tell a cooldown from "at most N a minute"', async () => {
    const gifts = Array.from({ length: 20 }, (_, n) => rose(n * 1_000));
    const cooled = await whatIf(profileOf([giftRule([pulse(13, 50)], { cooldownMs: 5_000 })]), gifts);
    expect(cooled.totals).toMatchObject({ fired: 4, cooldown: 16, limit: 0, coins: 4 });
    const limited = await whatIf(profileOf([giftRule([pulse(13, 50)], { maxPerMinute: 3 })]), gifts);
    expect(limited.totals).toMatchObject({ fired: 3, cooldown: 0, limit: 17 });
  });
});

describe('pins', () => {
  it('stay on as long as the commands say, or as LIM allows', async () => {
    const { pins } = await whatIf(
      profileOf(
        [
          giftRule([
            command({ verb: 'SET', pin: 4, on: true }),
            { do: 'wait', ms: 3_000 },
            command({ verb: 'SET', pin: 4, on: false }),
          ]),
          giftRule([command({ verb: 'BLINK', pin: 5, on: 100, off: 300, times: 7 })], { id: 'b' }),
          giftRule([command({ verb: 'SET', pin: 6, on: true })], { id: 'c' }),
          giftRule([command({ verb: 'SERVO', pin: 9, position: 90 })], { id: 'd' }),
        ],
        { pins: [{ ...newPin(6, 'lamp'), limitMs: 2_000 }] },
      ),
      [rose(1_000)],
      START + 60_000,
    );
    const [set, blink, limited, servo] = pins;
    expect(set).toMatchObject({ pin: 4, commands: 2, cuts: 0 });
    expect(Math.abs((set?.onMs ?? 0) - 3_000)).toBeLessThan(SOON_MS);
    expect(blink).toMatchObject({ pin: 5, commands: 1, longestMs: 100 });
    expect(blink?.onMs).toBeCloseTo(700, 6);
    expect(limited).toMatchObject({ pin: 6, name: 'lamp', onMs: 2_000, longestMs: 2_000, cuts: 1 });
    expect(limited?.share).toBeCloseTo(2 / 60, 6);
    expect(servo).toMatchObject({ pin: 9, commands: 1, onMs: 0 });
  });

  it('name their busiest minute', async () => {
    const gifts = [rose(10_000), rose(70_000), rose(80_000), rose(90_000), rose(150_000)];
    const { pins } = await whatIf(profileOf([giftRule([pulse(13, 50)])]), gifts);
    expect(pins[0]?.busiest).toEqual({ at: START + 60_000, commands: 3 });
  });

  it('a board without the pin refuses, and the count says so', async () => {
    const profile = profileOf([giftRule([command({ verb: 'PWM', pin: 4, value: 9 })])]);
    const { totals, pins } = await whatIf(profile, [rose(0)]);
    expect(totals).toMatchObject({ delivered: 0, undelivered: 1 });
    expect(pins).toEqual([]);
  });
});

describe('a session', () => {
  it('that was ended ended its lanes: what was paid for is owed', async () => {
    const { totals, to } = await whatIf(profileOf([giftRule([pulse(13, 1_000)])]), [rose(0, 10)], START + 3_000);
    expect(to).toBe(START + 3_000);
    expect(totals).toMatchObject({ delivered: 3, owed: 7, owedGifts: 1, owedCoins: 7 });
  });

  it('lists rules that never fired, and what no rule acted on', async () => {
    const rules = [
      giftRule([pulse(13, 50)], { trigger: { on: 'gift', giftName: 'Rose' } }),
      giftRule([pulse(12, 50)], { id: 'never', name: 'Never', trigger: { on: 'share' }, priority: 5 }),
      giftRule([pulse(12, 50)], { id: 'off', enabled: false }),
    ];
    const events = [
      rose(0),
      rose(1_000, 3, { giftName: 'Galaxy', giftId: 11046, diamondCount: 1_000 }),
      rose(2_000, 1, { history: true }),
    ];
    const { rules: rows, unmatched, unmatchedGifts, gifts, coins, totals } = await whatIf(profileOf(rules), events);
    expect(rows.map(({ ruleId, fired }) => [ruleId, fired])).toEqual([
      ['never', 0],
      ['gift', 1],
    ]);
    expect(unmatched).toEqual({ gift: 1 });
    expect(unmatchedGifts).toEqual([{ name: 'Galaxy', units: 3, coins: 3_000 }]);
    expect({ gifts, coins, fired: totals.fired }).toEqual({ gifts: 3, coins: 3_002, fired: 1 });
  });

  it('comes out the same each time, byte for byte', async () => {
    const profile = profileOf([
      giftRule([pulse(13, 137)]),
      giftRule([pulse(12, 90)], { id: 'b', cooldownMs: 700 }, 'merge'),
    ]);
    const events = Array.from({ length: 300 }, (_, n) => rose(n * 53 + ((n * n) % 31), 1 + (n % 4)));
    const [once, again] = [await whatIf(profile, events), await whatIf(profile, events)];
    expect(JSON.stringify(again)).toBe(JSON.stringify(once));
    expect(once.totals.delivered).toBeGreaterThan(300);
  });

  it('takes a pin as it is on the board that its rule names', async () => {
    const pins = [newPin(13, 'lamp'), { ...newPin(13, 'pump'), limitMs: 100, board: 3 }];
    const result = await whatIf(profileOf([giftRule([pulse(13, 200)], { board: 3 })], { pins }), [rose(0, 2)]);
    expect(result.pins).toMatchObject([{ name: 'pump', commands: 2, cuts: 2 }]);
  });

  it('whose clock was set back in the middle goes on in the order it was recorded', async () => {
    const { totals, to } = await whatIf(profileOf([giftRule([pulse(13, 50)])]), [rose(600_000), rose(0), rose(1_000)]);
    expect(totals).toMatchObject({ delivered: 3, owed: 0 });
    expect(to).toBeGreaterThan(START + 600_000);
  });
});

describe('a sketch of one’s own', () => {
  it('is sent its lines at the pace of the wire, and pins are reckoned from what was meant', async () => {
    const profile = profileOf([giftRule([pulse(13, 200)]), giftRule([pulse(12, 100)], { id: 'b' }, 'merge')], {
      dialect: 'text',
      baudRate: 9_600,
      text: { newline: 'lf', template: 'P{pin} {ms}', stopLines: [] },
    });
    const { totals, pins } = await whatIf(profile, [rose(0, 5)]);
    expect(totals).toMatchObject({ fired: 2, runs: 10, undelivered: 0 });
    expect(pins).toMatchObject([
      { pin: 12, onMs: 500 },
      { pin: 13, commands: 5, onMs: 1_000, longestMs: 200 },
    ]);
    expect(totals.delivered).toBe(5 + (pins[0]?.commands ?? 0));
  });
});
