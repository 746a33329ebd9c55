/** The first step stores what a person chooses, and says on a public page what Chrome will ask. */
import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { settings } from '#store/settings.svelte.ts';
import { en } from '#text/en.ts';
import SourceStep from '#ui/first-run/SourceStep.svelte';

const serveFrom = (hostname: string) => vi.stubGlobal('location', { ...location, hostname, search: '', hash: '' });

beforeEach(() => void (settings.source = null));
afterEach(() => vi.unstubAllGlobals());

it('keeps the demo as a choice', async () => {
  const onnext = vi.fn();
  render(SourceStep, { onnext });
  await fireEvent.click(screen.getByRole('button', { name: /^Stay with the demo/ }));
  expect(settings.source).toMatchObject({ kind: 'demo' });
  expect(onnext).toHaveBeenCalledOnce();
});

it.each([
  ['giftwire.example', true],
  ['localhost', false],
  ['127.0.0.1', false],
])('from %s explains the local network before TikFinity is chosen: %s', (hostname, explains) => {
  serveFrom(hostname);
  render(SourceStep, { onnext: vi.fn() });
  expect(screen.queryByText(en.settings.source.publicOrigin) !== null).toBe(explains);
  expect(settings.source).toBeNull();
});
