/**
 * Edits of a profile as pure functions: old profile in, new profile out. Knows no screen, no storage and no worker,
 * and checks nothing: profile-check.ts does that before anything is saved.
 */
import { newRule } from '#domain/rule-defaults.ts';
import type { PinSettings, Profile, Rule } from '#domain/rule.ts';

/** Rules as they are tried: highest priority first, as written among equals. */
export const inOrder = (rules: readonly Rule[]): Rule[] => [...rules].sort((a, b) => b.priority - a.priority);

/** Replaces the rule of the same id, or adds it: at `index`, else at the end. */
export function putRule(profile: Profile, rule: Rule, index = profile.rules.length): Profile {
  const known = profile.rules.some((other) => other.id === rule.id);
  return {
    ...profile,
    rules: known
      ? profile.rules.map((other) => (other.id === rule.id ? rule : other))
      : profile.rules.toSpliced(index, 0, rule),
  };
}

export const withoutRule = (profile: Profile, id: string): Profile => ({
  ...profile,
  rules: profile.rules.filter((rule) => rule.id !== id),
});

/**
 * Moves a rule one place up (−1) or down (1) in the order of `inOrder`. Priorities are renumbered from the number
 * of rules down to 1, since rules of one priority could not otherwise change places.
 */
export function moveRule(profile: Profile, id: string, by: -1 | 1): Profile {
  const order = inOrder(profile.rules);
  const from = order.findIndex((rule) => rule.id === id);
  const other = order[from + by];
  const moved = order[from];
  if (!moved || !other) return profile;
  order[from] = other;
  order[from + by] = moved;
  const priorities = new Map(order.map((rule, place) => [rule.id, order.length - place]));
  return {
    ...profile,
    rules: profile.rules.map((rule) => ({ ...rule, priority: priorities.get(rule.id) ?? rule.priority })),
  };
}

/** A copy beside the original, switched off: two equal rules would act twice. */
export function duplicateRule(profile: Profile, id: string, newId: string, name: string): Profile {
  const index = profile.rules.findIndex((rule) => rule.id === id);
  const rule = profile.rules[index];
  return rule ? putRule(profile, { ...rule, id: newId, name, enabled: false }, index + 1) : profile;
}

/** A new rule comes after all that exist, on the first pin that has a name. */
export function addedRule(id: string, name: string, profile: Profile): Rule {
  const rule = newRule(id, name);
  const lowest = Math.min(1, ...profile.rules.map((other) => other.priority));
  const pin = profile.pins[0]?.pin;
  return {
    ...rule,
    priority: Math.max(0, lowest - 1),
    effect:
      pin === undefined
        ? rule.effect
        : { ...rule.effect, steps: [{ do: 'command', command: { verb: 'PULSE', pin, ms: 200 } }] },
  };
}

const samePin = (a: PinSettings, b: PinSettings): boolean => a.pin === b.pin && a.board === b.board;

/** A pin's settings in place of those it had on the same board, or added. By number, settings for any board first. */
export const withPin = (pins: readonly PinSettings[], pin: PinSettings): readonly PinSettings[] =>
  [...withoutPin(pins, pin), pin].sort((a, b) => a.pin - b.pin || (a.board ?? -1) - (b.board ?? -1));

export const withoutPin = (pins: readonly PinSettings[], pin: PinSettings): readonly PinSettings[] =>
  pins.filter((other) => !samePin(other, pin));
