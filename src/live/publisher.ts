/**
 * Tells the page: the first change at once, then at most ten snapshots a second, the latest wins, never two in flight.
 * Knows nothing of what a snapshot holds.
 */
import type { Clock } from './clock.ts';

/** Faster than anyone reads, slow enough that a busy page keeps up. */
const INTERVAL_MS = 100;

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
  let scheduled = false;

  async function publish(): Promise<void> {
    dirty = false;
    busy = true;
    lastAt = clock.now();
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
    clock.after(Math.max(0, lastAt + INTERVAL_MS - clock.now()), () => {
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
