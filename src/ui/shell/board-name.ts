/** What a board is called on screen. Knows no component. */
import type { BoardView } from '#rpc/board-view.ts';
import { shownModel } from '#store/board-facts.ts';
import { settings } from '#store/settings.svelte.ts';
import type { Words } from '#text/en.ts';

/** Chips as the firmware's banner names them, by the boards people buy. */
const CHIPS: Readonly<Record<string, string>> = { m328p: 'Uno / Nano', m2560: 'Mega 2560' };

export function boardName(board: BoardView | null, words: Words): string {
  const { boards } = words.common;
  if (board?.kind === 'virtual') return boards.virtual[shownModel(board, settings.board)];
  if (board?.kind !== 'serial') return boards.none;
  const chip = board.firmware?.board ?? '';
  return CHIPS[chip] ?? (chip || boards.serial);
}
