/** The rules a what-if may ask about: the page's own, those with the rule that is being edited, or those of a file. Knows no screen. */
import type { Profile } from '#domain/rule.ts';
import { readText, type Refusal } from './profile-edit-check.ts';
import { isChanged, mergedRule, openDraft } from './profile-edit-draft.svelte.ts';
import { putRule } from './profile-edit.ts';
import { settings } from './settings.svelte.ts';

/** More than any profile can be; a film chosen by mistake is not read into memory. */
const LARGEST_BYTES = 4_000_000;

/** The profile as it would be if the rule in the editor were saved now; null while none is being edited. */
export function draftProfile(nameless: string): Profile | null {
  const draft = openDraft();
  if (!draft || !isChanged(draft)) return null;
  return putRule(settings.profile, mergedRule(draft, settings.profile, nameless));
}

/** Reads a profile file and keeps nothing. Rejects when the file or the reader cannot be read. */
export async function profileFromFile(
  file: File,
): Promise<{ readonly profile: Profile } | { readonly refused: Refusal }> {
  if (file.size > LARGEST_BYTES) return { refused: { code: 'profile-too-large', detail: file.name } };
  return readText(await file.text(), settings.profile);
}
