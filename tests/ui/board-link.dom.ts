/** The link in figures: the histogram in words, counters by reason, and a number for the board. */
import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { showSnapshot } from '#store/live.svelte.ts';
import AckHistogram from '#ui/board/AckHistogram.svelte';
import { placeOf } from '#ui/board/histogram.ts';
import LinkPanel from '#ui/board/LinkPanel.svelte';
import { boardView } from './board-view.ts';

const setBoardId = vi.hoisted(() => vi.fn(() => Promise.resolve()));
vi.mock('#store/workers.ts', () => ({ workers: () => ({ live: { setBoardId } }) }));

beforeEach(() => showSnapshot({ muted: false, session: null, board: null, otherBoards: [] } as never));

test('the histogram reads out loud', () => {
  render(AckHistogram, { counts: [0, 300, 690, 10], bounds: [2, 4, 10], p50: 4.2, p99: 9.6 });
  expect(screen.getByText('1,000 answers: half came within 4.2 ms, 99 of 100 within 9.6 ms.')).toBeTruthy();
  expect(screen.getAllByRole('listitem').map((item) => item.textContent?.trim())).toEqual([
    'below 4.0 ms: 300',
    'below 10 ms: 690',
    '10 ms or more: 10',
  ]);
});

test('and says so when there is nothing yet', () => {
  render(AckHistogram, { counts: [], bounds: [2, 4, 10], p50: null, p99: null });
  expect(screen.getAllByText('No command has been answered yet.').length).toBeGreaterThan(0);
});

test.each([
  [0, 0],
  [2, 0.25],
  [3, 0.375],
  [7, 0.625],
  [500, 0.875],
])('%f ms stands at %f of the row', (ms, place) => {
  expect(placeOf(ms, [2, 4, 10])).toBe(place);
});

test('what was never sent is told by its reason', () => {
  const idle = boardView('ready');
  const dropped = { ...idle.counters.dropped, 'queue-full': 3, expired: 2 };
  render(LinkPanel, { board: { ...idle, counters: { ...idle.counters, sent: 1_234, dropped } } });
  const said = screen.getAllByRole('definition').map((figure) => figure.parentElement?.textContent?.trim());
  expect(screen.getByText('the queue was full 3, too late 2')).toBeTruthy();
  expect(said).toEqual(expect.arrayContaining(['Sent 1,234', 'Never sent 5']));
});

test('a board is given a number it can keep', async () => {
  const firmware = { name: 'giftwire', version: '1.0.0', board: 'm328p', id: null };
  render(LinkPanel, { board: { ...boardView('ready'), firmware } });
  await fireEvent.click(screen.getByRole('button', { name: 'Give it a number' }));
  await fireEvent.input(screen.getByLabelText(/^Number/), { target: { value: '300' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Keep on the board' }));
  expect(screen.getByRole('alert').textContent).toContain('must be a whole number from 0 to 255.');
  expect(setBoardId).not.toHaveBeenCalled();
  await fireEvent.input(screen.getByLabelText(/^Number/), { target: { value: '7' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Keep on the board' }));
  expect(setBoardId).toHaveBeenCalledWith(7);
});
