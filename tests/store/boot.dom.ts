/** What a page does by itself when it is opened, and what it leaves alone until a person asks. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LiveSetup, Snapshot } from '#rpc/live.ts';
import type { StoredSettings } from '#rpc/storage.ts';

const calls = vi.hoisted(() => ({
  setUp: vi.fn<(setup: unknown) => Promise<void>>(),
  stop: vi.fn(() => Promise.resolve()),
  setSource: vi.fn(() => Promise.resolve()),
  loadSettings: vi.fn<() => Promise<unknown>>(),
  saveSettings: vi.fn<(settings: unknown) => Promise<null>>(),
  boardWorker: vi.fn(),
}));
vi.mock('#store/workers.ts', () => {
  const nothing = () => Promise.resolve(null);
  const { setUp, stop, setSource, loadSettings, saveSettings } = calls;
  const live = { setUp, stop, setSource, subscribe: nothing, setProfile: nothing, chooseBoard: nothing };
  const storage = { open: nothing, attachJournal: nothing, loadSettings, saveSettings };
  const workers = { live, storage, storageFailed: new Promise(() => undefined) };
  calls.boardWorker.mockReturnValue({ api: { watch: nothing }, failed: new Promise(() => undefined) });
  return { workers: () => workers, layCable: () => new MessageChannel().port1, boardWorker: calls.boardWorker };
});

const locks = vi.fn((_name: string, _options: unknown, held: () => Promise<void>) => held());
let released = 0;
let ports: object[];

beforeEach(() => {
  vi.resetModules();
  vi.clearAllMocks();
  ports = [];
  released = 0;
  calls.setUp.mockResolvedValue(undefined);
  calls.loadSettings.mockResolvedValue({});
  calls.saveSettings.mockResolvedValue(null);
  vi.stubGlobal('fetch', () => Promise.reject(new Error('a static host')));
  vi.stubGlobal('matchMedia', () => new EventTarget());
  Object.defineProperty(navigator, 'serial', { value: { getPorts: async () => ports }, configurable: true });
  const request = (...args: Parameters<typeof locks>) =>
    // The tab's own lock, held for good, is another matter.
    args[0] === 'giftwire-owner' ? args[2]() : locks(...args).then(() => (released += 1));
  Object.defineProperty(navigator, 'locks', { value: { request }, configurable: true });
});
afterEach(() => {
  vi.unstubAllGlobals();
  history.replaceState(null, '', '/');
});

/** The page as it is after boot; modules anew, since each keeps what it knows. */
async function open(address: string, stored: StoredSettings | Promise<never> = {}) {
  history.replaceState(null, '', address);
  calls.loadSettings.mockImplementation(async () => await stored);
  // The page's own copy: reset like its modules.
  const { flushSync } = await import('svelte');
  const { boot } = await import('#store/boot.svelte.ts');
  const { settings, settingsSettled } = await import('#store/settings.svelte.ts');
  const { showSnapshot } = await import('#store/live.svelte.ts');
  const { pageFaults } = await import('#store/faults.svelte.ts');
  const early = settingsSettled();
  await boot();
  flushSync();
  const show = (snapshot: object) => {
    const record = { waiting: 0, savedAt: null, unansweredSince: null, fault: null };
    showSnapshot({ record, ...snapshot } as Snapshot);
    flushSync();
  };
  const faults = () => pageFaults().map(({ code }) => code);
  return { flushSync, settings, settledBefore: early, settledAfter: settingsSettled(), show, faults };
}
const setup = () => calls.setUp.mock.calls[0]?.[0] as LiveSetup;
const demo = (startedBy: 'auto' | 'hand', kind: 'virtual' | 'serial', state = 'ready') => ({
  session: { source: 'demo', state: 'live', startedBy, endedAt: null },
  board: { kind, state },
});

it('tells forms when stored settings are there to be copied', async () => {
  expect(await open('/')).toMatchObject({ settledBefore: false, settledAfter: true });
});

it('starts the demo by itself on a first visit', async () => {
  await open('/');
  expect(setup()).toMatchObject({ autoStart: true, source: { kind: 'demo' } });
});

