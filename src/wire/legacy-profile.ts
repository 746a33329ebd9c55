/**
 * The two files of an older system, read as changes to a profile: a map from gift names to lines such as
 * {"Rose": "LED1", "default": "LED1"}, and {port, baudrate, timeout}. Knows nothing of where a profile is kept.
 */
import * as v from 'valibot';
import type { Profile, Rule, Step } from '#domain/rule.ts';
import { newPin, newRule } from '#domain/rule-defaults.ts';
import { starterDefaultGift } from '#domain/starter-profile.ts';
import { MOST, line } from './profile-fields.ts';
import { baudRate } from './profile-schema.ts';

/** What was done with a file besides taking it; its words are the dictionaries'. */
export type ProfileWarning =
  | 'port-ignored' // the browser picks the port
  | 'timeout-ignored' // the protocol has its own
  | 'default-added' // no `default`: gifts without a rule act as before, or as on a first run
  | 'gift-rules-replaced'; // the map stands instead of the gift rules there were

/** Where it went wrong, and how, in words. */
export interface Misfit {
  readonly path: string;
  readonly words: string;
}
export type LegacyRead =
  { readonly profile: Profile; readonly warnings: ProfileWarning[] } | { readonly misfit: Misfit };

type Fields = Readonly<Record<string, unknown>>;

const SERIAL_FIELDS = new Set(['port', 'baudrate', 'timeout']);
/** Devices of the older system and the pins they sat on: LED1 is pin 5. */
const FIRST_LED_PIN = 5;
const LEDS = 9;
const LED_PULSE_MS = 500;

const misfitOf = (path: string, schema: v.GenericSchema, value: unknown): Misfit | null => {
  const result = v.safeParse(schema, value);
  return result.success ? null : { path, words: result.issues[0].message };
};

/** True for {port, baudrate, timeout} or any part of it. */
export const isSerialFile = (fields: Fields): boolean =>
  Object.keys(fields).length > 0 && Object.keys(fields).every((key) => SERIAL_FIELDS.has(key));

/** A speed for the board; port and timeout have no place in a browser. */
export function readSerialFile(fields: Fields, current: Profile): LegacyRead {
  const misfit = 'baudrate' in fields ? misfitOf('baudrate', baudRate, fields.baudrate) : null;
  if (misfit) return { misfit };
  const warnings: ProfileWarning[] = [];
  if ('port' in fields) warnings.push('port-ignored');
  if ('timeout' in fields) warnings.push('timeout-ignored');
  const speed = v.safeParse(baudRate, fields.baudrate);
  return { profile: speed.success ? { ...current, baudRate: speed.output } : current, warnings };
}

/** `LED3` alone is a pulse of its pin, which every dialect can do; any other line goes to the sketch as it stands. */
function stepFor(text: string): Step {
  const led = /^LED([1-9])$/i.exec(text.trim());
  if (!led) return { do: 'text', line: text };
  return { do: 'command', command: { verb: 'PULSE', pin: FIRST_LED_PIN - 1 + Number(led[1]), ms: LED_PULSE_MS } };
}

const withStep = (rule: Rule, text: string): Rule => ({ ...rule, effect: { ...rule.effect, steps: [stepFor(text)] } });

/** Pins get the older system's names, so that {device} spells the very lines its sketch knows. */
function namePins(current: Profile): Profile['pins'] {
  const leds = Array.from({ length: LEDS }, (_, i) => ({ pin: FIRST_LED_PIN + i, name: `LED${i + 1}` }));
  const others = current.pins.filter(({ pin }) => !leds.some((led) => led.pin === pin));
  const named = leds.map(({ pin, name }) => ({
    ...(current.pins.find((each) => each.pin === pin) ?? newPin(pin, name)),
    name,
  }));
  return [...others, ...named].toSorted((a, b) => a.pin - b.pin);
}

const isDefault = ([gift]: readonly [string, string]): boolean => gift.trim().toLowerCase() === 'default';
const isGiftRule = ({ trigger }: Rule): boolean => trigger.on === 'gift' || trigger.on === 'default-gift';

/** The map's gifts instead of the profile's; all other rules stay. Without `default`, the default gift rule stays too. */
export function readGiftMap(fields: Fields, current: Profile): LegacyRead {
  const lines: [gift: string, line: string][] = [];
  for (const [gift, value] of Object.entries(fields)) {
    const path = JSON.stringify(gift.slice(0, 100));
    if (gift.length > 100) return { misfit: { path, words: 'gift names have at most 100 characters' } };
    const misfit = misfitOf(path, line, value);
    if (misfit) return { misfit };
    lines.push([gift, String(value)]);
  }
  if (lines.length === 0) return { misfit: { path: '', words: 'must hold something' } };
  const others = current.rules.filter((rule) => !isGiftRule(rule));
  const taken = new Set(others.map(({ id }) => id));
  const freeId = (wanted: string): string => {
    let id = wanted;
    for (let n = 2; taken.has(id); n++) id = `${wanted}-${n}`;
    taken.add(id);
    return id;
  };
  const fallbacks = current.rules.filter(({ enabled, trigger }) => enabled && trigger.on === 'default-gift');
  const defaults = lines.filter(isDefault).map(([, text]) => withStep(starterDefaultGift(), text));
  const kept = defaults.length ? defaults : fallbacks.length ? fallbacks : [starterDefaultGift()];
  const gifts = lines
    .filter((entry) => !isDefault(entry))
    .map(([gift, text]) => withStep({ ...newRule('', gift), trigger: { on: 'gift', giftName: gift } }, text));
  const rules = [...gifts, ...kept].map((rule, i) => ({ ...rule, id: freeId(rule.id || `imported-${i + 1}`) }));
  if (rules.length + others.length > MOST.rules)
    return { misfit: { path: '', words: `must hold at most ${MOST.rules} rules` } };
  const warnings: ProfileWarning[] = defaults.length ? [] : ['default-added'];
  if (current.rules.some(({ trigger }) => trigger.on === 'gift')) warnings.push('gift-rules-replaced');
  const template = current.text.template || '{device}';
  const profile = {
    ...current,
    rules: [...rules, ...others],
    pins: namePins(current),
    text: { ...current.text, template },
  };
  return { profile, warnings };
}
