/** While EMERGENCY STOP holds, the page says so, whatever else it shows. */
import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import type { Snapshot } from '#rpc/live.ts';
import { showSnapshot } from '#store/live.svelte.ts';
import { useLanguage } from '#store/text.svelte.ts';
import { tick } from 'svelte';
import MutedBanner from '#ui/shell/MutedBanner.svelte';
import { boardView } from './board-view.ts';

const snapshot: Snapshot = {
  at: 0,
  session: null,
  viewersChange: null,
  link: {
    state: 'closed',
    source: null,
    room: 'unknown',
    reason: '',
    retryAt: null,
    lastFrameAt: null,
    latencyMs: null,
    fault: null,
  },
  board: { ...boardView('absent'), kind: 'none' },
  otherBoards: [],
  record: { waiting: 0, savedAt: null, unansweredSince: null, fault: null },
  muted: false,
  eventsPerSecond: 0,
  events: [],
  actions: [],
  actionsTotal: 0,
  owed: [],
  owedTotal: 0,
  leaderboard: [],
  hits: {},
  faults: [],
};

it('appears with the mute, in the reader’s language, and goes with the release', async () => {
  const { container } = render(MutedBanner);
  expect(container.querySelector('[role=alert]')).toBeNull();

  showSnapshot({ ...snapshot, muted: true });
  await tick();
  expect(container.querySelector('[role=alert]')?.textContent).toContain('STOPPED');

  await useLanguage('id');
  await tick();
  expect(container.querySelector('button')?.textContent).toBe('Lepaskan');

  showSnapshot(snapshot);
  await tick();
  expect(container.querySelector('[role=alert]')).toBeNull();
  await useLanguage('en');
});

it('cannot be released while the button on the board is held down, and says why', async () => {
  const { container } = render(MutedBanner);
  showSnapshot({ ...snapshot, muted: true, board: { ...boardView('ready'), stopHeld: true } });
  await tick();
  expect(container.textContent).toContain('still pressed');
  expect(container.querySelector('button')?.disabled).toBe(true);

  showSnapshot({ ...snapshot, muted: true, board: boardView('ready') });
  await tick();
  expect(container.querySelector('button')?.disabled).toBe(false);
});
