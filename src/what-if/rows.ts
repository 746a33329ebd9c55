/** The tables of a what-if result: a row per rule and per pin, those that did nothing included. Pure. */
import type { Profile } from '#domain/rule.ts';
import type { WhatIfPin, WhatIfRule } from '#rpc/what-if.ts';
import { noFigures } from './figures.ts';
import type { PinTimes } from './pin-times.ts';

/** In firing order, without those that are switched off or that only a button fires. */
export function ruleRows(profile: Profile, known: ReadonlyMap<string, WhatIfRule>): WhatIfRule[] {
  return profile.rules
    .filter((rule) => rule.enabled && rule.trigger.on !== 'manual')
    .toSorted((a, b) => b.priority - a.priority)
    .map(({ id, name }) => known.get(id) ?? { ruleId: id, ruleName: name, ...noFigures() });
}

/** By number: the pins of the profile that have a name, and every pin that did something. */
export function pinRows(
  profile: Profile,
  times: ReadonlyMap<number, PinTimes>,
  busiest: (pin: number) => WhatIfPin['busiest'],
  spanMs: number,
): WhatIfPin[] {
  const names = new Map(profile.pins.map(({ pin, name }) => [pin, name]));
  return [...new Set([...names.keys(), ...times.keys()])]
    .sort((a, b) => a - b)
    .map((pin) => {
      const { commands = 0, cuts = 0, onMs = 0, longestMs = 0 } = times.get(pin) ?? {};
      const share = spanMs > 0 ? Math.min(1, onMs / spanMs) : 0;
      return { pin, name: names.get(pin) ?? '', commands, cuts, onMs, longestMs, share, busiest: busiest(pin) };
    });
}
