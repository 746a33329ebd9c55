/** Profiles of older systems: a flat map of gifts, and a file of serial settings. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileRules } from '#domain/compile-rules.ts';
import { createLimits } from '#domain/cooldown.ts';
import { previewEvent } from '#domain/preview.ts';
import { newRule } from '#domain/rule-defaults.ts';
import type { Profile } from '#domain/rule.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import { importProfile, readProfile } from '#wire/profile.ts';
import type { ProfileRead } from '#wire/profile.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/profiles/${name}.json`, import.meta.url), 'utf8');
function sound(read: ProfileRead) {
  if ('fault' in read) throw new Error(`${read.fault.code} ${read.fault.detail}`);
  return read;
}
/** What one gift of that name would send. */
function sends(profile: Profile, giftName: string): readonly string[] {
  const imagined = { kind: 'gift', giftName, giftId: 0, diamondCount: 1, count: 1, comment: '' } as const;
  return previewEvent(compileRules(profile.rules), imagined, createLimits(), 0).flatMap(({ commands }) => commands);
}

describe('a map from gifts to lines', () => {
  const { profile, warnings } = sound(readProfile(fixture('gift-map')));
  it.each([
    ['Rose', ['PULSE 5 500']],
    ['rose', ['PULSE 5 500']],
    ['TikTok', ['PULSE 13 500']],
    ['Doughnut', ['LED2 ON']],
    ['Galaxy', ['PARTY {user}']],
    ['Any other', ['PULSE 5 500']],
    ['Perfume', ['PULSE 5 500']],
  ])('lets %s send %j', (gift, commands) => {
    expect(sends(profile, gift)).toEqual(commands);
  });
  it('stands instead of the gift rules; other rules stay', () => {
    expect(warnings).toEqual(['gift-rules-replaced']);
    expect(profile.rules.filter(({ trigger }) => trigger.on === 'chat')).toEqual(
      starterProfile().rules.filter(({ trigger }) => trigger.on === 'chat'),
    );
  });
  it('names the pins, so that its own sketch gets the lines it knows', () => {
    expect(profile.pins.map(({ pin, name }) => [pin, name])).toContainEqual([5, 'LED1']);
    expect(profile.pins.map(({ pin, name }) => [pin, name])).toContainEqual([13, 'LED9']);
    expect(profile.text.template).toBe('{device}');
  });
  it('keeps a template and the pins’ own limits', () => {
    const starter = starterProfile();
    const pins = [
      { pin: 2, name: 'Pump', inverted: true, limitMs: 5, gapMs: 7 },
      { pin: 5, name: 'Fan', inverted: true, limitMs: 9, gapMs: 1 },
    ];
    const current = { ...starter, pins, text: { ...starter.text, template: 'DO {pin}' } };
    const merged = sound(importProfile(fixture('gift-map'), current)).profile;
    expect(merged.text.template).toBe('DO {pin}');
    expect(merged.pins.slice(0, 2)).toEqual([pins[0], { ...pins[1], name: 'LED1' }]);
  });
  it('without `default`, unknown gifts act as before', () => {
    const { profile: merged, warnings: remarks } = sound(readProfile(fixture('gift-map-without-default')));
    expect([sends(merged, 'Rose'), sends(merged, 'Unknown')]).toEqual([['PULSE 7 500'], ['PULSE 13 200']]);
    expect(remarks).toEqual(['default-added', 'gift-rules-replaced']);
  });
  it('without `default` and without such a rule before, they act as on a first run', () => {
    for (const rules of [[], [{ ...newRule('d', ''), trigger: { on: 'default-gift' as const }, enabled: false }]]) {
      const merged = sound(importProfile('{"Rose":"LED3"}', { ...starterProfile(), rules }));
      expect(sends(merged.profile, 'Unknown')).toEqual(['PULSE 13 200']);
    }
  });
  it('gives every rule an id of its own, also beside ids that are taken', () => {
    const current = {
      ...starterProfile(),
      rules: [{ ...newRule('imported-1', ''), trigger: { on: 'follow' as const } }],
    };
    const ids = sound(importProfile(fixture('gift-map'), current)).profile.rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
  it.each([
    ['{}', 'must hold something'],
    ['{"Rose": 1}', '"Rose": must be text of at most 120 characters'],
    ['{"Rose": ["LED1"]}', '"Rose": must be text of at most 120 characters'],
    ['{"Rose": "LED1\\nOFF"}', '"Rose": must be one line'],
    [`{"${'x'.repeat(101)}": "LED1"}`, `"${'x'.repeat(100)}": gift names have at most 100 characters`],
    [
      JSON.stringify(Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`g${i}`, 'LED1']))),
      'must hold at most 500 rules',
    ],
  ])('%.30s is refused', (text, detail) => {
    expect(readProfile(text)).toEqual({ fault: { code: 'profile-invalid', detail } });
  });
});

describe('a file of serial settings', () => {
  it('sets the speed and leaves the rest as it is', () => {
    const { profile, warnings } = sound(importProfile(fixture('serial'), starterProfile()));
    expect(profile).toEqual({ ...starterProfile(), baudRate: 9600 });
    expect(warnings).toEqual(['port-ignored', 'timeout-ignored']);
  });
  it('may hold any part of it', () => {
    expect(sound(readProfile('{"port":"/dev/ttyUSB0"}'))).toEqual({
      profile: starterProfile(),
      warnings: ['port-ignored'],
    });
  });
  it.each(['"9600"', '0', '1e9', 'null', '9600.5'])('is refused with baudrate %s', (speed) => {
    expect(readProfile(`{"baudrate":${speed}}`)).toEqual({
      fault: { code: 'profile-invalid', detail: 'baudrate: must be a whole number 300–2000000' },
    });
  });
});
