/** "Play it live": not beside a session, told by a banner, refused in words. */
import { configure, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { starterProfile } from '#domain/starter-profile.ts';
import type { Fault } from '#domain/fault.ts';
import type { SessionState } from '#domain/session-machine.ts';
import type { Snapshot, SourceConfig } from '#rpc/live.ts';
import { showSnapshot } from '#store/live.svelte.ts';
import PlaybackBanner from '#ui/shell/PlaybackBanner.svelte';
import Play from '#ui/what-if/Play.svelte';

configure({ defaultHidden: true, asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 60_000 });

const asked = vi.hoisted(() => ({ calls: [] as unknown[][], answer: null as Fault | null }));
vi.mock('#store/workers.ts', () => ({
  workers: () => ({
    live: {
      play: (...call: unknown[]) => {
        asked.calls.push(call);
        return Promise.resolve(asked.answer);
      },
    },
  }),
}));

const snapshot = (state: SessionState, source: SourceConfig | null): Snapshot =>
  ({ session: { id: 's', state, source: source?.kind }, link: { source } }) as unknown as Snapshot;
const REPLAY: SourceConfig = { kind: 'replay', room: 'night.jsonl', relayUrl: null, speed: 5 };
const file = new File(['x'], 'night.jsonl');
const question = { recording: { from: 'file', file }, profile: starterProfile() } as const;
const button = () => screen.getByRole('button', { name: 'Play it live' }) as HTMLButtonElement;

beforeEach(() => {
  Object.assign(asked, { calls: [], answer: null });
  location.hash = '#/what-if';
  showSnapshot(snapshot('ended', null));
});

test('plays the recording by these rules at the chosen speed, and shows the Live screen', async () => {
  render(Play, { question });
  expect(screen.getByText(/nothing real moves/)).toBeTruthy();
  await fireEvent.change(screen.getByLabelText('Speed'), { target: { value: '5' } });
  await fireEvent.click(button());
  await waitFor(() => expect(location.hash).toBe('#/live'));
  expect(asked.calls).toEqual([[{ from: 'file', file }, question.profile, 5]]);
});

test('cannot be asked for beside a session, and says why', async () => {
  showSnapshot(snapshot('live', { kind: 'demo', room: '', relayUrl: null }));
  render(Play, { question });
  expect(button().disabled).toBe(true);
  expect(screen.getByText(/^End the session that runs first/)).toBeTruthy();
});

test('a refusal is told in words, and the screen stays', async () => {
  asked.answer = { code: 'playback-refused', detail: '', at: 0 };
  render(Play, { question });
  await fireEvent.click(button());
  expect((await screen.findByRole('alert')).textContent).toContain('Nothing was moved; what runs goes on.');
  expect(location.hash).toBe('#/what-if');
});

test('a banner names what is played while it is, and not for a relay’s replay', async () => {
  render(PlaybackBanner);
  expect(screen.queryByRole('status')).toBeNull();
  showSnapshot(snapshot('live', REPLAY));
  expect((await screen.findByRole('status')).textContent).toContain('Playing “night.jsonl” at 5× on a virtual board.');
  showSnapshot(snapshot('live', { ...REPLAY, relayUrl: 'ws://127.0.0.1:8787/ws' }));
  await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
});
