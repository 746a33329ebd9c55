/** The profile a first visit starts with: whatever is plugged in, something moves. Knows no language but through its argument. */
import { LED_PIN, DEFAULT_BAUD_RATE, DEFAULT_TEXT_DIALECT, newPin, newRule } from './rule-defaults.ts';
import { DEFAULT_EXPIRY_MS } from './rule.ts';
import type { Effect, PinSettings, Profile, Rule, Step } from './rule.ts';

/** Common gifts, one pin each; Rose and all the rest blink the board's own LED. */
const GIFT_PINS: readonly (readonly [pin: number, giftName: string])[] = [
  [5, 'TikTok'],
  [6, 'GG'],
  [7, 'Ice Cream Cone'],
  [8, 'Finger Heart'],
  [9, 'Rosa'],
  [10, 'Perfume'],
  [11, 'Doughnut'],
  [12, 'Galaxy'],
];
/** The gift that waves a servo, there and back to the middle, and the time each way takes a usual one. */
const SERVO_PIN = 3;
const WAVE_DEGREES = [150, 30, 90] as const;
const WAVE_MS = 400;
const GIFT_PULSE_MS = 200;
const CHAT_PULSE_MS = 100;
const CHAT_COOLDOWN_MS = 2_000;
const KEYWORDS = ['game', 'arduino', 'trigger', 'action'];

const pulse = (pin: number, ms: number): Effect => ({
  steps: [{ do: 'command', command: { verb: 'PULSE', pin, ms } }],
  times: { per: 'unit' },
  whenBusy: 'queue',
});

const wave: Effect = {
  steps: WAVE_DEGREES.flatMap((position, i): Step[] => [
    ...(i ? [{ do: 'wait', ms: WAVE_MS } as const] : []),
    { do: 'command', command: { verb: 'SERVO', pin: SERVO_PIN, position } },
  ]),
  times: { per: 'streak' },
  whenBusy: 'queue',
};

/** The rule for gifts that no other rule knows; also what an imported map without `default` falls back to. */
export const starterDefaultGift = (name = 'Any other gift'): Rule => ({
  ...newRule('starter-default-gift', name),
  trigger: { on: 'default-gift' },
});

/** Names that a person may read; the rest are gift names. */
export interface StarterNames {
  readonly profile: string;
  readonly otherGifts: string;
  readonly keywords: string;
  readonly led: string;
  readonly servo: string;
}
const ENGLISH: StarterNames = {
  profile: 'My profile',
  otherGifts: 'Any other gift',
  keywords: 'Keywords',
  led: 'LED',
  servo: 'Servo',
};

export function starterProfile(names: StarterNames = ENGLISH): Profile {
  const gift = (pin: number, giftName: string): Rule => ({
    ...newRule(`starter-${giftName.toLowerCase().replaceAll(' ', '-')}`, giftName),
    trigger: { on: 'gift', giftName },
    effect: pulse(pin, GIFT_PULSE_MS),
  });
  const heartMe: Rule = {
    ...newRule('starter-heart-me', 'Heart Me'),
    trigger: { on: 'gift', giftName: 'Heart Me' },
    effect: wave,
  };
  const keywords: Rule = {
    ...newRule('starter-keywords', names.keywords),
    trigger: { on: 'chat', words: KEYWORDS, match: 'word' },
    effect: pulse(LED_PIN, CHAT_PULSE_MS),
    cooldownMs: CHAT_COOLDOWN_MS,
    expiryMs: DEFAULT_EXPIRY_MS.other,
  };
  const pins: PinSettings[] = [
    newPin(SERVO_PIN, names.servo),
    ...GIFT_PINS.map(([pin, giftName]) => newPin(pin, giftName)),
    newPin(LED_PIN, names.led),
  ];
  return {
    format: 'giftwire-profile',
    version: 1,
    name: names.profile,
    rules: [
      gift(LED_PIN, 'Rose'),
      heartMe,
      ...GIFT_PINS.map(([pin, giftName]) => gift(pin, giftName)),
      starterDefaultGift(names.otherGifts),
      keywords,
    ],
    pins,
    dialect: 'giftwire',
    baudRate: DEFAULT_BAUD_RATE,
    text: DEFAULT_TEXT_DIALECT,
  };
}
