/**
 * Tells the page: what changes on a quiet page at once, under load ten snapshots a second, the latest wins, never two in
 * flight. Knows nothing of what a snapshot holds.
 */
import type { Clock } from './clock.ts';

/** Under load one in so many ms: faster than anyone reads, slow enough that a busy page keeps up. */
const INTERVAL_MS = 100;
/** So many may be saved up while it is quiet: an event must not wait because a clock ticked just before. More cost a burst. */
const SAVED_UP = 4;
/** Even then at least this long apart, ms: what belongs together comes together. */
const SHORTEST_GAP_MS = 20;

export interface Publisher {
  markDirty(): void;
}

/** `push` resolves when the page has taken the snapshot; a push that fails is reported and the next one tried. */
export function createPublisher(
  clock: Clock,
  push: () => Promise<void>,
  onFailure: (error: unknown) => void,
): Publisher {
  let dirty = false;
  let busy = false;
  let lastAt = -Infinity;
  let saved = SAVED_UP;
  let scheduled = false;

  const savedAt = (now: number): number => Math.min(SAVED_UP, saved + (now - lastAt) / INTERVAL_MS);

  async function publish(): Promise<void> {
    dirty = false;
    busy = true;
    const now = clock.now();
    saved = savedAt(now) - 1;
    lastAt = now;
    try {
      await push();
    } catch (error) {
      onFailure(error);
    }
    busy = false;
    if (dirty) plan();
  }

  function plan(): void {
    if (busy || scheduled) return;
    scheduled = true;
    const now = clock.now();
    const wait = Math.max(lastAt + SHORTEST_GAP_MS - now, (1 - savedAt(now)) * INTERVAL_MS);
    clock.after(Math.max(0, wait), () => {
      scheduled = false;
      void publish();
    });
  }

  return {
    markDirty() {
      dirty = true;
      plan();
    },
  };
}
