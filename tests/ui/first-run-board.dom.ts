/** "Stay with the virtual Uno" does so, also where a granted real one is driven. */
import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import type { BoardView } from '#rpc/board-view.ts';
import type { Snapshot } from '#rpc/live.ts';
import { showSnapshot } from '#store/live.svelte.ts';
import { settings } from '#store/settings.svelte.ts';
import BoardStep from '#ui/first-run/BoardStep.svelte';

const show = (kind: BoardView['kind']) =>
  showSnapshot({ session: null, board: { kind, state: 'ready' } } as unknown as Snapshot);
const stay = () => fireEvent.click(screen.getByRole('button', { name: /^Stay with the virtual Uno/ }));

beforeEach(() => void (settings.board = { kind: 'auto' }));

it('leaves a real board that is in use', async () => {
  show('serial');
  const onnext = vi.fn();
  render(BoardStep, { onnext });
  await stay();
  expect(settings.board).toEqual({ kind: 'virtual', model: 'uno' });
  expect(onnext).toHaveBeenCalledOnce();
});

it('does not restart the virtual board that is in use', async () => {
  show('virtual');
  render(BoardStep, { onnext: vi.fn() });
  await stay();
  expect(settings.board).toEqual({ kind: 'auto' });
});
