/** What an imagined event would do, and how long it would last. */
import { describe, expect, it } from 'vitest';
import { commandText, effectText } from '#domain/command-text.ts';
import type { Command } from '#domain/command.ts';
import { compileRules } from '#domain/compile-rules.ts';
import { createLimits } from '#domain/cooldown.ts';
import { lastsMs } from '#domain/estimate.ts';
import { previewEvent } from '#domain/preview.ts';
import type { ImaginedEvent } from '#domain/preview.ts';
import { newPin } from '#domain/rule-defaults.ts';
import type { Effect, Step } from '#domain/rule.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import { rule } from './rule-cases.ts';

const NOTHING = { giftName: '', giftId: 0, diamondCount: 0, count: 1, comment: '' };
const roses = (count: number): ImaginedEvent => ({
  ...NOTHING,
  kind: 'gift',
  giftName: 'Rose',
  giftId: 5655,
  diamondCount: 1,
  count,
});
const starter = compileRules(starterProfile().rules);

const pulse = (pin: number, ms: number): Step => ({ do: 'command', command: { verb: 'PULSE', pin, ms } });
const servo = (position: number): Step => ({ do: 'command', command: { verb: 'SERVO', pin: 9, position } });
const wait = (ms: number): Step => ({ do: 'wait', ms });
const effect = (steps: Step[], whenBusy: Effect['whenBusy'] = 'queue'): Effect => ({
  steps,
  times: { per: 'unit' },
  whenBusy,
});

describe('previewEvent', () => {
  it('says that 99 Roses are 99 pulses in 26 s', () => {
    const [first, ...rest] = previewEvent(starter, roses(99), createLimits(), 0);
    expect(first).toMatchObject({ ruleName: 'Rose', runs: 99, commands: ['PULSE 13 200'], heldBack: null });
    expect(Math.round((first?.lastsMs ?? 0) / 1000)).toBe(26);
    expect(rest).toEqual([]);
  });
  it.each([
    [{ ...NOTHING, kind: 'chat', comment: 'Arduino?' }, ['Keywords']],
    [{ ...NOTHING, kind: 'chat', comment: 'hello' }, []],
    [{ ...NOTHING, kind: 'gift', giftName: 'Unheard of' }, ['Any other gift']],
    [{ ...NOTHING, kind: 'join' }, []],
    [roses(0), []],
    [roses(-3), []],
    [roses(NaN), []],
  ] as const)('%j meets %j', (imagined, names) => {
    expect(previewEvent(starter, imagined, createLimits(), 0).map(({ ruleName }) => ruleName)).toEqual(names);
  });
  it('shows what a limit would hold back, and takes nothing from it', () => {
    const one = rule('f', { on: 'follow' }, { cooldownMs: 100 });
    const limits = createLimits();
    const rules = compileRules([one]);
    const heldBack = (now: number) => previewEvent(rules, { ...NOTHING, kind: 'follow' }, limits, now)[0]?.heldBack;
    expect([heldBack(0), heldBack(1)]).toEqual([null, null]);
    limits.tryFire(one, 'a', 1);
    expect([heldBack(2), heldBack(101)]).toEqual(['cooldown', null]);
  });
  it('shows rules for some roles as they act for those', () => {
    const rules = compileRules([rule('s', { on: 'share' }, { filter: { roles: ['top-gifter'] } })]);
    expect(previewEvent(rules, { ...NOTHING, kind: 'share' }, createLimits(), 0)).toHaveLength(1);
  });
});

