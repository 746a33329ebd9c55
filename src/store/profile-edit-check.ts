/**
 * Checks what an editor is about to keep, and turns files into profiles and back. Knows no screen. The reader comes as
 * its own chunk: nobody needs it for the first paint.
 */
import type { BoardCommand } from '#domain/command.ts';
import type { FaultCode } from '#domain/fault.ts';
import { newRule } from '#domain/rule-defaults.ts';
import type { Profile } from '#domain/rule.ts';
import { settings } from './settings.svelte.ts';

export interface Refusal {
  readonly code: FaultCode;
  /** The field as a path and what it must be, `pins[2].gapMs: must be …`, where the code is profile-invalid. */
  readonly detail: string;
}
export type Kept = { readonly refused: Refusal } | { readonly refused: null; readonly warnings: readonly string[] };

const reader = () => import('#wire/profile.ts');

/** Keeps `profile` as the page's own if it is sound; refused, nothing changes. Rejects when the reader cannot be loaded. */
export async function keepProfile(profile: Profile): Promise<Kept> {
  const read = (await reader()).checkProfile(profile);
  if ('fault' in read) return { refused: read.fault };
  settings.profile = read.profile;
  return { refused: null, warnings: [] };
}

/** What a file holds, an older system's merged onto `current`. Keeps nothing. */
export async function readText(
  text: string,
  current: Profile,
): Promise<{ readonly profile: Profile; readonly warnings: readonly string[] } | { readonly refused: Refusal }> {
  const read = (await reader()).importProfile(text, current);
  return 'fault' in read ? { refused: read.fault } : read;
}

/** Takes over a file: an exported profile, or an older system's file merged onto `current`. Refused, nothing changes. */
export async function importText(text: string, current: Profile): Promise<Kept> {
  const read = await readText(text, current);
  if ('refused' in read) return read;
  settings.profile = read.profile;
  return { refused: null, warnings: read.warnings };
}

export const exportText = async (profile: Profile): Promise<string> => (await reader()).writeProfile(profile);

/** Whether a command could stand in a rule, by the same ranges: null, or what is wrong with it, `ms: must be …`. */
export async function checkCommand(command: BoardCommand): Promise<Refusal | null> {
  const rule = newRule('try', '');
  const alone = { ...rule, effect: { ...rule.effect, steps: [{ do: 'command' as const, command }] } };
  const read = (await reader()).checkProfile({ ...settings.profile, rules: [alone] });
  if (!('fault' in read)) return null;
  return { ...read.fault, detail: read.fault.detail.replace(/^rules.*?command\.?/, '') };
}
