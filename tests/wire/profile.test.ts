/** Profiles read strictly: what is refused names its field, what is sound comes back the same. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newPin, newRule } from '#domain/rule-defaults.ts';
import type { Profile, Rule, Trigger } from '#domain/rule.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import { checkProfile, importProfile, readProfile, writeProfile } from '#wire/profile.ts';
import type { ProfileRead } from '#wire/profile.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/profiles/${name}.json`, import.meta.url), 'utf8');
function profileOf(read: ProfileRead): Profile {
  if ('fault' in read) throw new Error(`${read.fault.code} ${read.fault.detail}`);
  return read.profile;
}
const faultOf = (read: ProfileRead) => ('fault' in read ? read.fault : null);
/** The first-run profile as JSON, with one field of it changed. */
function changed(path: string, value: unknown): string {
  const profile = JSON.parse(writeProfile(starterProfile())) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce((at, key) => at[key] as Record<string, unknown>, profile);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return JSON.stringify(profile);
}

describe('a profile that is sound', () => {
  it('reads back as it was written', () => {
    expect(readProfile(writeProfile(starterProfile()))).toEqual({ profile: starterProfile(), warnings: [] });
  });
  it('may use everything there is', () => {
    expect(profileOf(readProfile(fixture('everything')))).toEqual(JSON.parse(fixture('everything')));
  });
  it('may begin with a byte order mark', () => {
    expect(profileOf(readProfile(`\uFEFF${writeProfile(starterProfile())}`))).toEqual(starterProfile());
  });
  it('has its viewers’ names spelt as rules compare them', () => {
    const { rules } = profileOf(readProfile(changed('rules.0.filter', { block: ['@Troll ', 'x'] })));
    expect(rules[0]?.filter.block).toEqual(['troll', 'x']);
  });
  const triggers: Trigger[] = [
    { on: 'gift' },
    { on: 'default-gift' },
    { on: 'chat', words: [], match: 'exact' },
    { on: 'likes', every: 1 },
    { on: 'follow' },
    { on: 'share' },
    { on: 'subscribe' },
    { on: 'join' },
    { on: 'viewers', crosses: 100, going: 'down' },
    { on: 'manual' },
  ];
  it.each(triggers)('may have the trigger %j', (trigger) => {
    expect(profileOf(readProfile(changed('rules.0.trigger', trigger))).rules[0]?.trigger).toEqual(trigger);
  });
  it('may have settings of one pin for each board and for any', () => {
    const pins = [newPin(9, 'claw'), { ...newPin(9, 'left'), board: 1 }, { ...newPin(9, 'right'), board: 2 }];
    expect(profileOf(readProfile(changed('pins', pins))).pins).toEqual(pins);
    const twice = [...pins, { ...newPin(9, 'again'), board: 2 }];
    expect(faultOf(readProfile(changed('pins', twice)))?.detail).toBe('pins[3].pin: stands twice');
  });
  it('may be an object from storage', () => {
    expect(checkProfile(starterProfile())).toEqual({ profile: starterProfile(), warnings: [] });
    expect(faultOf(checkProfile(undefined))).toEqual({ code: 'profile-invalid', detail: 'must be an object' });
  });
});

