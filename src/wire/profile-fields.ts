/**
 * What each field of a profile may hold, as valibot schemas with the limits in words. Knows the shape of a rule's parts;
 * profile-schema.ts puts them together. Ranges of board commands are those of wire protocol v1.
 */
import * as v from 'valibot';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** An Arduino Mega's last pin, analogue ones included. */
const LAST_PIN = 69;
const COMMAND_MS = 60_000;

/** Boards that may each have settings of their own for every pin; nobody plugs in more. */
const BOARDS = 8;

export const MOST = {
  ...{ rules: 500, steps: 50, words: 50, listed: 1_000, stopLines: 10 },
  pins: (LAST_PIN + 1) * BOARDS,
} as const;

/** A whole number within limits. */
export const whole = (from: number, to: number) => {
  const words = `must be a whole number ${from}–${to}`;
  return v.pipe(v.number(words), v.integer(words), v.minValue(from, words), v.maxValue(to, words));
};
/** Text of limited length. */
const text = (longest: number) => {
  const words = `must be text of at most ${longest} characters`;
  return v.pipe(v.string(words), v.maxLength(longest, words));
};
export const list = <T extends v.GenericSchema>(item: T, most: number) =>
  v.pipe(v.array(item, 'must be a list'), v.maxLength(most, `must hold at most ${most} entries`));
export const flag = v.boolean('must be true or false');
/** One of a few words. */
export const oneOf = <const T extends readonly string[]>(words: T) =>
  v.picklist(words, `must be one of ${words.join(', ')}`);
/** A line that cannot end early and cannot start a frame of wire protocol v1. */
export const line = v.pipe(
  text(120),
  v.check((value) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value), 'must be one line'),
);

export const pin = whole(0, LAST_PIN);
/** A board's own number, one byte of its EEPROM. */
export const boardNumber = whole(0, 255);
export const commandMs = whole(1, COMMAND_MS);
export const waitMs = whole(1, HOUR_MS);
export const holdOffMs = whole(0, DAY_MS);
export const perMinute = whole(0, 100_000);
export const coins = whole(0, 10_000_000);
export const id = v.pipe(text(100), v.minLength(1, 'must not be empty'));
export const name = text(100);

const SERVO = 'must be 0–180 degrees or 500–2500 µs';
export const servoPosition = v.pipe(
  v.number(SERVO),
  v.integer(SERVO),
  v.check((value) => (value >= 0 && value <= 180) || (value >= 500 && value <= 2500), SERVO),
);
/** People write @Name; rules compare lower case without @. */
export const uniqueId = v.pipe(
  text(100),
  v.transform((value) => value.trim().replace(/^@/, '').toLowerCase()),
);
