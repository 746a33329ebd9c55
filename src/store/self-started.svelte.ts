/**
 * Keeps a demo that nobody started off a real board: the session is ended, and the page says why.
 * Knows no start: whoever pressed START or followed a link that starts meant it.
 */
import { untrack } from 'svelte';
import type { Snapshot } from '#rpc/live.ts';
import { reportFault } from './faults.svelte.ts';
import { live } from './live.svelte.ts';

/** A real board is driven, or is about to be, by a demo that started by itself. */
function movesUnasked(snapshot: Snapshot | null): boolean {
  const session = snapshot?.session;
  if (!snapshot || !session || session.endedAt !== null) return false;
  const real = snapshot.board.kind === 'serial' && snapshot.board.state !== 'absent';
  return real && session.source === 'demo' && session.startedBy === 'auto';
}

/** Call where effects live. */
export function guardRealBoard(): void {
  const unasked = $derived(movesUnasked(live.snapshot));
  $effect(() => {
    if (!unasked) return;
    live.tell('stop');
    untrack(() => reportFault('demo-stopped-for-board'));
  });
}
