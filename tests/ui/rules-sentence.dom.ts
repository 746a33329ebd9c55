/** The sentence a rule makes, in both languages: every trigger, every step, and values kept apart from words. */
import { describe, expect, test } from 'vitest';
import type { BoardCommand } from '#domain/command.ts';
import { newPin, newRule } from '#domain/rule-defaults.ts';
import type { Rule, Trigger } from '#domain/rule.ts';
import { formatters } from '#store/format.ts';
import { en } from '#text/en.ts';
import { id } from '#text/id.ts';
import { durationText } from '#ui/rules/duration.ts';
import { ruleSentence, type Reader } from '#ui/rules/sentence.ts';

const english: Reader = { words: en.rules, fmt: formatters('en'), pins: [newPin(5, 'feeder')] };
const indonesian: Reader = { words: id.rules, fmt: formatters('id'), pins: [newPin(5, 'feeder')] };
const rule = (part: Partial<Rule> = {}): Rule => ({ ...newRule('r', 'Rule'), ...part });
const say = (one: Rule, reader = english): string =>
  ruleSentence(one, reader)
    .map((part) => (part.strong ? `*${part.text}*` : part.text))
    .join('');
const doing = (command: BoardCommand): Rule =>
  rule({
    trigger: { on: 'manual' },
    effect: { steps: [{ do: 'command', command }], times: { per: 'unit' }, whenBusy: 'queue' },
  });

describe('triggers', () => {
  test.each<[Trigger, string]>([
    [{ on: 'gift' }, 'When *any gift* is sent, for each one, '],
    [{ on: 'gift', giftName: 'Rose' }, 'When *Rose* is sent, for each one, '],
    [{ on: 'gift', giftId: 5655 }, 'When gift number *5655* is sent, for each one, '],
    [{ on: 'gift', coins: { of: 'unit', from: 100 } }, 'When *any gift* is sent at *100* or more coins each, '],
    [{ on: 'gift', coins: { of: 'unit', from: 1, to: 9 } }, 'When *any gift* is sent at *1* to *9* coins each, '],
    [
      { on: 'gift', coins: { of: 'streak', to: 50 } },
      'When *any gift* is sent, the streak so far being up to *50* coins, ',
    ],
    [{ on: 'gift', guestsToo: true }, 'When *any gift* is sent (to guests as well), '],
    [{ on: 'default-gift' }, 'When *a gift that no other rule takes* comes, for each one, '],
    [{ on: 'chat', words: ['game', 'gas', 'go'], match: 'word' }, 'When someone writes *“game”*, *“gas”* or *“go”*, '],
    [{ on: 'chat', words: ['gas'], match: 'exact' }, 'When a comment is exactly *“gas”*, '],
    [{ on: 'chat', words: [], match: 'contains' }, 'When a comment contains *nothing yet*, '],
    [{ on: 'likes', every: 1000 }, 'For every *1,000* likes, '],
    [{ on: 'follow' }, 'When someone *follows*, '],
    [{ on: 'share' }, 'When someone *shares the LIVE*, '],
    [{ on: 'subscribe' }, 'When someone *subscribes*, '],
    [{ on: 'join' }, 'When someone *joins*, '],
    [{ on: 'viewers', crosses: 500, going: 'down' }, 'When viewers fall to *500*, '],
    [{ on: 'manual' }, 'When you press *its button*, '],
  ])('%j', (trigger, start) => {
    expect(say(rule({ trigger }))).toContain(start);
  });
});

