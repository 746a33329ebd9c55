/** Why nothing can be tried just now, in words. Knows no component. */
import type { BoardView } from '#rpc/board-view.ts';
import type { Snapshot } from '#rpc/live.ts';
import type { Words } from '#text/en.ts';

/** '' when a pin can be tried. */
export function whyNotTry(snapshot: Snapshot | null, board: BoardView | null, { board: words }: Words): string {
  if (snapshot?.muted) return words.try.muted;
  // Lanes are held then: a try would wait and move things later, when nobody thinks of it.
  if (snapshot?.session?.state === 'paused') return words.try.paused;
  return board?.state === 'ready' ? '' : words.try.notReady;
}
