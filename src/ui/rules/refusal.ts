/**
 * Why a profile was refused, in the reader's language: the field by the name it has on screen, and what it must be.
 * Knows the form of the reader's `detail` (a path, a colon, what is wrong); anything else is shown as it is.
 */
import type { Profile, Rule } from '#domain/rule.ts';
import type { Refusal } from '#store/profile-edit-check.ts';
import type { Words } from '#text/en.ts';

/** Fields by the last name of their path; where two screens call it differently, the rule editor's word. */
function fieldName(path: string, words: Words): string {
  const { rules, board } = words;
  const inPins = path.startsWith('pins[');
  const names: Record<string, string> = {
    name: inPins ? board.name : rules.name,
    priority: rules.priorityField,
    giftId: rules.giftId,
    giftName: rules.giftName,
    from: `${rules.coinsOf} ${rules.from}`,
    to: `${rules.coinsOf} ${rules.to}`,
    coins: path.includes('trigger') ? rules.coinsLimit : rules.coinsEach,
    words: rules.words,
    every: rules.every,
    crosses: rules.crosses,
    roles: rules.roles,
    allow: rules.allow,
    block: rules.block,
    steps: rules.partDo,
    pin: rules.pinField,
    ms: rules.ms,
    on: rules.onMs,
    off: rules.offMs,
    times: rules.times,
    value: rules.value,
    position: rules.position,
    hz: rules.hz,
    line: rules.line,
    cap: rules.cap,
    cooldownMs: rules.cooldown,
    viewerCooldownMs: rules.viewerCooldown,
    maxPerMinute: rules.maxPerMinute,
    viewerMaxPerMinute: rules.viewerMaxPerMinute,
    longestQueue: rules.longestQueue,
    expiryMs: rules.expiry,
    limitMs: board.limit,
    gapMs: board.gap,
    inverted: board.inverted,
    dutyPercent: board.duty,
    restDegrees: board.rest,
    board: board.number.label,
    baudRate: board.baud,
    baudrate: board.baud,
    template: board.template,
    stopLines: board.stopLines,
    newline: board.newline,
  };
  const [last = ''] = path.match(/[A-Za-z]+(?=(?:\[\d+\])?$)/) ?? [];
  return names[last] ?? path;
}

/** "rule “Rose”, step 2, " for rules[0].effect.steps[1]…; '' for fields of the profile itself. */
function place(path: string, profile: Profile | null, { rules, board }: Words): string {
  const rule = /^rules\[(\d+)\]/.exec(path)?.[1];
  const step = /steps\[(\d+)\]/.exec(path)?.[1];
  const pin = /^pins\[(\d+)\]/.exec(path)?.[1];
  const name = rule === undefined ? undefined : profile?.rules[Number(rule)]?.name;
  const number = pin === undefined ? undefined : profile?.pins[Number(pin)]?.pin;
  const found = [
    rule === undefined ? '' : rules.inRule(name || `${Number(rule) + 1}`),
    path.includes('.fallback') ? rules.inFallback : '',
    step === undefined ? '' : rules.inStep(`${Number(step) + 1}`),
    pin === undefined ? '' : `${board.pin} ${number ?? Number(pin) + 1}`,
  ];
  return found
    .filter(Boolean)
    .map((part) => `${part}, `)
    .join('');
}

/** Kept in ms, shown in seconds. */
const IN_SECONDS = /(cooldownMs|viewerCooldownMs|expiryMs|limitMs)$/i;

/** `("gift" | "chat")` as the schema library spells it, or `a, b`: both as `a, b`. */
const choices = (list: string): string => list.replace(/[()"]/g, '').replaceAll(' | ', ', ');

/** The reader's English reasons by their form. An unknown one stays as it is. */
function reason(why: string, path: string, { rules }: Words): string {
  const [, from, to] = /(-?\d+)–(-?\d+)$/.exec(why) ?? [];
  const shown = (bound = '') => String(IN_SECONDS.test(path) ? Math.floor(Number(bound) / 1_000) : bound);
  const [number = ''] = /\d+/.exec(why) ?? [];
  if (why.startsWith('must be a whole number')) return rules.mustBeWhole(shown(from), shown(to));
  if (why.startsWith('must be 0–180')) return rules.mustBePosition;
  if (why.startsWith('must be text') || why.startsWith('gift names have')) return rules.mustBeShorter(number);
  if (why.startsWith('must hold at most')) return rules.mustBeFewer(number);
  if (why.startsWith('must be one line')) return rules.mustBeOneLine;
  if (why.startsWith('must be one of ')) return rules.mustBeOneOf(choices(why.slice('must be one of '.length)));
  if (why === 'must be a list') return rules.mustBeList;
  if (why === 'must be true or false') return rules.mustBeSwitch;
  if (why === 'must be an object') return rules.mustBeObject;
  if (why.startsWith('must be 1:')) return rules.mustNotBeNewer;
  if (why.startsWith('must be "')) return rules.mustBeValue(why.slice('must be '.length));
  if (why === 'must not be empty') return rules.mustNotBeEmpty;
  if (why === 'from must not be above to') return rules.mustBeInOrder;
  if (why === 'stands twice' || why.startsWith('another rule')) return rules.mustBeOnce;
  if (why === 'is missing') return rules.isMissing;
  if (why === 'is not a field of a profile') return rules.isUnknown;
  return why;
}

/** `profile`: the one that was refused, if it is at hand, so that its rules can be called by name. */
export function refusalText({ code, detail }: Refusal, profile: Profile | null, words: Words): string {
  if (code !== 'profile-invalid') return `${words.faults[code].happened} ${words.faults[code].next} (${detail})`;
  const split = detail.indexOf(': ');
  if (split < 0) return words.rules.notAProfile;
  const path = detail.slice(0, split);
  const why = reason(detail.slice(split + 2), path, words);
  return words.rules.fieldAt(place(path, profile, words) + fieldName(path, words), why);
}

/** What a rule may lack by its form and still never fire for: a person is told before it is saved. */
export function missingField({ trigger }: Rule, words: Words): string | null {
  const { rules } = words;
  if (trigger.on === 'gift' && trigger.giftName?.trim() === '')
    return rules.fieldAt(rules.giftName, rules.mustNotBeEmpty);
  if (trigger.on === 'chat' && trigger.words.length === 0) return rules.fieldAt(rules.words, rules.mustNotBeEmpty);
  return null;
}
