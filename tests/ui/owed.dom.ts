/** What was paid for is not put away by one slip. */
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import type { ActionView } from '#rpc/live.ts';
import { showSnapshot } from '#store/live.svelte.ts';
import { en } from '#text/en.ts';
import Owed from '#ui/live/Owed.svelte';

const dismissOwed = vi.hoisted(() => vi.fn(() => Promise.resolve()));
const fireOwed = vi.hoisted(() => vi.fn(() => Promise.resolve()));
vi.mock('#store/workers.ts', () => ({ workers: () => ({ live: { dismissOwed, fireOwed } }) }));

const action = {
  ...{ id: 'a1', at: 0, ruleId: 'r', ruleName: 'Lamp', command: 'PULSE 5 200', steps: 1, runs: 1, coins: 1 },
  cause: { kind: 'gift', uniqueId: 'rani', nickname: 'Rani', comment: '', giftName: 'Rose', count: 1 },
  ...{ sentMs: null, ackMs: null, queued: false, counts: { owed: 1 }, owedReason: 'stopped', expiresAt: 0 },
} as unknown as ActionView;
const button = (name: string) => screen.getByRole('button', { name });

beforeEach(() => {
  vi.clearAllMocks();
  showSnapshot({ muted: false, session: null } as unknown as Parameters<typeof showSnapshot>[0]);
  render(Owed, { owed: [action], total: 1 });
});

it('asks before it dismisses', async () => {
  await fireEvent.click(button('Dismiss: Lamp for rani'));
  expect(dismissOwed).not.toHaveBeenCalled();
  expect(screen.getByRole('alert').textContent).toBe(en.live.owed.dismissAsk);
  await fireEvent.click(button('Dismiss: Lamp for rani'));
  expect(dismissOwed).toHaveBeenCalledExactlyOnceWith('a1');
});

it('a session’s is not fired while a recording is played, and says why; a playback’s own is', async () => {
  const link = { source: { kind: 'replay', room: 'night.jsonl', relayUrl: null } };
  showSnapshot({ muted: false, session: { id: 'playback-1', state: 'live' }, link } as never);
  cleanup();
  render(Owed, { owed: [action, { ...action, id: 'playback-1#1', ruleName: 'Horn' }], total: 2 });
  expect(button('Fire now: Lamp for rani')).toHaveProperty('disabled', true);
  expect(screen.getByText(en.live.owed.notNow)).toBeTruthy();
  expect(button('Fire now: Horn for rani')).toHaveProperty('disabled', false);
});

it('counts the rest where the list ends', () => {
  cleanup();
  render(Owed, { owed: [action], total: 109 });
  expect(screen.getAllByRole('listitem').at(-1)?.textContent).toBe('and 108 more');
});

it('takes the question back at a second click on the same spot', async () => {
  const spot = button('Dismiss: Lamp for rani');
  await fireEvent.click(spot);
  await fireEvent.click(spot);
  expect(dismissOwed).not.toHaveBeenCalled();
  expect(screen.queryByRole('alert')).toBeNull();
  await fireEvent.click(button('Fire now: Lamp for rani'));
  expect(fireOwed).toHaveBeenCalledExactlyOnceWith('a1');
});