describe('how long an effect lasts', () => {
  it.each([
    ['one pulse', effect([pulse(5, 200)]), 1, 200],
    ['two runs, a gap between', effect([pulse(5, 200)]), 2, 460],
    ['the busiest pin', effect([pulse(5, 200), pulse(6, 300)]), 2, 660],
    ['one pin twice a run', effect([pulse(5, 100), pulse(5, 100)]), 2, 580],
    ['waits', effect([pulse(5, 100), wait(1000), pulse(6, 100)]), 2, 2260],
    ['waits alone, side by side', effect([wait(10)]), 3, 10],
    ['waits between servo positions', effect([servo(0), wait(500), servo(90)]), 3, 1500],
    ['a wait shorter than the pulse it follows', effect([pulse(5, 200), wait(50), pulse(5, 200)]), 2, 980],
    ['what holds no pin', effect([servo(90)]), 5, 0],
    ['a text line', effect([{ do: 'text', line: 'LED1' }]), 5, 0],
    ['merged', effect([pulse(5, 200)], 'merge'), 4, 800],
    ['merged up to the limit, again and again', effect([pulse(5, 200)], 'merge'), 400, 80_000 + 7 * 60],
    ['merging what cannot be merged', effect([pulse(5, 100), pulse(6, 100)], 'merge'), 2, 260],
    ['merging what is longer than the limit', effect([pulse(5, 20_000)], 'merge'), 2, 40_060],
    ['replaced: the first and the last', effect([pulse(5, 200)], 'replace'), 400, 460],
    ['nothing to replace', effect([pulse(5, 200)], 'replace'), 1, 200],
  ] as const)('%s', (_, what, runs, expected) => {
    expect(lastsMs(what, runs, [])).toBe(expected);
  });
  it('takes the pin’s own gap and limit', () => {
    const pins = [{ ...newPin(5, 'Pump'), gapMs: 1000, limitMs: 0 }];
    expect(lastsMs(effect([pulse(5, 200)]), 2, pins)).toBe(1400);
    expect(lastsMs(effect([pulse(5, 200)], 'merge'), 400, pins)).toBe(81_000);
  });
  it('rests as the duty cycle asks', () => {
    const pins = [{ ...newPin(5, 'Pump'), dutyPercent: 25 }];
    expect(lastsMs(effect([pulse(5, 200)]), 99, pins)).toBe(98 * 800 + 200);
    // One pulse of 10 s for 50, then 30 s of rest.
    expect(lastsMs(effect([pulse(5, 200)], 'merge'), 60, pins)).toBe(10_000 + 30_000 + 2_000);
    const set = (on: boolean): Step => ({ do: 'command', command: { verb: 'SET', pin: 5, on } });
    expect(lastsMs(effect([set(true), wait(100), set(false)]), 3, pins)).toBe(2 * 400 + 100);
  });
});

describe('commands as text', () => {
  it.each<[Command, string]>([
    [{ verb: 'SET', pin: 2, on: true }, 'SET 2 1'],
    [{ verb: 'SET', pin: 2, on: false }, 'SET 2 0'],
    [{ verb: 'PULSE', pin: 13, ms: 200 }, 'PULSE 13 200'],
    [{ verb: 'BLINK', pin: 3, on: 100, off: 50, times: 4 }, 'BLINK 3 100 50 4'],
    [{ verb: 'PWM', pin: 3, value: 128 }, 'PWM 3 128'],
    [{ verb: 'SERVO', pin: 9, position: 1500 }, 'SERVO 9 1500'],
    [{ verb: 'TONE', pin: 8, hz: 440, ms: 250 }, 'TONE 8 440 250'],
    [{ verb: 'OFF' }, 'OFF'],
    [{ verb: 'TEXT', line: 'LED1 ON' }, 'LED1 ON'],
  ])('%j', (command, text) => {
    expect(commandText(command)).toBe(text);
  });
  it('names an effect by the first thing it sends and how many there are', () => {
    expect(effectText(effect([wait(5), { do: 'text', line: 'GO {user}' }, pulse(5, 1)]))).toEqual({
      first: 'GO {user}',
      steps: 2,
    });
    expect(effectText(effect([]))).toEqual({ first: '', steps: 0 });
  });
});

describe('the first-run profile', () => {
  const fired = (giftName: string): readonly string[] =>
    previewEvent(starter, { ...roses(2), giftName, giftId: 0 }, createLimits(), 0).flatMap(({ commands }) => commands);
  it('blinks a bare board for a Rose and for every gift it does not know', () => {
    expect([fired('Rose'), fired('Something new')]).toEqual([['PULSE 13 200'], ['PULSE 13 200']]);
  });
  it('gives common gifts pins of their own, which have names', () => {
    const { pins } = starterProfile();
    const gifts = ['TikTok', 'GG', 'Ice Cream Cone', 'Finger Heart', 'Rosa', 'Perfume', 'Doughnut', 'Galaxy'];
    expect(gifts.flatMap(fired)).toEqual([5, 6, 7, 8, 9, 10, 11, 12].map((pin) => `PULSE ${pin} 200`));
    expect(pins.map(({ pin }) => pin)).toEqual([3, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(pins.every(({ name }) => name !== '')).toBe(true);
  });
  it('holds no gift back', () => {
    for (const one of starterProfile().rules.filter(({ trigger }) => trigger.on !== 'chat')) {
      expect(one).toMatchObject({
        cooldownMs: 0,
        viewerCooldownMs: 0,
        maxPerMinute: 0,
        viewerMaxPerMinute: 0,
        expiryMs: 300_000,
      });
    }
  });
  it.each(['game', 'arduino', 'trigger', 'action'])('listens to “%s” every 2 s', (word) => {
    const [seen] = previewEvent(
      starter,
      { ...NOTHING, kind: 'chat', comment: `do the ${word} now` },
      createLimits(),
      0,
    );
    expect(seen).toMatchObject({ commands: ['PULSE 13 100'], runs: 1 });
    expect(starterProfile().rules.find(({ id }) => id === seen?.ruleId)).toMatchObject({
      cooldownMs: 2000,
      expiryMs: 10_000,
    });
  });
});
