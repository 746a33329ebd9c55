/** Preparing a board as the page drives it: clicks that come twice, sessions that begin meanwhile, workers that do not answer. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { FlashResult } from '#rpc/board.ts';
import type { Snapshot } from '#rpc/live.ts';
import { prepare } from '#store/flash.svelte.ts';
import { showSnapshot } from '#store/live.svelte.ts';
import { boardView } from '../ui/board-view.ts';

const script = vi.hoisted(() => ({
  calls: [] as string[],
  /** How the live worker answers when it is asked for the port. */
  release: (): Promise<void> => Promise.resolve(),
  result: { result: 'cancelled', written: 'nothing' } as unknown,
}));
vi.mock('comlink', () => ({ proxy: <T>(value: T) => value }));
vi.mock('#store/workers.ts', () => {
  const note = (name: string) => async () => void script.calls.push(name);
  return {
    workers: () => ({
      live: {
        releasePort: () => (script.calls.push('release'), script.release()),
        reclaimPort: note('reclaim'),
      },
    }),
    boardWorker: () => ({
      failed: new Promise(() => undefined),
      api: {
        cancelFlash: note('cancel'),
        flash: () => (script.calls.push('flash'), Promise.resolve(script.result as FlashResult)),
      },
    }),
  };
});

const uno = { getInfo: () => ({ usbVendorId: 0x2341, usbProductId: 0x43 }), connected: true };
const requestPort = vi.fn();
const never = () => new Promise<never>(() => undefined);
const failure: FlashResult = {
  ...{ result: 'failed', written: 'nothing' },
  fault: { code: 'flash-no-sync', detail: '', at: 0 },
};
const sessionIs = (state: string) =>
  showSnapshot({ session: { state }, board: boardView('ready') } as unknown as Snapshot);

beforeEach(() => {
  prepare.close();
  Object.assign(script, { calls: [], release: () => Promise.resolve(), result: failure });
  sessionIs('paused');
  requestPort.mockReset().mockResolvedValue(uno);
  const serial = { requestPort, getPorts: () => Promise.resolve([uno]) };
  Object.defineProperty(navigator, 'serial', { value: serial, configurable: true });
});

test('two quick clicks are one attempt, with whichever button', async () => {
  const updates = [prepare.update(boardView('ready')), prepare.update(boardView('ready'))];
  expect(prepare.busy).toBe(true);
  await Promise.all(updates);
  expect(script.calls).toEqual(['release', 'flash', 'reclaim']);
  await Promise.all([prepare.retry(), prepare.retry(), prepare.begin()]);
  expect(script.calls).toEqual(['release', 'flash', 'reclaim', 'release', 'flash', 'reclaim']);
  expect(requestPort).not.toHaveBeenCalled();
});

test.each(['retry', 'replace'] as const)('%s does not cut off a session that goes on meanwhile', async (again) => {
  script.result = again === 'retry' ? failure : { result: 'asks', chip: 'm328p', before: { is: 'sketch' } };
  await prepare.begin();
  expect(prepare.state.at).toBe(again === 'retry' ? 'failed' : 'asking');
  sessionIs('live');
  script.calls = [];
  await prepare[again]();
  expect(script.calls).toEqual([]);
  expect(prepare.state).toEqual({ at: 'idle' });
});

test('nor does a choice that a person made while it began', async () => {
  requestPort.mockImplementation(() => (sessionIs('live'), Promise.resolve(uno)));
  await prepare.begin();
  expect(script.calls).toEqual([]);
});

test('cancelling ends the waiting for a live worker that does not give the port up', async () => {
  script.release = never;
  const begun = prepare.begin();
  await vi.waitFor(() => expect(script.calls).toEqual(['release']));
  prepare.cancel();
  await begun;
  expect(prepare.state).toEqual({ at: 'cancelled', written: 'nothing' });
  expect(script.calls).toEqual(['release', 'reclaim']);
});

test('a live worker that never gives the port up is not waited for without end', async () => {
  vi.useFakeTimers();
  try {
    script.release = never;
    const begun = prepare.begin();
    await vi.advanceTimersByTimeAsync(60_000);
    await begun;
    expect(prepare.state).toMatchObject({ at: 'failed', fault: { code: 'port-stuck' }, written: 'nothing' });
    expect(script.calls).toEqual(['release', 'reclaim']);
  } finally {
    vi.useRealTimers();
  }
});

test('a browser that refuses to list its ports leaves nobody waiting', async () => {
  navigator.serial.getPorts = () => Promise.reject(new DOMException('no', 'SecurityError'));
  await prepare.update(boardView('ready'));
  expect(prepare.state).toMatchObject({ at: 'failed', fault: { code: 'worker-failed' } });
});
