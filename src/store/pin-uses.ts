/**
 * Which rules use a pin, and which of them the board could refuse: a pin that cannot do what is asked, or a timer that
 * another rule takes away. Pure; knows no words and no component.
 */
import type { BoardModel, PinAbility } from '#domain/board-model.ts';
import type { BoardCommand } from '#domain/command.ts';
import type { Profile, Rule } from '#domain/rule.ts';
import { pinsOf, TAKEN_BY } from './board-facts.ts';

const FULL_DUTY = 255;
type Verb = Exclude<BoardCommand['verb'], 'OFF'>;

export interface PinUse {
  readonly rule: Rule;
  /** Each once, in the order of its steps. */
  readonly verbs: readonly Verb[];
}

/** `takes`: servos or a tone hold the timer that `pwm` dims with; either side may be the pin's own. */
export type PinConflict =
  | { readonly is: 'no-pin' | 'serial' | 'no-pwm'; readonly rules: readonly Rule[] }
  | {
      readonly is: 'timer';
      readonly taker: keyof typeof TAKEN_BY;
      readonly pwm: readonly Rule[];
      readonly takes: readonly Rule[];
    };

interface Use {
  readonly verb: Verb;
  readonly pin: number;
  /** It takes a timer to dim; 0 and 255 are steady levels. */
  readonly dims: boolean;
}
function usesIn({ effect, fallback }: Rule): Use[] {
  return [...effect.steps, ...(fallback?.steps ?? [])].flatMap((step) => {
    if (step.do !== 'command' || step.command.verb === 'OFF') return [];
    const { command } = step;
    const dims = command.verb === 'PWM' && command.value > 0 && command.value < FULL_DUTY;
    return [{ verb: command.verb, pin: command.pin, dims }];
  });
}

/** All rules that drive `pin`, switched off ones too. */
export function usesOf(profile: Profile, pin: number): PinUse[] {
  return profile.rules.flatMap((rule) => {
    const verbs = new Set(usesIn(rule).flatMap((use) => (use.pin === pin ? [use.verb] : [])));
    return verbs.size ? [{ rule, verbs: [...verbs] }] : [];
  });
}

const unable = (is: 'no-pin' | 'serial' | 'no-pwm', rules: readonly Rule[]): PinConflict[] =>
  rules.length ? [{ is, rules }] : [];

/** What of `pin`'s uses can go wrong on this model. Rules that are switched off collide with nothing. */
export function conflictsOf(profile: Profile, model: BoardModel, pin: number): PinConflict[] {
  const rules = profile.rules.filter((rule) => rule.enabled);
  const abilities = pinsOf(model);
  const timerOf = (number: number): PinAbility['timer'] => abilities[number]?.timer ?? null;
  const having = (fits: (use: Use) => boolean) => rules.filter((rule) => usesIn(rule).some(fits));
  const mine = having((use) => use.pin === pin);
  const ability = abilities[pin];
  if (!ability) return unable('no-pin', mine);
  if (ability.also === 'serial') return unable('serial', mine);

  const found =
    ability.timer === null
      ? unable(
          'no-pwm',
          having((use) => use.pin === pin && use.verb === 'PWM'),
        )
      : [];
  for (const [taker, verb] of [
    ['servo', 'SERVO'],
    ['tone', 'TONE'],
  ] as const) {
    const dims = (use: Use) => use.dims && timerOf(use.pin) === TAKEN_BY[taker];
    const pwm = having(dims);
    const takes = having((use) => use.verb === verb);
    const concerned = having((use) => use.pin === pin && (dims(use) || use.verb === verb)).length > 0;
    if (pwm.length && takes.length && concerned) found.push({ is: 'timer', taker, pwm, takes });
  }
  return found;
}
