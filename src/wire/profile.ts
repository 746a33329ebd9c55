/**
 * Profiles as text: read with suspicion, written as JSON. Knows neither files nor storage, and changes nothing itself:
 * what cannot be read in full is refused in full, naming the field.
 */
import * as v from 'valibot';
import type { FaultCode } from '#domain/fault.ts';
import type { Profile } from '#domain/rule.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import { isSerialFile, readGiftMap, readSerialFile } from './legacy-profile.ts';
import type { LegacyRead, ProfileWarning } from './legacy-profile.ts';
import { profileSchema } from './profile-schema.ts';

/** `detail` names the field and what it must be: `rules[3].effect.steps[0].command.ms: must be a whole number 1–60000`. */
export type ProfileRead =
  | { readonly profile: Profile; readonly warnings: ProfileWarning[] }
  | { readonly fault: { readonly code: FaultCode; readonly detail: string } };

/** 500 rules of 50 steps are about as much; more is no profile. */
const MOST_CHARACTERS = 1_000_000;
const LONGEST_DETAIL = 200;

const fault = (code: FaultCode, detail: string): ProfileRead => ({
  fault: { code, detail: detail.slice(0, LONGEST_DETAIL) },
});
const invalid = (path: string, words: string): ProfileRead =>
  fault('profile-invalid', path ? `${path}: ${words}` : words);

/** `rules[3].effect`, as one would write it in code. */
function spell(path: readonly { readonly key: unknown }[]): string {
  return path
    .map(({ key }, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? String(key) : `.${String(key)}`))
    .join('');
}

/** Valibot's own words for what our schemas give no words to: a missing or unknown key, a wrong kind of thing. */
function words(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'is not a field of a profile';
  if (issue.type === 'strict_object' && issue.expected !== 'Object') return 'is missing';
  if (issue.type === 'strict_object') return 'must be an object';
  if (issue.type === 'variant')
    return issue.expected === 'Object' ? 'must be an object' : `must be one of ${issue.expected}`;
  return issue.message;
}

/** The first id or pin that stands twice; each names one thing. A pin may stand once for each board and once for all. */
function duplicate(profile: Profile): ProfileRead | null {
  const ids = new Set<string>();
  for (const [i, { id }] of profile.rules.entries()) {
    if (ids.has(id)) return invalid(`rules[${i}].id`, 'another rule has the same id');
    ids.add(id);
  }
  const pins = new Set<string>();
  for (const [i, { pin, board = 'any' }] of profile.pins.entries()) {
    const key = `${pin} of ${board}`;
    if (pins.has(key)) return invalid(`pins[${i}].pin`, 'stands twice');
    pins.add(key);
  }
  return null;
}

/** A profile that is already an object, from storage for instance. Never throws. */
export function checkProfile(value: unknown): ProfileRead {
  const result = v.safeParse(profileSchema, value, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    return invalid(spell(issue.path ?? []), words(issue));
  }
  return duplicate(result.output) ?? { profile: result.output, warnings: [] };
}

const fromLegacy = (read: LegacyRead): ProfileRead =>
  'misfit' in read ? invalid(read.misfit.path, read.misfit.words) : read;

/**
 * Reads an exported profile, or an older system's file merged onto `current`. Never throws and never changes `current`.
 * Faults: profile-too-large, profile-not-json, profile-invalid.
 */
export function importProfile(text: string, current: Profile): ProfileRead {
  if (text.length > MOST_CHARACTERS) return fault('profile-too-large', `${text.length} > ${MOST_CHARACTERS}`);
  let value: unknown;
  try {
    // Windows editors put a byte order mark first.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return fault('profile-not-json', error instanceof Error ? error.message : String(error));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return invalid('', 'must be an object');
  const fields = value as Record<string, unknown>;
  if ('format' in fields || 'rules' in fields) return checkProfile(value);
  return fromLegacy(isSerialFile(fields) ? readSerialFile(fields, current) : readGiftMap(fields, current));
}

/** Reads a profile that stands for itself; an older system's file is merged onto the first-run profile. */
export const readProfile = (text: string): ProfileRead => importProfile(text, starterProfile());

/** Readable JSON that `readProfile` reads back to the same profile. */
export const writeProfile = (profile: Profile): string => `${JSON.stringify(profile, null, 2)}\n`;
