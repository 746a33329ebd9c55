/**
 * A rule as a sentence: "When *Rose* is sent, for each one, *pulse pin 13* for *200 ms*." Values a person chose are
 * told apart from the words around them. Knows no component; the words come from the dictionary it is given.
 */
import type { BoardCommand } from '#domain/command.ts';
import type { Effect, Filter, PinSettings, Rule, Step, Trigger } from '#domain/rule.ts';
import { settingsOf } from '#store/board-facts.ts';
import type { Formatters } from '#store/format.ts';
import type { Words } from '#text/en.ts';
import { durationText } from './duration.ts';

export interface Part {
  readonly text: string;
  readonly strong: boolean;
}
export interface Reader {
  readonly words: Words['rules'];
  readonly fmt: Formatters;
  readonly pins: readonly PinSettings[];
}

// Values are fenced by two control characters while the sentence is put together: no dictionary holds those,
// and they are taken out of the values themselves.
const OPEN = '\u0001';
const CLOSE = '\u0002';
const strong = (value: string): string => OPEN + value.replaceAll(OPEN, '').replaceAll(CLOSE, '') + CLOSE;

function parts(text: string): Part[] {
  return text
    .split(OPEN)
    .flatMap((piece, index) => {
      if (index === 0) return [{ text: piece, strong: false }];
      const [value = '', rest = ''] = piece.split(CLOSE);
      return [
        { text: value, strong: true },
        { text: rest, strong: false },
      ];
    })
    .filter((part) => part.text !== '');
}

const either = (items: readonly string[], { words }: Reader): string => {
  const shown = items.map(strong);
  const last = shown.pop() ?? '';
  return shown.length ? `${shown.join(', ')}${words.or}${last}` : last;
};

function coinsText(coins: NonNullable<Extract<Trigger, { on: 'gift' }>['coins']>, { words, fmt }: Reader): string {
  const from = coins.from === undefined ? null : strong(fmt.number(coins.from));
  const to = coins.to === undefined ? null : strong(fmt.number(coins.to));
  const unit = coins.of === 'unit';
  if (from && to) return (unit ? words.coinsUnitBetween : words.coinsStreakBetween)(from, to);
  if (from) return (unit ? words.coinsUnitFrom : words.coinsStreakFrom)(from);
  if (to) return (unit ? words.coinsUnitTo : words.coinsStreakTo)(to);
  return '';
}

function giftText(trigger: Extract<Trigger, { on: 'gift' }>, reader: Reader): string {
  const { words } = reader;
  const when =
    trigger.giftId !== undefined
      ? words.whenGiftId(strong(String(trigger.giftId)))
      : trigger.giftName
        ? words.whenGift(strong(trigger.giftName))
        : words.whenAnyGift(strong(words.anyGift));
  return when + (trigger.coins ? coinsText(trigger.coins, reader) : '') + (trigger.guestsToo ? words.guestsToo : '');
}

function chatText(trigger: Extract<Trigger, { on: 'chat' }>, reader: Reader): string {
  const { words } = reader;
  const list = trigger.words.length ? either(trigger.words.map(words.quoted), reader) : strong(words.noWords);
  const form = { word: words.whenWord, contains: words.whenContains, exact: words.whenExact }[trigger.match];
  return form(list);
}

function triggerText(trigger: Trigger, reader: Reader): string {
  const { words, fmt } = reader;
  switch (trigger.on) {
    case 'gift':
      return giftText(trigger, reader);
    case 'default-gift':
      return words.whenDefaultGift(strong(words.defaultGift));
    case 'chat':
      return chatText(trigger, reader);
    case 'likes':
      return words.whenLikes(strong(fmt.number(trigger.every)));
    case 'follow':
      return words.whenFollow(strong(words.doesFollow));
    case 'share':
      return words.whenFollow(strong(words.doesShare));
    case 'subscribe':
      return words.whenFollow(strong(words.doesSubscribe));
    case 'join':
      return words.whenFollow(strong(words.doesJoin));
    case 'viewers':
      return (trigger.going === 'up' ? words.whenViewersUp : words.whenViewersDown)(
        strong(fmt.number(trigger.crosses)),
      );
    case 'manual':
      return words.whenManual(strong(words.itsButton));
  }
}