test.each<[BoardCommand, string]>([
  [{ verb: 'PULSE', pin: 5, ms: 200 }, 'pulse *feeder* for *200 ms*'],
  [{ verb: 'SET', pin: 6, on: true }, 'switch *pin 6* on'],
  [{ verb: 'SET', pin: 6, on: false }, 'switch *pin 6* off'],
  [{ verb: 'BLINK', pin: 6, on: 100, off: 100, times: 3 }, 'make *pin 6* blink *3* times'],
  [{ verb: 'BLINK', pin: 6, on: 100, off: 100, times: 0 }, 'make *pin 6* blink without end'],
  [{ verb: 'PWM', pin: 6, value: 128 }, 'set *pin 6* to *128 of 255*'],
  [{ verb: 'SERVO', pin: 9, position: 140 }, 'turn *pin 9* to *140°*'],
  [{ verb: 'SERVO', pin: 9, position: 1500 }, 'turn *pin 9* to *1,500 µs*'],
  [{ verb: 'TONE', pin: 3, hz: 880, ms: 1500 }, 'play *880 Hz* on *pin 3* for *1.5 s*'],
  [{ verb: 'OFF' }, 'switch *everything* off'],
])('%j', (command, words) => {
  expect(say(doing(command))).toBe(`When you press *its button*, ${words}.`);
});

test('steps, filter, limits and fallback follow one another', () => {
  const full = rule({
    trigger: { on: 'gift', giftName: 'Rose' },
    filter: { roles: ['follower', 'moderator'], block: ['bang_jago'] },
    effect: {
      steps: [
        { do: 'command', command: { verb: 'SET', pin: 5, on: true } },
        { do: 'wait', ms: 2_000 },
        { do: 'text', line: 'LED1' },
      ],
      times: { per: 'coins', coins: 10, cap: 20 },
      whenBusy: 'queue',
    },
    fallback: { steps: [], times: { per: 'streak' }, whenBusy: 'queue' },
    cooldownMs: 5_000,
    viewerMaxPerMinute: 10,
  });
  expect(say(full)).toBe(
    'When *Rose* is sent, from a *follower* or *moderator*, not from *@bang_jago*, ' +
      'once per *10* coins and at most *20* times, switch *feeder* on, then wait *2 s*, then send the line *“LED1”*, ' +
      'at most *10* per minute per viewer, then not for *5 s*. ' +
      'If its queue is full: once per streak, do nothing.',
  );
});

test('Indonesian says the same', () => {
  expect(say(rule({ trigger: { on: 'gift', giftName: 'Rose' } }), indonesian)).toBe(
    'Saat *Rose* dikirim, untuk setiap gift, nyalakan *pin 13* selama *200 ms*.',
  );
  expect(say(doing({ verb: 'PULSE', pin: 5, ms: 200 }), indonesian)).toBe(
    'Saat kamu menekan *tombolnya*, nyalakan *feeder* selama *200 ms*.',
  );
});

describe('a pin is called by its name', () => {
  const pulse = (pin: number, part: Partial<Rule> = {}) => ({ ...doing({ verb: 'PULSE', pin, ms: 200 }), ...part });
  const withPins = (...pins: Reader['pins']): Reader => ({ ...english, pins });

  test('and by its number too where two are called the same', () => {
    const reader = withPins(newPin(5, 'pump'), newPin(6, 'Pump '));
    expect(say(pulse(6), reader)).toContain('pulse *Pump (pin 6)* for');
  });

  test('or where the gift is called the same', () => {
    const trigger: Trigger = { on: 'gift', giftName: 'GG' };
    expect(say(pulse(6, { trigger }), withPins(newPin(6, 'GG')))).toContain('pulse *GG (pin 6)* for');
  });

  test('on the board the rule names', () => {
    const reader = withPins(newPin(9, 'claw'), { ...newPin(9, 'left claw'), board: 2 });
    expect(say(pulse(9, { board: 2 }), reader)).toContain('pulse *left claw* for *200 ms*, on *board 2*.');
    expect(say(pulse(9, { board: 3 }), reader)).toContain('pulse *claw* for *200 ms*, on *board 3*.');
  });
});

test('a name full of marks and control characters stays one value', () => {
  const trigger: Trigger = { on: 'gift', giftName: '*\u0001<b>\u0002{n}*' };
  expect(ruleSentence(rule({ trigger }), english)[1]).toEqual({ text: '*<b>{n}*', strong: true });
});

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1_000, '1 s'],
  [1_500, '1.5 s'],
  [25_680, '26 s'],
  [300_000, '5 min'],
])('%i ms reads %s', (ms, text) => {
  expect(durationText(ms, en.rules, formatters('en'))).toBe(text);
});
