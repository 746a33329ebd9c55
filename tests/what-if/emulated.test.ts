/**
 * The timing model against the real thing: the same session through the whole live worker with the emulated firmware
 * and through the what-if. Counts and order are the same, times as near as the firmware's own clock allows.
 */
import { expect, test, vi } from 'vitest';
import type { BoardCommand } from '#domain/command.ts';
import type { Effect, Rule } from '#domain/rule.ts';
import type { Recorded } from '#live/recording.ts';
import { createMachine } from '#what-if/machine.ts';
import { virtualClock } from '#what-if/virtual-clock.ts';
import type { Edge } from '../fakes/board.ts';
import { BOOTED, createWorld, gift, viewer, type World } from '../fakes/world.ts';
import { boardBed } from '../live/board-bed.ts';
import { command, giftRule, profileOf, pulse, reckonAll, recordingOf } from './bed.ts';

vi.setConfig({ testTimeout: 120_000 });

/** The firmware counts its times in these, and begins to count in the middle of one. */
const TICK_MS = 1.024;
/** The emulator hands its answers over in steps of 4 ms: what hundreds of starts one after another may add up to. */
const STEP_MS = 1_000;
const EVENTS = 110;

const named = (id: string, giftName: string, part: Partial<Rule>): Rule =>
  giftRule([], { id, name: id, trigger: { on: 'gift', giftName }, ...part });
const effect = (steps: Effect['steps'], whenBusy: Effect['whenBusy'] = 'queue'): Effect => ({
  ...{ steps, times: { per: 'unit' }, whenBusy },
});

const PROFILE = profileOf([
  named('queue', 'Rose', { effect: effect([pulse(13, 180)]) }),
  named('merge', 'GG', { effect: effect([pulse(5, 90)], 'merge') }),
  named('late', 'Perfume', { effect: effect([pulse(6, 700)]), expiryMs: 4_000 }),
  named('steps', 'Rosa', {
    effect: effect([
      command({ verb: 'SET', pin: 7, on: true }),
      { do: 'wait', ms: 250 },
      command({ verb: 'SET', pin: 7, on: false }),
    ]),
    priority: 3,
  }),
  named('blink', 'Galaxy', { effect: effect([command({ verb: 'BLINK', pin: 8, on: 40, off: 60, times: 5 })]) }),
  giftRule([pulse(12, 50)], {
    id: 'chat',
    name: 'chat',
    trigger: { on: 'chat', words: ['go'], match: 'word' },
    maxPerMinute: 9,
  }),
  giftRule([command({ verb: 'SET', pin: 4, on: true })], { id: 'lim', name: 'lim', trigger: { on: 'follow' } }),
]);

/** Numerical Recipes' linear congruential generator: enough to vary what comes. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

async function play(world: World): Promise<void> {
  const chance = random(7);
  const names = ['Rose', 'Rose', 'GG', 'GG', 'Perfume', 'Rosa', 'Galaxy'];
  for (let n = 0; n < EVENTS; n++) {
    const giftName = names[Math.floor(chance() * names.length)] ?? 'Rose';
    const units = 1 + Math.floor(chance() * 6);
    world.say(
      'gift',
      gift(n, units, { giftName, giftId: 9_000 + n, groupId: `g${n}`, repeatEnd: true, diamondCount: n % 3 }),
    );
    if (chance() < 0.4) world.say('chat', { ...viewer(n), comment: 'go go', msgId: `c${n}` });
    if (n === 40) world.say('follow', { ...viewer(n), msgId: `f${n}` });
    await world.after(50 * Math.floor(chance() * 14));
  }
}

/** ms each pin was on, by the chip's own cycles, and how often it went on. */
function onTimes(edges: readonly Edge[]): Map<number, { ms: number; times: number }> {
  const pins = new Map<number, { ms: number; times: number; since: number }>();
  for (const { pin, on, ms } of edges) {
    const known = pins.get(pin) ?? { ms: 0, times: 0, since: 0 };
    if (on) pins.set(pin, { ...known, times: known.times + 1, since: ms });
    else pins.set(pin, { ...known, ms: known.ms + ms - known.since });
  }
  return pins;
}

