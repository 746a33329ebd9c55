/** Which virtual board a profile needs. Knows no emulator. */
import type { BoardModel } from './board-model.ts';
import { pinOf } from './command.ts';
import type { Profile } from './rule.ts';

/** Pins an Uno has, from 0. */
const UNO_PINS = 20;

/** The smallest board that has the pins that the rules move. */
export function modelFor(profile: Profile): BoardModel {
  const steps = profile.rules.flatMap(({ effect, fallback }) => [...effect.steps, ...(fallback?.steps ?? [])]);
  const pins = steps.map((step) => (step.do === 'command' ? (pinOf(step.command) ?? 0) : 0));
  return Math.max(0, ...pins) >= UNO_PINS ? 'mega' : 'uno';
}
