/**
 * Edits inside one rule as pure functions: what a trigger, a step or a command starts from when its kind is chosen,
 * and moving steps. Knows no screen and checks no ranges.
 */
import type { BoardCommand } from '#domain/command.ts';
import { DEFAULT_EXPIRY_MS } from '#domain/rule.ts';
import type { Rule, Step, Times, Trigger } from '#domain/rule.ts';

export const TRIGGER_KINDS = [
  'gift',
  'default-gift',
  'chat',
  'likes',
  'follow',
  'share',
  'subscribe',
  'join',
  'viewers',
  'manual',
] as const satisfies readonly Trigger['on'][];

export const VERBS = [
  'PULSE',
  'SET',
  'BLINK',
  'SERVO',
  'PWM',
  'TONE',
  'OFF',
] as const satisfies readonly BoardCommand['verb'][];

export const isGiftTrigger = (trigger: Trigger): boolean => trigger.on === 'gift' || trigger.on === 'default-gift';

export function newTrigger(on: Trigger['on']): Trigger {
  switch (on) {
    case 'chat':
      return { on, words: [], match: 'word' };
    case 'likes':
      return { on, every: 100 };
    case 'viewers':
      return { on, crosses: 100, going: 'up' };
    default:
      return { on };
  }
}

/** Changes what a rule waits for. An expiry that still is the old kind's default becomes the new kind's. */
export function withTrigger(rule: Rule, trigger: Trigger): Rule {
  const normal = (of: Trigger) => (isGiftTrigger(of) ? DEFAULT_EXPIRY_MS.gift : DEFAULT_EXPIRY_MS.other);
  const expiryMs = rule.expiryMs === normal(rule.trigger) ? normal(trigger) : rule.expiryMs;
  return { ...rule, trigger, expiryMs };
}

export function newCommand(verb: BoardCommand['verb'], pin: number): BoardCommand {
  switch (verb) {
    case 'SET':
      return { verb, pin, on: true };
    case 'PULSE':
      return { verb, pin, ms: 200 };
    case 'BLINK':
      return { verb, pin, on: 200, off: 200, times: 3 };
    case 'PWM':
      return { verb, pin, value: 128 };
    case 'SERVO':
      return { verb, pin, position: 90 };
    case 'TONE':
      return { verb, pin, hz: 880, ms: 300 };
    case 'OFF':
      return { verb };
  }
}

export function newStep(kind: Step['do'], pin: number): Step {
  switch (kind) {
    case 'wait':
      return { do: kind, ms: 500 };
    case 'text':
      return { do: kind, line: 'LED1' };
    case 'command':
      return { do: kind, command: newCommand('PULSE', pin) };
  }
}

export function newTimes(per: Times['per']): Times {
  return per === 'coins' ? { per, coins: 10, cap: 20 } : { per };
}

/** Moves the item at `index` one place up (−1) or down (1); at the edge it stays. */
export function moved<T>(items: readonly T[], index: number, by: -1 | 1): T[] {
  const item = items[index];
  const to = index + by;
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  return items.toSpliced(index, 1).toSpliced(to, 0, item);
}

/** A list as a person types it: separated by commas or new lines, without blanks and doubles. */
export const listOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,\n]/u)
      .map((item) => item.trim())
      .filter(Boolean),
  ),
];

/** uniqueIds as the filter wants them: lower case, without @. */
export const idListOf = (text: string): string[] => listOf(text.toLowerCase().replaceAll('@', ''));

/** A copy without one field: an optional field of a rule is left out rather than empty. */
export const without = <T extends object, K extends keyof T>(whole: T, key: K): Omit<T, K> =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => name !== key)) as Omit<T, K>;
