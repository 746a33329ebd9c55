/** One pin held on: whatever ends the hold lets go, and the button never says on while the pin is off. */
import { configure, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { starterProfile } from '#domain/starter-profile.ts';
import type { Snapshot } from '#rpc/live.ts';
import { showSnapshot } from '#store/live.svelte.ts';
import { settings } from '#store/settings.svelte.ts';
import { en } from '#text/en.ts';
import Board from '#ui/board/Board.svelte';
import { pinsDraft } from '#ui/board/draft-profile.svelte.ts';
import { boardView } from './board-view.ts';

configure({ defaultHidden: true, asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 60_000 });

const holdPin = vi.hoisted(() => vi.fn());
vi.mock('#store/workers.ts', () => ({
  workers: () => ({ live: { holdPin: (...args: unknown[]) => Promise.resolve(holdPin(...args)) } }),
}));
const on = [5, true];
const off = [5, false];

const show = (part: object = {}) =>
  showSnapshot({ board: boardView('ready'), muted: false, session: null, ...part } as unknown as Snapshot);

beforeEach(() => {
  // jsdom captures no pointers.
  Element.prototype.setPointerCapture = () => undefined;
  const starter = starterProfile();
  // Pin 5 is the first, and so the one in hand.
  settings.profile = { ...starter, pins: starter.pins.filter(({ pin }) => pin >= 5) };
  pinsDraft.discard();
  holdPin.mockReset().mockReturnValue(true);
  show();
});

const hold = () => screen.getByRole('button', { name: /^(Hold to switch on|On while you hold)$/ });

test.each(['pointerUp', 'pointerCancel', 'lostPointerCapture', 'blur'] as const)('until %s', async (end) => {
  render(Board);
  await fireEvent.pointerDown(hold(), { button: 0 });
  expect(holdPin.mock.calls).toEqual([on]);
  expect(hold().getAttribute('aria-pressed')).toBe('true');
  await fireEvent[end](hold());
  expect(holdPin.mock.calls).toEqual([on, off]);
});

test.each([' ', 'Enter'])('by the key %j, once however long', async (key) => {
  render(Board);
  await fireEvent.keyDown(hold(), { key });
  await fireEvent.keyDown(hold(), { key, repeat: true });
  await fireEvent.keyUp(hold(), { key });
  expect(holdPin.mock.calls).toEqual([on, off]);
});

test('goes off when the page loses the focus, the board goes, or the screen is left', async () => {
  const { unmount } = render(Board);
  await fireEvent.pointerDown(hold(), { button: 0 });
  await fireEvent.blur(window);
  await fireEvent.pointerDown(hold(), { button: 0 });
  show({ board: boardView('lost') });
  await waitFor(() => expect(holdPin).toHaveBeenCalledTimes(4));
  show();
  await waitFor(() => expect(hold().hasAttribute('disabled')).toBe(false));
  await fireEvent.pointerDown(hold(), { button: 0 });
  unmount();
  expect(holdPin.mock.calls).toEqual([on, off, on, off, on, off]);
});

test('another pin chosen meanwhile: the one that was held is let go', async () => {
  render(Board);
  await fireEvent.keyDown(hold(), { key: ' ' });
  await fireEvent.change(screen.getByLabelText('Choose a pin'), { target: { value: '6' } });
  await fireEvent.keyUp(hold(), { key: ' ' });
  expect(holdPin.mock.calls).toEqual([on, off]);
});

test('says so when something else has the pin', async () => {
  holdPin.mockReturnValueOnce(false);
  render(Board);
  await fireEvent.keyDown(hold(), { key: ' ' });
  expect(await screen.findByText(en.board.try.busy)).toBeTruthy();
});

test('does not say on once it was cut, and does again when held anew', async () => {
  const shows = (does: 'on' | 'off') =>
    show({ board: { ...boardView('ready'), pins: [{ pin: 5, name: '', shows: { does }, waiting: 0 }] } });
  render(Board);
  await fireEvent.pointerDown(hold(), { button: 0 });
  shows('on');
  expect(await screen.findByText(en.board.try.holding)).toBeTruthy();
  shows('off');
  const cut = await screen.findByText(en.board.try.cut);
  await fireEvent.pointerUp(cut);
  await fireEvent.pointerDown(hold(), { button: 0 });
  expect(await screen.findByText(en.board.try.holding)).toBeTruthy();
});

test('by nothing but the first button of a mouse', async () => {
  render(Board);
  await fireEvent.pointerDown(hold(), { button: 2 });
  expect(holdPin).not.toHaveBeenCalled();
});
