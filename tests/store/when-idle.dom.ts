/** What another tab asks for waits for the session of this one. */
import { flushSync } from 'svelte';
import { expect, it, vi } from 'vitest';
import type { SessionState } from '#domain/session-machine.ts';
import type { Snapshot } from '#rpc/live.ts';
import { showSnapshot } from '#store/live.svelte.ts';
import { whenIdle } from '#store/when-idle.svelte.ts';

function show(state: SessionState): void {
  showSnapshot({ session: { state } } as unknown as Snapshot);
  flushSync();
}

it('acts at once while nothing runs', () => {
  show('ended');
  const act = vi.fn();
  whenIdle(act);
  expect(act).toHaveBeenCalledOnce();
});

it('waits for a session to end, however it is interrupted, and then acts once', () => {
  show('live');
  const act = vi.fn();
  whenIdle(act);
  for (const state of ['live', 'interrupted', 'paused', 'live'] as const) show(state);
  expect(act).not.toHaveBeenCalled();
  show('ended');
  expect(act).toHaveBeenCalledOnce();
  show('live');
  show('ended');
  expect(act).toHaveBeenCalledOnce();
});
