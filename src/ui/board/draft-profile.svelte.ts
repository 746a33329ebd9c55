/**
 * Parts of the profile as they are being typed, kept only when saved. They live beside the screen rather than in it, so
 * that a glance at the Live screen does not throw them away. Knows no field and no component.
 */
import type { Profile } from '#domain/rule.ts';
import { reportError } from '#store/faults.svelte.ts';
import { keepProfile } from '#store/profile-edit-check.ts';
import { settings } from '#store/settings.svelte.ts';
import { t } from '#store/text.svelte.ts';
import { refusalText } from '#ui/rules/refusal.ts';

/** While `changes` is empty what is shown is what is saved: edits made elsewhere are not overwritten by old ones. */
function draftProfile() {
  let changes = $state.raw<Partial<Profile>>({});
  let refused = $state('');
  return {
    /** The profile as it would be. */
    get profile(): Profile {
      return { ...settings.profile, ...changes };
    },
    get changed(): boolean {
      return Object.keys(changes).length > 0;
    },
    /** Why the last save was refused; '' when it was not. */
    get refused(): string {
      return refused;
    },
    change(part: Partial<Profile>): void {
      changes = { ...changes, ...part };
    },
    discard(): void {
      changes = {};
      refused = '';
    },
    async save(): Promise<void> {
      const wanted = { ...settings.profile, ...changes };
      try {
        const kept = await keepProfile(wanted);
        refused = kept.refused ? refusalText(kept.refused, wanted, t()) : '';
        if (!kept.refused) changes = {};
      } catch (error) {
        reportError('update-failed', error);
      }
    },
  };
}

export type ProfileDraft = ReturnType<typeof draftProfile>;
/** Settings of pins, and how the board is spoken to: each has a save bar of its own. */
export const pinsDraft: ProfileDraft = draftProfile();
export const dialectDraft: ProfileDraft = draftProfile();
