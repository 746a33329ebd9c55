/** Between a real board and the virtual one and back, in mid-session: what is chosen moves, and the other is let go. */
import { rose } from './happenings.ts';
import { expect, test, times } from './fixtures.ts';
import { live, READY, ROSE_COMMAND, storedEntries } from './screen.ts';

const idOf = (entry: Readonly<Record<string, unknown>>) => (entry['action'] as { readonly id: string }).id;

test('the virtual Uno takes over from a real board, which is opened again when it is chosen', async ({
  relay,
  board,
  chrome,
}) => {
  const page = await chrome.open(relay.startLink);
  await expect(live.boardChip(page, READY)).toBeVisible();
  relay.send('gift', rose('real', 1));
  await expect.poll(() => times(board, ROSE_COMMAND)).toBe(1);

  await page.getByRole('link', { name: 'Board' }).first().click();
  await page.getByRole('radio', { name: /^Virtual Uno/ }).check();
  await expect(live.boardChip(page, /^Virtual Uno (ready|ack (p99|max))/)).toBeVisible();
  relay.send('gift', rose('virtual', 1));
  const acked = async () => {
    const actions = (await storedEntries(page)).filter(({ type }) => type === 'action');
    return new Set(actions.filter((entry) => JSON.stringify(entry).includes('"acked"')).map(idOf)).size;
  };
  await expect.poll(acked).toBe(2);
  expect(times(board, ROSE_COMMAND)).toBe(1);

  await page.getByRole('radio', { name: /^Automatic/ }).check();
  await expect(live.boardChip(page, /^Uno.* (ready|ack (p99|max))/)).toBeVisible();
  relay.send('gift', rose('real again', 1));
  await expect.poll(() => times(board, ROSE_COMMAND)).toBe(2);
});
