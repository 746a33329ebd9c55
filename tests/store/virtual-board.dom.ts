/** The page's side of the virtual board: what it shows, what it tells the worker, and a worker that dies. */
import { beforeEach, expect, it, vi } from 'vitest';
import type { VirtualView } from '#rpc/board.ts';

class FakeWorker extends EventTarget {
  static all: FakeWorker[] = [];
  readonly name: string;
  terminated = false;
  constructor(_url: URL, { name }: { name: string }) {
    super();
    this.name = name;
    FakeWorker.all.push(this);
  }
  terminate(): void {
    this.terminated = true;
  }
}
/** What comlink would make of each worker: every call noted, in order. */
const calls = vi.hoisted(() => ({ all: [] as [string, string, ...unknown[]][] }));
vi.mock('comlink', () => ({
  proxy: <T>(value: T) => value,
  transfer: <T>(value: T) => value,
  wrap: (worker: FakeWorker) =>
    new Proxy(
      {},
      {
        get:
          (_target, method: string) =>
          (...args: unknown[]) => {
            calls.all.push([worker.name, method, ...args]);
            return Promise.resolve();
          },
      },
    ),
}));

const VIEW: VirtualView = {
  model: 'mega',
  plugged: true,
  running: true,
  pins: { 13: { does: 'on' } },
  stopPressed: false,
};
const told = (worker: string) => calls.all.filter(([name]) => name === worker).map(([, method]) => method);
const boards = () => FakeWorker.all.filter(({ name }) => name === 'board');
const setHidden = (hidden: boolean) => {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
};

async function page() {
  const { virtualBoard } = await import('#store/virtual-board.svelte.ts');
  const { layCable } = await import('#store/workers.ts');
  const { pageFaults } = await import('#store/faults.svelte.ts');
  layCable();
  const push = (view: VirtualView) => {
    const [, , show] = calls.all.findLast(([name, method]) => name === 'board' && method === 'watch') ?? [];
    return (show as (view: VirtualView) => Promise<void>)(view);
  };
  return { virtualBoard, push, faults: () => pageFaults().map(({ code }) => code) };
}

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('Worker', FakeWorker);
  FakeWorker.all = [];
  calls.all = [];
  setHidden(false);
});

it('starts one worker, gives it its cable and one subscription, whatever is pressed', async () => {
  const { virtualBoard, push } = await page();
  expect(virtualBoard.view).toBeNull();
  virtualBoard.reset();
  virtualBoard.stop(true);
  virtualBoard.unplug();
  virtualBoard.plug();
  expect(told('board')).toEqual(['connect', 'watch', 'pressReset', 'pressStop', 'unplug', 'plug']);
  await push(VIEW);
  expect(virtualBoard.view).toBe(VIEW);
});

it('takes a view while nobody looks, and asks for the next one when somebody does', async () => {
  const { virtualBoard, push } = await page();
  virtualBoard.reset();
  setHidden(true);
  const taken = vi.fn();
  const answer = push(VIEW).then(taken);
  await Promise.resolve();
  expect(virtualBoard.view).toBe(VIEW);
  expect(taken).not.toHaveBeenCalled();
  setHidden(false);
  await answer;
  expect(taken).toHaveBeenCalled();
});

it('a worker that dies is a fault, its board is unplugged for the live worker too, and plugging in starts another', async () => {
  const { virtualBoard, push, faults } = await page();
  virtualBoard.reset();
  await push(VIEW);
  boards()[0]?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
  await vi.waitFor(() => expect(virtualBoard.failed).toBe(true));
  expect(faults()).toEqual(['worker-failed']);
  expect(virtualBoard.view).toEqual({ ...VIEW, plugged: false, running: false, pins: {} });
  expect(boards()[0]?.terminated).toBe(true);
  expect(told('live')).toEqual(['replaceVirtual']);

  virtualBoard.plug();
  expect(boards()).toHaveLength(2);
  expect(told('board').slice(-2)).toEqual(['connect', 'watch']);
  expect(told('live')).toEqual(['replaceVirtual', 'portGranted']);
  expect(virtualBoard.failed).toBe(false);
});