describe('a profile that is not', () => {
  const LONG = 'x'.repeat(101);
  const command = 'rules.0.effect.steps.0.command';
  it.each([
    ['format', 'other', 'format: must be "giftwire-profile"'],
    ['version', 2, 'version: must be 1: a newer Giftwire wrote this'],
    ['name', undefined, 'name: is missing'],
    ['colour', 'red', 'colour: is not a field of a profile'],
    ['rules', {}, 'rules: must be a list'],
    ['rules.1', null, 'rules[1]: must be an object'],
    ['rules.3.name', LONG, 'rules[3].name: must be text of at most 100 characters'],
    ['rules.3.id', '', 'rules[3].id: must not be empty'],
    ['rules.3.id', 'starter-rose', 'rules[3].id: another rule has the same id'],
    ['rules.0.enabled', 'yes', 'rules[0].enabled: must be true or false'],
    ['rules.0.priority', 1.5, 'rules[0].priority: must be a whole number -1000–1000'],
    ['rules.0.expiryMs', -1, 'rules[0].expiryMs: must be a whole number 0–86400000'],
    ['rules.0.expiryMs', null, 'rules[0].expiryMs: must be a whole number 0–86400000'],
    ['rules.0.trigger', { on: 'gifts' }, 'rules[0].trigger.on: must be one of '],
    ['rules.0.trigger', 'gift', 'rules[0].trigger: must be an object'],
    ['rules.0.trigger', { on: 'likes', every: 0 }, 'rules[0].trigger.every: must be a whole number 1–1000000000'],
    ['rules.0.trigger.coins', { of: 'unit', from: 5, to: 4 }, 'rules[0].trigger.coins: from must not be above to'],
    ['rules.0.filter.roles', ['king'], 'rules[0].filter.roles[0]: must be one of follower'],
    [
      'rules.0.effect.steps',
      Array(51).fill({ do: 'wait', ms: 1 }),
      'rules[0].effect.steps: must hold at most 50 entries',
    ],
    ['rules.0.effect.steps.0', { do: 'text', line: 'a\nb' }, 'rules[0].effect.steps[0].line: must be one line'],
    ['rules.0.effect.steps.0', { do: 'text', line: 'a\u2028b' }, 'rules[0].effect.steps[0].line: must be one line'],
    [`${command}.ms`, 0, 'rules[0].effect.steps[0].command.ms: must be a whole number 1–60000'],
    [`${command}.ms`, 60_001, 'rules[0].effect.steps[0].command.ms: must be a whole number 1–60000'],
    [`${command}.ms`, '200', 'rules[0].effect.steps[0].command.ms: must be a whole number 1–60000'],
    [`${command}.pin`, 70, 'rules[0].effect.steps[0].command.pin: must be a whole number 0–69'],
    [
      command,
      { verb: 'SERVO', pin: 9, position: 300 },
      'rules[0].effect.steps[0].command.position: must be 0–180 degrees',
    ],
    [command, { verb: 'ERASE' }, 'rules[0].effect.steps[0].command.verb: must be one of '],
    [
      'rules.0.effect.times',
      { per: 'coins', coins: 0, cap: 1 },
      'rules[0].effect.times.coins: must be a whole number 1–10000000',
    ],
    ['pins.2.pin', 5, 'pins[2].pin: stands twice'],
    ['pins.0.dutyPercent', 0, 'pins[0].dutyPercent: must be a whole number 1–99'],
    ['pins.0.dutyPercent', 100, 'pins[0].dutyPercent: must be a whole number 1–99'],
    ['pins.0.restDegrees', 181, 'pins[0].restDegrees: must be a whole number 0–180'],
    ['pins.0.board', 256, 'pins[0].board: must be a whole number 0–255'],
    ['rules.0.board', -1, 'rules[0].board: must be a whole number 0–255'],
    ['pins.0.limitMs', 65_536, 'pins[0].limitMs: must be a whole number 0–65535'],
    ['dialect', 'firmata', 'dialect: must be one of giftwire, text'],
    ['baudRate', 299, 'baudRate: must be a whole number 300–2000000'],
    ['text.stopLines.0', 7, 'text.stopLines[0]: must be text of at most 120 characters'],
  ])('is refused for %s = %j', (path, value, detail) => {
    const fault = faultOf(readProfile(changed(path, value)));
    expect(fault?.code).toBe('profile-invalid');
    expect(fault?.detail.slice(0, detail.length)).toBe(detail);
  });
  it('is refused with more than 500 rules', () => {
    const rules = Array.from({ length: 501 }, (_, i) => newRule(`r${i}`, ''));
    expect(faultOf(readProfile(changed('rules', rules)))?.detail).toBe('rules: must hold at most 500 entries');
    expect(faultOf(readProfile(changed('rules', rules.slice(1))))).toBeNull();
  });
  it.each([
    ['', 'profile-not-json'],
    ['{', 'profile-not-json'],
    ['[]', 'profile-invalid'],
    ['null', 'profile-invalid'],
    ['7', 'profile-invalid'],
    ['{"rules":[]}', 'profile-invalid'],
    ['['.repeat(200_000), 'profile-not-json'],
    [`"${'x'.repeat(1_000_000)}"`, 'profile-too-large'],
  ])('%.20s is refused as such', (text, code) => {
    const fault = faultOf(readProfile(text));
    expect(fault?.code).toBe(code);
    expect(fault?.detail.length).toBeLessThanOrEqual(200);
  });
  it('does not reach a prototype', () => {
    const read = readProfile(writeProfile(starterProfile()).replace('{', '{"__proto__":{"polluted":1},'));
    expect(faultOf(read)?.detail).toBe('__proto__: is not a field of a profile');
    readProfile('{"__proto__":"LED1"}');
    expect('polluted' in {}).toBe(false);
  });
});

/** Hundreds of profiles on a busy machine; how long that takes is not what is tested. */
const PATIENCE = { timeout: 60_000 };

describe('whatever the text', PATIENCE, () => {
  it('reading never throws and never changes the current profile', () => {
    const current = starterProfile();
    const before = writeProfile(current);
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.dictionary(fc.string(), fc.string()).map((map) => JSON.stringify(map)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const read = importProfile(text, current);
        // What is accepted must itself be acceptable.
        if ('profile' in read) expect(faultOf(readProfile(writeProfile(read.profile)))).toBeNull();
        expect(writeProfile(current)).toBe(before);
      }),
    );
  });
  it('a profile with anything wrong put into it is refused or read, never half of both', () => {
    const paths = fc.constantFrom(
      'rules.0.trigger',
      'rules.2.effect.steps',
      'pins',
      'text',
      'rules.5',
      'baudRate',
      'rules.1.filter',
    );
    fc.assert(
      fc.property(paths, fc.jsonValue(), (path, value) => {
        const read = readProfile(changed(path, value));
        expect('fault' in read || 'profile' in read).toBe(true);
      }),
    );
  });
  it('what is written reads back the same', () => {
    const ruleOf = fc.record({
      name: fc.string({ maxLength: 100 }),
      enabled: fc.boolean(),
      priority: fc.integer({ min: -1000, max: 1000 }),
      cooldownMs: fc.nat(86_400_000),
    });
    const pinsOf = fc.uniqueArray(fc.nat(69));
    fc.assert(
      fc.property(fc.array(ruleOf, { maxLength: 20 }), pinsOf, (fields, numbers) => {
        const rules: Rule[] = fields.map((some, i) => ({ ...newRule(`r${i}`, ''), ...some }));
        const profile: Profile = { ...starterProfile(), rules, pins: numbers.map((pin) => newPin(pin, `Pin ${pin}`)) };
        expect(readProfile(writeProfile(profile))).toEqual({ profile, warnings: [] });
      }),
    );
  });
});
