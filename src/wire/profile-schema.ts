/**
 * The shape of a profile, strictly: nothing missing, nothing unknown, everything within limits.
 * Knows neither JSON nor older formats. The types it must meet are domain/rule.ts.
 */
import * as v from 'valibot';
import type { Profile } from '#domain/rule.ts';
import {
  MOST,
  boardNumber,
  coins,
  commandMs,
  flag,
  holdOffMs,
  id,
  line,
  list,
  name,
  oneOf,
  perMinute,
  pin,
  servoPosition,
  uniqueId,
  waitMs,
  whole,
} from './profile-fields.ts';

const command = v.variant('verb', [
  v.strictObject({ verb: v.literal('SET'), pin, on: flag }),
  v.strictObject({ verb: v.literal('PULSE'), pin, ms: commandMs }),
  v.strictObject({ verb: v.literal('BLINK'), pin, on: commandMs, off: commandMs, times: whole(0, 65_535) }),
  v.strictObject({ verb: v.literal('PWM'), pin, value: whole(0, 255) }),
  v.strictObject({ verb: v.literal('SERVO'), pin, position: servoPosition }),
  // 31 Hz is the lowest tone an AVR's 8-bit timer makes.
  v.strictObject({ verb: v.literal('TONE'), pin, hz: whole(31, 65_535), ms: commandMs }),
  v.strictObject({ verb: v.literal('OFF') }),
]);

const step = v.variant('do', [
  v.strictObject({ do: v.literal('command'), command }),
  v.strictObject({ do: v.literal('wait'), ms: waitMs }),
  v.strictObject({ do: v.literal('text'), line }),
]);

const times = v.variant('per', [
  v.strictObject({ per: v.literal('unit') }),
  v.strictObject({ per: v.literal('streak') }),
  v.strictObject({ per: v.literal('coins'), coins: whole(1, 10_000_000), cap: whole(1, 10_000) }),
]);

const effect = v.strictObject({ steps: list(step, MOST.steps), times, whenBusy: oneOf(['queue', 'merge', 'replace']) });

const range = v.pipe(
  v.strictObject({ of: oneOf(['unit', 'streak']), from: v.exactOptional(coins), to: v.exactOptional(coins) }),
  v.check(({ from = 0, to = Infinity }) => from <= to, 'from must not be above to'),
);

const trigger = v.variant('on', [
  v.strictObject({
    on: v.literal('gift'),
    giftId: v.exactOptional(whole(1, Number.MAX_SAFE_INTEGER)),
    giftName: v.exactOptional(name),
    coins: v.exactOptional(range),
    guestsToo: v.exactOptional(flag),
  }),
  v.strictObject({ on: v.literal('default-gift') }),
  v.strictObject({ on: v.literal('chat'), words: list(name, MOST.words), match: oneOf(['word', 'contains', 'exact']) }),
  v.strictObject({ on: v.literal('likes'), every: whole(1, 1_000_000_000) }),
  v.strictObject({ on: v.literal('follow') }),
  v.strictObject({ on: v.literal('share') }),
  v.strictObject({ on: v.literal('subscribe') }),
  v.strictObject({ on: v.literal('join') }),
  v.strictObject({ on: v.literal('viewers'), crosses: whole(1, 100_000_000), going: oneOf(['up', 'down']) }),
  v.strictObject({ on: v.literal('manual') }),
]);

const filter = v.strictObject({
  roles: v.exactOptional(list(oneOf(['follower', 'subscriber', 'moderator', 'top-gifter']), 4)),
  allow: v.exactOptional(list(uniqueId, MOST.listed)),
  block: v.exactOptional(list(uniqueId, MOST.listed)),
});

const rule = v.strictObject({
  id,
  name,
  enabled: flag,
  priority: whole(-1_000, 1_000),
  trigger,
  filter,
  effect,
  board: v.exactOptional(boardNumber),
  fallback: v.exactOptional(effect),
  cooldownMs: holdOffMs,
  viewerCooldownMs: holdOffMs,
  maxPerMinute: perMinute,
  viewerMaxPerMinute: perMinute,
  longestQueue: whole(1, 100_000),
  expiryMs: holdOffMs,
});

const pinSettings = v.strictObject({
  pin,
  name,
  inverted: flag,
  limitMs: whole(0, 65_535),
  gapMs: whole(0, 60_000),
  dutyPercent: v.exactOptional(whole(1, 99)),
  restDegrees: v.exactOptional(whole(0, 180)),
  board: v.exactOptional(boardNumber),
});

/** Every speed a USB serial chip is known to make. */
export const baudRate = whole(300, 2_000_000);

export const profileSchema = v.strictObject({
  format: v.literal('giftwire-profile', 'must be "giftwire-profile"'),
  version: v.literal(1, 'must be 1: a newer Giftwire wrote this'),
  name,
  rules: list(rule, MOST.rules),
  pins: list(pinSettings, MOST.pins),
  dialect: oneOf(['giftwire', 'text']),
  baudRate,
  text: v.strictObject({ newline: oneOf(['lf', 'crlf']), template: line, stopLines: list(line, MOST.stopLines) }),
}) satisfies v.GenericSchema<unknown, Profile>;
