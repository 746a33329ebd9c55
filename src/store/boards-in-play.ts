/** The numbers of the boards a person may choose from, where there is a choice. Knows no component. */
import { boardNumbers } from './board-facts.ts';
import { live } from './live.svelte.ts';
import { settings } from './settings.svelte.ts';

/** Ascending; empty where at most one number is known and `kept` names none: nobody is asked which board then. */
export function boardsInPlay(kept: number | undefined): readonly number[] {
  const { board, otherBoards = [] } = live.snapshot ?? {};
  const connected = [board?.firmware?.id, ...otherBoards.map((other) => other.firmware?.id)];
  const numbers = boardNumbers(settings.profile, [...connected, kept]);
  return numbers.length > 1 || kept !== undefined ? numbers : [];
}
