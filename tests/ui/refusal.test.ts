/** Why a profile was refused: every reason of the reader in the language of the page, none left in English. */
import { describe, expect, it } from 'vitest';
import { starterProfile } from '#domain/starter-profile.ts';
import { en } from '#text/en.ts';
import { id } from '#text/id.ts';
import { refusalText } from '#ui/rules/refusal.ts';
import { checkProfile, importProfile } from '#wire/profile.ts';

/** The starter profile with the value at `path` replaced, as its refusal in both languages. */
function refusals(path: string, value: unknown): { en: string; id: string } {
  const profile = structuredClone(starterProfile());
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let at = profile as unknown as Record<string, unknown>;
  for (const key of keys) at = at[key] as Record<string, unknown>;
  at[last] = value;
  return both(checkProfile(profile));
}
function both(read: ReturnType<typeof checkProfile>) {
  if (!('fault' in read)) throw new Error('it was accepted');
  return { en: refusalText(read.fault, null, en), id: refusalText(read.fault, null, id) };
}

describe('a refused profile', () => {
  it.each([
    ['dialect', 'morse', 'must be one of: giftwire, text.', 'harus salah satu dari: giftwire, text.'],
    ['rules.0.trigger', { on: 'gifts' }, 'must be one of: gift, ', 'harus salah satu dari: gift, '],
    ['rules', {}, 'must be a list.', 'harus berupa daftar.'],
    ['rules.0.enabled', 'yes', 'must be true or false.', 'harus true (ya) atau false (tidak).'],
    ['rules.0.trigger', 'gift', 'must hold fields of its own.', 'harus berisi isian sendiri.'],
    ['rules.0.priority', 1.5, 'from -1000 to 1000.', 'dari -1000 sampai 1000.'],
    ['format', 'other', 'must be "giftwire-profile".', 'harus "giftwire-profile".'],
    ['version', 2, 'a newer Giftwire wrote this file.', 'berkas ini ditulis oleh Giftwire yang lebih baru.'],
    ['rules.0.name', undefined, 'must be text', 'harus teks'],
  ])('%s = %j', (path, value, english, indonesian) => {
    const said = refusals(path, value);
    expect(said.en).toContain(english);
    expect(said.id).toContain(indonesian);
    expect(said.id).not.toContain('must');
  });

  it('an older file with too long a gift name', () => {
    const said = both(importProfile(JSON.stringify({ ['R'.repeat(101)]: 'LED1' }), starterProfile()));
    expect(said.en).toContain('must be text of at most 100 characters.');
    expect(said.id).toContain('harus teks, maksimal 100 karakter.');
  });
});
