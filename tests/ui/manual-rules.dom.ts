/** Manual buttons fire only while a session is live, and say why they do not. */
import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import type { SessionState } from '#domain/session-machine.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import type { Snapshot } from '#rpc/live.ts';
import { showSnapshot } from '#store/live.svelte.ts';
import { newRule } from '#domain/rule-defaults.ts';
import { settings } from '#store/settings.svelte.ts';
import { en } from '#text/en.ts';
import ManualRules from '#ui/live/ManualRules.svelte';

const fireRule = vi.hoisted(() => vi.fn(() => Promise.resolve()));
vi.mock('#store/workers.ts', () => ({ workers: () => ({ live: { fireRule } }) }));

const words = en.live.manual;
const show = (state: SessionState | null, muted = false) =>
  showSnapshot({ session: state && { state }, muted } as unknown as Snapshot);

beforeEach(() => {
  fireRule.mockClear();
  const rule = { ...newRule('bell', 'Ring the bell'), trigger: { on: 'manual' } as const };
  settings.profile = { ...starterProfile(), rules: [rule] };
});

it.each<[SessionState | null, boolean, string | null]>([
  [null, false, words.idle],
  ['starting', false, words.idle],
  ['paused', false, en.board.try.paused],
  ['ended', false, words.idle],
  ['live', true, words.muted],
  ['live', false, null],
  ['interrupted', false, null],
])('session %s, muted %s: %s', async (state, muted, why) => {
  show(state, muted);
  const { container } = render(ManualRules);
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Ring the bell' });
  expect(button.disabled).toBe(why !== null);
  if (why) return expect(container.textContent).toContain(why);
  await fireEvent.click(button);
  expect(fireRule).toHaveBeenCalledWith('bell', 'manual');
});
