/**
 * The virtual board as the page shows and handles it: its last view, replaced whole, and its buttons and cable.
 * Knows no chip and no drawing. The board worker is started when the live worker turns to a virtual board, not before.
 */
import { proxy } from 'comlink';
import { untrack } from 'svelte';
import type { VirtualView } from '#rpc/board.ts';
import { reportError } from './faults.svelte.ts';
import { live } from './live.svelte.ts';
import { boardWorker, type BoardWorker } from './workers.ts';

let view = $state.raw<VirtualView | null>(null);
let watching = false;
/** The worker died. It is not started again by itself: what killed it may do so again, and again. */
let failed = $state(false);

const isVisible = (): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (document.hidden) return;
      document.removeEventListener('visibilitychange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    look();
  });

/** The worker never has two views under way: while nobody looks, the first one is simply not answered. */
async function show(next: VirtualView): Promise<void> {
  view = next;
  if (document.hidden) await isVisible();
}

function watch(): void {
  if (watching) return;
  watching = true;
  failed = false;
  const worker = boardWorker();
  worker.api.watch(proxy(show)).catch((error: unknown) => reportError('worker-failed', error));
  void worker.failed.then(() => {
    watching = false;
    failed = true;
    view = { model: view?.model ?? 'uno', plugged: false, running: false, pins: {}, stopPressed: false };
  });
}

function tell(act: (api: BoardWorker['api']) => Promise<void>): void {
  // A dead board's buttons do nothing, as on a real one without its cable.
  if (failed) return;
  watch();
  act(boardWorker().api).catch((error: unknown) => reportError('worker-failed', error));
}

export const virtualBoard = {
  /** null until the board worker has spoken for the first time. */
  get view(): VirtualView | null {
    return view;
  },
  /** The board worker died; `plug` starts it again. */
  get failed(): boolean {
    return failed;
  },
  reset: (): void => tell((api) => api.pressReset()),
  stop: (pressed: boolean): void => tell((api) => api.pressStop(pressed)),
  unplug: (): void => tell((api) => api.unplug()),
  plug(): void {
    const isDead = failed;
    watch();
    if (isDead) live.tell('portGranted');
    else tell((api) => api.plug());
  },
};

/** Call where effects live. */
export function followVirtualBoard(): void {
  const board = $derived(live.snapshot?.board);
  // Until the live worker has looked for a real board, it has opened none.
  const needed = $derived(board?.kind === 'virtual' && board.state !== 'absent');
  $effect(() => {
    if (needed) untrack(() => failed || watch());
  });
}
