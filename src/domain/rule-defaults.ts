/** What a new rule and a new pin are before a person changes them. Knows no ids: who makes a rule brings one. */
import { DEFAULT_EXPIRY_MS, DEFAULT_GAP_MS, DEFAULT_LIMIT_MS, DEFAULT_LONGEST_QUEUE } from './rule.ts';
import type { PinSettings, Rule, TextDialect } from './rule.ts';

/** The pin with the LED that every Uno, Nano and Mega carries: a bare board shows something. */
export const LED_PIN = 13;

/** A rule for any gift: one 200 ms pulse of the board's own LED for each unit. */
export const newRule = (id: string, name: string): Rule => ({
  id,
  name,
  enabled: true,
  priority: 0,
  trigger: { on: 'gift' },
  filter: {},
  effect: {
    steps: [{ do: 'command', command: { verb: 'PULSE', pin: LED_PIN, ms: 200 } }],
    times: { per: 'unit' },
    whenBusy: 'queue',
  },
  cooldownMs: 0,
  viewerCooldownMs: 0,
  maxPerMinute: 0,
  viewerMaxPerMinute: 0,
  longestQueue: DEFAULT_LONGEST_QUEUE,
  expiryMs: DEFAULT_EXPIRY_MS.gift,
});

export const newPin = (pin: number, name: string): PinSettings => ({
  pin,
  name,
  inverted: false,
  limitMs: DEFAULT_LIMIT_MS,
  gapMs: DEFAULT_GAP_MS,
});

/** Wire protocol v1's usual speed: the best that every board's clock divides well enough. */
export const DEFAULT_BAUD_RATE = 115_200;

export const DEFAULT_TEXT_DIALECT: TextDialect = { newline: 'lf', template: '', stopLines: ['STOP', 'OFF'] };