function filterText(filter: Filter, reader: Reader): string {
  const { words } = reader;
  const names = {
    follower: words.roleFollower,
    subscriber: words.roleSubscriber,
    moderator: words.roleModerator,
    'top-gifter': words.roleTopGifter,
  };
  const ids = (list: readonly string[]) =>
    either(
      list.map((id) => `@${id}`),
      reader,
    );
  return (
    (filter.roles?.length
      ? words.fromRoles(
          either(
            filter.roles.map((role) => names[role]),
            reader,
          ),
        )
      : '') +
    (filter.allow?.length ? words.fromOnly(ids(filter.allow)) : '') +
    (filter.block?.length ? words.fromNot(ids(filter.block)) : '')
  );
}

/** The reader of one rule, who knows its pins by their names there. */
interface RuleReader extends Reader {
  readonly rule: Rule;
}
const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** "feeder"; "feeder (pin 3)" where another pin or the gift itself is called so too; "pin 3" where it has no name. */
function pinText(pin: number, { words, pins, rule }: RuleReader): string {
  const name = settingsOf(pins, pin, rule.board)?.name.trim();
  const number = words.pin(String(pin));
  if (!name) return number;
  const gift = rule.trigger.on === 'gift' && same(rule.trigger.giftName ?? '', name);
  return gift || pins.some((other) => other.pin !== pin && same(other.name, name))
    ? words.namedPin(name, number)
    : name;
}

function commandText(command: BoardCommand, reader: RuleReader): string {
  const { words, fmt } = reader;
  if (command.verb === 'OFF') return words.doAllOff(strong(words.everything));
  const pin = strong(pinText(command.pin, reader));
  const lasts = (ms: number) => strong(durationText(ms, words, fmt));
  switch (command.verb) {
    case 'SET':
      return (command.on ? words.doOn : words.doOff)(pin);
    case 'PULSE':
      return words.doPulse(pin, lasts(command.ms));
    case 'BLINK':
      return command.times ? words.doBlink(pin, strong(fmt.number(command.times))) : words.doBlinkForever(pin);
    case 'PWM':
      return words.doPwm(pin, strong(words.ofFull(fmt.number(command.value))));
    case 'SERVO': {
      const unit = command.position > 180 ? words.micros : words.degrees;
      return words.doServo(pin, strong(unit(fmt.number(command.position))));
    }
    case 'TONE':
      return words.doTone(strong(words.hertz(fmt.number(command.hz))), pin, lasts(command.ms));
  }
}

function stepText(step: Step, reader: RuleReader): string {
  const { words, fmt } = reader;
  if (step.do === 'wait') return words.doWait(strong(durationText(step.ms, words, fmt)));
  if (step.do === 'text') return words.doText(strong(words.quoted(step.line)));
  return commandText(step.command, reader);
}

function effectText(effect: Effect, reader: RuleReader): string {
  const { words, fmt, rule } = reader;
  const { trigger } = rule;
  const gift = trigger.on === 'gift' || trigger.on === 'default-gift';
  const { times } = effect;
  const often = !gift
    ? ''
    : times.per === 'unit'
      ? words.perUnit
      : times.per === 'streak'
        ? words.perStreak
        : words.perCoins(strong(fmt.number(times.coins)), strong(fmt.number(times.cap)));
  const steps = effect.steps.map((step) => stepText(step, reader)).join(words.then);
  return often + (steps || words.doNothing);
}

function limitsText(rule: Rule, { words, fmt }: Reader): string {
  const number = (value: number) => strong(fmt.number(value));
  const time = (ms: number) => strong(durationText(ms, words, fmt));
  return (
    (rule.maxPerMinute ? words.limitMinute(number(rule.maxPerMinute)) : '') +
    (rule.viewerMaxPerMinute ? words.limitViewerMinute(number(rule.viewerMaxPerMinute)) : '') +
    (rule.cooldownMs ? words.limitCooldown(time(rule.cooldownMs)) : '') +
    (rule.viewerCooldownMs ? words.limitViewerCooldown(time(rule.viewerCooldownMs)) : '')
  );
}

/** The whole rule, ready to be shown part by part. */
export function ruleSentence(rule: Rule, by: Reader): Part[] {
  const { trigger, filter, effect, board, fallback } = rule;
  const reader = { ...by, rule };
  const { words } = by;
  const where = board === undefined ? '' : words.onBoard(strong(words.board(String(board))));
  const main = `${triggerText(trigger, reader)}${filterText(filter, reader)}, ${effectText(effect, reader)}${where}${limitsText(rule, reader)}.`;
  const instead = fallback ? `${words.fallbackPart}${effectText(fallback, reader)}.` : '';
  return parts(main + instead);
}