it.each<[string, StoredSettings]>([
  ['a source was chosen', { source: { kind: 'demo', room: '', relayUrl: null } }],
  ['a real board was granted once, though it is unplugged', { realBoardKnown: true }],
  ['a real board alone may be driven', { board: { kind: 'serial', usbVendorId: null, usbProductId: null } }],
])('does not start the demo when %s', async (_why, stored) => {
  await open('/', stored);
  expect(setup().autoStart).toBe(false);
});

it('does not start the demo beside a granted board, and remembers that there is one', async () => {
  ports = [{}];
  const { settings } = await open('/');
  expect(setup().autoStart).toBe(false);
  expect(settings.realBoardKnown).toBe(true);
  expect(calls.saveSettings).toHaveBeenCalledWith(expect.objectContaining({ realBoardKnown: true }));
});

it.each<[string, unknown, unknown]>([
  ['a virtual Mega', { kind: 'virtual', model: 'mega' }, { kind: 'virtual', model: 'mega' }],
  ['the practice board of version 0.1', { kind: 'practice' }, { kind: 'virtual', model: 'uno' }],
  ['a model nobody knows', { kind: 'virtual', model: 'due' }, { kind: 'auto' }],
])('takes up as the board that was stored: %s', async (_what, board, choice) => {
  await open('/', { board } as StoredSettings);
  expect(setup().board).toEqual(choice);
});

it('starts the board worker when a virtual board is opened, and not before', async () => {
  const { show } = await open('/');
  show(demo('auto', 'virtual', 'absent'));
  show(demo('auto', 'serial'));
  expect(calls.boardWorker).not.toHaveBeenCalled();
  show(demo('auto', 'virtual', 'opening'));
  expect(calls.boardWorker).toHaveBeenCalled();
});

it('keeps the source of a link', async () => {
  await open('/?source=tiktok&room=rani&start=1');
  expect(setup()).toMatchObject({ autoStart: true, source: { kind: 'tiktok', room: 'rani' } });
  expect(calls.saveSettings).toHaveBeenCalledWith(
    expect.objectContaining({ source: expect.objectContaining({ kind: 'tiktok', room: 'rani' }) as unknown }),
  );
  expect(location.search).toContain('room=rani');
});

it('forgets the link when another source is chosen, so that a reload does not undo it', async () => {
  const { settings, flushSync } = await open('/?source=tiktok&room=rani&start=1#/settings');
  settings.source = { kind: 'tikfinity', room: '', relayUrl: null };
  flushSync();
  expect(location.search).toBe('');
  expect(location.hash).toBe('#/settings');
});

it('saves nothing over a record that could not be read', async () => {
  const { faults } = await open('/?source=tiktok&room=rani', Promise.reject(new Error('damaged')));
  expect(faults()).toContain('storage-failed');
  expect(calls.saveSettings).not.toHaveBeenCalled();
});

it('ends the demo that started by itself as soon as a real board is driven, and says so', async () => {
  const { show, faults } = await open('/');
  show(demo('auto', 'virtual'));
  show(demo('auto', 'serial', 'absent'));
  expect(calls.stop).not.toHaveBeenCalled();
  show(demo('auto', 'serial', 'opening'));
  show(demo('auto', 'serial', 'greeting'));
  expect(calls.stop).toHaveBeenCalledOnce();
  expect(faults()).toContain('demo-stopped-for-board');
});

it.each([
  ['a person pressed START', '/', 'hand'],
  ['a link asked for it', '/?source=demo&start=1', 'auto'],
] as const)('lets the demo move a real board when %s', async (_why, address, startedBy) => {
  const { show, faults } = await open(address);
  show(demo(startedBy, 'serial'));
  expect(calls.stop).not.toHaveBeenCalled();
  expect(faults()).toEqual([]);
});

it('holds one lock as long as a session runs, through all its snapshots', async () => {
  const { show } = await open('/');
  for (let i = 0; i < 5; i++) show(demo('hand', 'virtual'));
  expect(locks).toHaveBeenCalledOnce();
  show({ ...demo('hand', 'virtual'), session: null });
  await vi.waitFor(() => expect(released).toBe(1));
  expect(locks).toHaveBeenCalledOnce();
});
