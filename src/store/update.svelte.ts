/**
 * The service worker: registered here, updated only when a person says so and never in mid-session.
 * Knows no caching: sw.ts does that.
 */
import { registerSW } from 'virtual:pwa-register';
import { reportError } from './faults.svelte.ts';
import { whenIdle } from './when-idle.svelte.ts';

let ready = $state(false);
let reload: (() => void) | null = null;

/** True when a newer version waits to be used. */
export const updateReady = (): boolean => ready;

/** Reloads into the newer version. The screen offers it only while no session runs. */
export const useUpdate = (): void => reload?.();

/** Registers the service worker in a built page. */
export function keepUpdated(): void {
  const update = registerSW({
    onNeedRefresh() {
      ready = true;
    },
    // Said in any tab, it is heard in all of them: one that runs a session must not be cut off by another.
    onNeedReload: () => whenIdle(() => location.reload()),
    onRegisterError: (error: unknown) => reportError('update-failed', error),
  });
  reload = () => void update(true);
}
