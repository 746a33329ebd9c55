/** The list of keys never stands between a person and EMERGENCY STOP. */
import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { listenKeys } from '#ui/shell/keys.ts';
import KeysOverview from '#ui/shell/KeysOverview.svelte';

afterEach(() => document.body.replaceChildren());

it('is not modal, takes the focus and gives it back', async () => {
  const opener = document.body.appendChild(document.createElement('button'));
  opener.focus();
  const { rerender } = render(KeysOverview, { open: true });
  const dialog = screen.getByRole('dialog');
  expect(dialog.getAttribute('aria-modal')).toBeNull();
  expect(document.activeElement).toBe(dialog);
  await rerender({ open: false });
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(opener);
});

it('closes at one Esc, wherever the focus is, which stops nothing; two still stop', async () => {
  const stop = vi.fn();
  const end = listenKeys({ stop, go: vi.fn(), help: vi.fn() });
  render(KeysOverview, { open: true });
  await fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(stop).not.toHaveBeenCalled();
  await fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(stop).toHaveBeenCalledOnce();
  end();
});
