/** Puts something off until no session runs in this tab. Knows not what. */
import { live } from './live.svelte.ts';

/** Calls `act` once: now when no session runs here, else when it has ended. */
export function whenIdle(act: () => void): void {
  if (!live.running) return act();
  const end = $effect.root(() => {
    $effect(() => {
      if (live.running) return;
      end();
      act();
    });
  });
}