test('a session: the same counts per rule, the same time on per pin, the same queue', async () => {
  const world = await createWorld({ profile: PROFILE });
  await world.after(BOOTED);
  await world.goLive();
  await play(world);
  await world.after(12_000);
  const session = { ...(await world.after(1)).session };
  world.live.stop();
  await world.after(1_000);
  const items = world.entries().flatMap((entry): Recorded[] => {
    if (entry.type === 'event') return [{ type: 'event', at: entry.event.at, event: entry.event }];
    return entry.type === 'action' ? [entry] : [];
  });
  const recording = recordingOf(items, world.batches.at(-1)?.session.endedAt ?? null);
  const result = await reckonAll({ ...recording, startedAt: session.startedAt ?? null }, PROFILE);

  // 1. What the record says happened and what was reckoned, rule by rule.
  const { totals, rules } = result.happened ?? expect.fail('nothing happened');
  expect(totals.delivered).toBeGreaterThan(200);
  expect(totals.owed).toBeGreaterThan(0);
  for (const { ruleId, ruleName, ...figures } of rules) {
    const { cooldown, limit, ...mine } = result.rules.find((rule) => rule.ruleId === ruleId) ?? expect.fail(ruleName);
    expect({ ...mine, cooldown: cooldown + limit, limit: 0 }).toEqual({ ruleId, ruleName, ...figures });
  }
  // 2. The pins, by the port's own edges.
  const onChip = onTimes(world.virtual.edges);
  expect(result.pins.map(({ pin }) => pin)).toEqual([...onChip.keys()].sort((a, b) => a - b));
  for (const { pin, onMs, cuts } of result.pins) {
    const { ms, times } = onChip.get(pin) ?? { ms: 0, times: 0 };
    expect(Math.abs(onMs - ms), `pin ${pin}: ${onMs} and ${ms} ms on`).toBeLessThan((times + 1) * 2 * TICK_MS);
    expect(cuts).toBe(pin === 4 ? 1 : 0);
  }
  // 3. The queue: the longest way from an event to a run's start, which is its first command's.
  const starts = items.flatMap((item) =>
    item.type === 'action' ? item.action.results.filter(({ command: what }) => what.verb !== 'SET' || what.on) : [],
  );
  const furthest = Math.max(...starts.map(({ sentMs }) => sentMs ?? 0));
  expect(Math.abs((result.queue.furthest?.ms ?? 0) - furthest)).toBeLessThan(STEP_MS);
});

test('the same commands in the same order reach the pins', () => {
  const chance = random(3);
  const pins = [4, 5, 6, 7, 8];
  const fires = Array.from({ length: 60 }, (_, n) => {
    const pin = pins[Math.floor(chance() * pins.length)] ?? 4;
    const ms = 10 + Math.floor(chance() * 150);
    const what: BoardCommand = { verb: 'PULSE', pin, ms };
    const rule = { priority: Math.floor(chance() * 3), runs: 1 + Math.floor(chance() * 3) };
    return { at: n * 100, effect: effect([command(what)]), ...rule };
  });
  const bed = boardBed(PROFILE);
  bed.board.choose({ kind: 'virtual', model: 'uno' });
  bed.clock.advance(5_000);
  const clock = virtualClock(bed.clock.now() - 5_000);
  const order: number[] = [];
  const machine = createMachine({
    ...{ clock, profile: PROFILE, report: () => undefined, onAction: () => undefined },
    onCommand: (pin) => void order.push(pin),
  });
  clock.runTo(bed.clock.now());
  for (const { effect: what, priority, runs } of fires) {
    const action = bed.fire(what, { priority, runs });
    machine.enqueue({ ...action, results: [], unstarted: { waiting: runs } }, clock.now());
    machine.flushWrites();
    bed.clock.advance(100);
    clock.runTo(bed.clock.now());
  }
  bed.clock.advance(12_000);
  clock.runTo(bed.clock.now());
  const onChip = bed.virtualUno.edges.filter(({ on }) => on).map(({ pin }) => pin);
  expect(order.length).toBeGreaterThan(80);
  for (const pin of pins)
    expect(order.filter((one) => one === pin).length).toBe(onChip.filter((one) => one === pin).length);
  expect(order).toEqual(onChip);
});
