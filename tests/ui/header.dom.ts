/** The header never shows one source's name beside another's figures. */
import { render } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import type { SessionState } from '#domain/session-machine.ts';
import { newTotals } from '#domain/session.ts';
import type { Snapshot, SourceConfig } from '#rpc/live.ts';
import { live, showSnapshot } from '#store/live.svelte.ts';
import { roomKey } from '#live/session-control.ts';
import { roomInUse, settings } from '#store/settings.svelte.ts';
import { en } from '#text/en.ts';
import Header from '#ui/shell/Header.svelte';

import { boardView } from './board-view.ts';

vi.mock('#store/workers.ts', () => ({ workers: () => ({ live: {} }) }));

const RANI: SourceConfig = { kind: 'tiktok', room: 'Rani', relayUrl: null };
const DEMO: SourceConfig = { kind: 'demo', room: '', relayUrl: null };

const board = { ...boardView('ready'), waiting: 1 };

function show(state: SessionState): void {
  const session = {
    ...{ id: 's', room: 'demo:', source: 'demo', uniqueId: 'demo.host', number: 3, state, startedAt: 0 },
    ...{ endedAt: state === 'ended' ? 60_000 : null, totals: { ...newTotals(), viewers: 321, coins: 4_567 } },
  };
  showSnapshot({
    session,
    viewersChange: 12,
    muted: false,
    board,
    otherBoards: [],
    owedTotal: 2,
    link: null,
  } as unknown as Snapshot);
}
const text = () => render(Header).container.querySelector('header')?.textContent.replace(/\s+/g, ' ') ?? '';

it('shows the last session’s figures while its source is the one in use', () => {
  settings.source = DEMO;
  show('ended');
  expect(text()).toMatch(/@demo\.host.*321.*4,567/);
});

it('shows a source chosen since, without the figures of the session before', () => {
  settings.source = RANI;
  show('ended');
  expect(text()).toMatch(/@Rani.*READY/);
  expect(text()).not.toMatch(/demo\.host|321|\+12|4,567|0:01:00/);
});

it('shows the session that runs', () => {
  settings.source = RANI;
  show('live');
  expect(text()).toMatch(/@demo\.host.*LIVE.*321/);
});

it('the question before the end tells what waits and what is owed', () => {
  show('live');
  const asked = render(Header).container.querySelector('.ask')?.textContent;
  expect(asked).toContain(en.common.session.endWaiting('1'));
  expect(asked).toContain(en.common.session.endOwed('2'));
});

const playback = (uniqueId: string) => {
  show('live');
  const { snapshot } = live;
  const session = { ...snapshot?.session, id: 'playback-1', source: 'replay', uniqueId };
  showSnapshot({ ...snapshot, session } as unknown as Snapshot);
};

it.each([
  ['night.jsonl', /night\.jsonl/],
  ['demo', /Demo LIVE/],
  ['demo:', /Demo LIVE/],
])('calls a playback of %j by its name and a replay, never LIVE', (uniqueId, name) => {
  playback(uniqueId);
  const said = render(Header).container.querySelector('.name')?.textContent ?? '';
  expect(said).toMatch(name);
  expect(said).toMatch(/REPLAY$/);
  expect(said).not.toContain('@');
});

it.each<SourceConfig>([
  RANI,
  DEMO,
  { kind: 'tikfinity', room: '', relayUrl: null },
  { kind: 'replay', room: 'evening.jsonl', relayUrl: null, file: 'evening.jsonl' },
])('names the room of $kind as the live worker does', (source) => {
  settings.source = source;
  expect(roomInUse()).toBe(roomKey(source));
});
