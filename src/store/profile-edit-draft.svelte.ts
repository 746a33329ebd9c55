/**
 * The rule that is being edited. Lives beside the screen rather than in it, so that a glance at the Live screen does
 * not throw half a rule away. Knows no component and saves nothing.
 */
import type { Profile, Rule } from '#domain/rule.ts';

export interface Draft {
  readonly rule: Rule;
  /** As it was when editing began; null for a rule that does not exist yet. */
  readonly was: Rule | null;
}

let draft = $state.raw<Draft | null>(null);

export const openDraft = (): Draft | null => draft;
export const startDraft = (rule: Rule, was: Rule | null): void => void (draft = { rule, was });
export const changeDraft = (rule: Rule): void => void (draft = draft && { ...draft, rule });
export const endDraft = (): void => void (draft = null);
/** True when leaving would lose something. */
export const isChanged = ({ rule, was }: Draft): boolean => JSON.stringify(rule) !== JSON.stringify(was);

/**
 * The rule to be saved. Its switch, and a priority nobody touched here, are as the list has them now: they can be
 * changed there while the editor is open.
 */
export function mergedRule({ rule, was }: Draft, profile: Profile, nameless: string): Rule {
  const now = profile.rules.find((other) => other.id === rule.id);
  const name = rule.name.trim() || nameless;
  if (!now) return { ...rule, name };
  const priority = rule.priority === was?.priority ? now.priority : rule.priority;
  return { ...rule, name, enabled: now.enabled, priority };
}
