/** “Prepare my Arduino” with a flasher that follows a script: what is shown and said at each step, and where the port goes. */
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { FIRMWARE } from '#domain/firmware.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import type { FlashProgress, FlashResult, PortIdentity } from '#rpc/board.ts';
import type { BoardView } from '#rpc/board-view.ts';
import type { Snapshot } from '#rpc/live.ts';
import { prepare } from '#store/flash.svelte.ts';
import { showSnapshot } from '#store/live.svelte.ts';
import { settings } from '#store/settings.svelte.ts';
import { en } from '#text/en.ts';
import PrepareBoard from '#ui/board/PrepareBoard.svelte';
import { boardView } from './board-view.ts';

vi.setConfig({ testTimeout: 30_000 });

const words = en.prepare;
const script = vi.hoisted(() => ({
  /** Everything asked of the workers, in order. */
  calls: [] as string[],
  flashed: [] as { port: PortIdentity; mayReplace: boolean }[],
  push: (_: FlashProgress): void => undefined,
  end: (_: FlashResult): void => undefined,
  die: (): void => undefined,
}));
vi.mock('comlink', () => ({ proxy: <T>(value: T) => value }));
vi.mock('#store/workers.ts', () => {
  const note = (name: string) => async () => void script.calls.push(name);
  const died = new Promise<'failed'>((resolve) => (script.die = () => resolve('failed')));
  return {
    workers: () => ({ live: { releasePort: note('release'), reclaimPort: note('reclaim'), pause: note('pause') } }),
    boardWorker: () => ({
      failed: died,
      api: {
        cancelFlash: note('cancel'),
        flash(port: PortIdentity, mayReplace: boolean, push: typeof script.push) {
          script.calls.push('flash');
          script.flashed.push({ port, mayReplace });
          script.push = push;
          return new Promise<FlashResult>((resolve) => (script.end = resolve));
        },
      },
    }),
  };
});

const uno = { getInfo: () => ({ usbVendorId: 0x2341, usbProductId: 0x43 }), connected: true };
const requestPort = vi.fn();
const ready = (version: string): BoardView => ({
  ...boardView('ready'),
  firmware: { name: 'giftwire', version, board: 'm328p', id: null },
});
const button = (name: string) => screen.getByRole('button', { name });
const press = (name: string) => fireEvent.click(button(name));
const said = () => screen.getAllByRole('status').map((each) => each.textContent?.trim());
const under = (count: number) => waitFor(() => expect(script.flashed).toHaveLength(count));

const VIRTUAL: BoardView = { ...boardView('ready'), kind: 'virtual' };
const showSession = (state: string, boards: Partial<Snapshot>) =>
  showSnapshot({ session: { state }, ...boards } as unknown as Snapshot);

async function begun(board: BoardView | null = null) {
  render(PrepareBoard, { board });
  await press(words.begin);
  await under(1);
}

beforeEach(async () => {
  prepare.close();
  Object.assign(script, { calls: [], flashed: [] });
  settings.profile = { ...starterProfile(), dialect: 'text', baudRate: 9_600 };
  settings.board = { kind: 'auto' };
  showSnapshot({ session: null } as unknown as Snapshot);
  requestPort.mockReset().mockResolvedValue(uno);
  Object.defineProperty(navigator, 'serial', {
    value: { requestPort, getPorts: () => Promise.resolve([{ ...uno }, uno]) },
    configurable: true,
  });
});

test('from the button to done: each step is said, the port is released first and given back last', async () => {
  const { rerender } = render(PrepareBoard, { board: boardView('silent') });
  screen.getByText(words.silent, { exact: false });
  await press(words.begin);
  await under(1);
  expect(script.flashed).toEqual([{ port: { usbVendorId: 0x2341, usbProductId: 0x43, index: 1 }, mayReplace: false }]);
  const steps: [FlashProgress, string][] = [
    [{ step: 'opening' }, words.now.opening],
    [{ step: 'detecting' }, words.now.detecting],
    [
      { step: 'found', chip: 'm328p', bootloader: 'optiboot', before: { is: 'ours', version: '0.9.0' } },
      'Found: ATmega328P (Uno or Nano). Giftwire 0.9.0 is on it.',
    ],
    [{ step: 'erasing' }, words.now.erasing],
    [{ step: 'writing', done: 2_048, total: 8_192 }, words.now.writing],
    [{ step: 'verifying', done: 4_096, total: 8_192 }, words.now.verifying],
    [{ step: 'starting' }, words.now.starting],
  ];
  for (const [progress, sentence] of steps) {
    script.push(progress);
    await waitFor(() => expect(said()).toContain(sentence));
    const bar = screen.getByRole('progressbar');
    expect(bar.getAttribute('value')).toBe('total' in progress ? String(progress.done / progress.total) : null);
    button(words.cancel);
  }
  script.end({ result: 'done', version: '1.0.0', chip: 'm328p', before: { is: 'ours', version: '0.9.0' } });
  await screen.findByText(words.done('1.0.0'));
  screen.getByText(words.was.ours('0.9.0'));
  screen.getByText(words.connecting);
  expect(script.calls).toEqual(['release', 'flash', 'reclaim']);
  expect(settings.profile).toMatchObject({ dialect: 'giftwire', baudRate: 115_200 });
  // What is late does not bring the progress back.
  script.push({ step: 'starting' });
  await rerender({ board: ready('1.0.0') });
  screen.getByText(words.connected);
  expect(screen.queryByRole('progressbar')).toBeNull();
  await press(words.close);
  button(words.another);
});

test('a sketch is replaced only when a person agreed, and that is asked once', async () => {
  await begun();
  script.end({ result: 'asks', chip: 'm328p', before: { is: 'sketch' } });
  await screen.findByText(words.askSketch, { exact: false });
  expect(script.calls).toEqual(['release', 'flash', 'reclaim']);
  await press(words.replace);
  await under(2);
  expect(script.flashed[1]).toMatchObject({ mayReplace: true });
  expect(requestPort).toHaveBeenCalledOnce();
  script.end({ result: 'done', version: '1.0.0', chip: 'm328p', before: { is: 'sketch' } });
  await screen.findByText(words.was.sketch);
});

test('a newer firmware is named before it would be replaced by an older one', async () => {
  await begun();
  script.end({ result: 'asks', chip: 'm328p', before: { is: 'ours', version: '9.0.0' } });
  await screen.findByText(words.askNewer('9.0.0', FIRMWARE.version));
  button(words.downgrade);
});

test('a failure says what happened, what was kept and what to do; trying again uses the same port', async () => {
  await begun();
  script.push({ step: 'writing', done: 128, total: 8_192 });
  const fault = { code: 'flash-verify-failed', detail: '0x1234', at: 0 } as const;
  script.end({ result: 'failed', fault, written: 'part' });
  const { happened, kept, next } = en.faults['flash-verify-failed'];
  for (const text of [happened, kept, next, '0x1234', words.halfDone]) await screen.findByText(text);
  expect(screen.getByRole('alert')).toBeTruthy();
  expect(settings.profile).toMatchObject({ dialect: 'text', baudRate: 9_600 });
  await press(words.retry);
  await under(2);
  expect(requestPort).toHaveBeenCalledOnce();
  expect(script.flashed[1]).toMatchObject({ mayReplace: false });
  script.end({ result: 'cancelled', written: 'nothing' });
  await screen.findByText(words.untouched);
});

test('a port that is gone is asked for again', async () => {
  await begun();
  script.end({ result: 'failed', fault: { code: 'flash-cable-lost', detail: '', at: 0 }, written: 'part' });
  await waitFor(() => button(words.retry));
  const again = { ...uno };
  requestPort.mockResolvedValue(again);
  navigator.serial.getPorts = () => Promise.resolve([again as unknown as SerialPort]);
  await press(words.retry);
  await under(2);
  expect(requestPort).toHaveBeenCalledTimes(2);
  script.end({ result: 'cancelled', written: 'part' });
  await screen.findByText(words.halfDone);
});

test('cancel and Escape reach the flasher at any step', async () => {
  await begun();
  script.push({ step: 'writing', done: 0, total: 8_192 });
  await waitFor(() => expect(said()).toContain(words.now.writing));
  await press(words.cancel);
  await fireEvent.keyDown(button(words.cancel), { key: 'Escape' });
  expect(script.calls.filter((call) => call === 'cancel')).toHaveLength(2);
  // Cancelled as it starts: what is on the board is whole, and so it is called.
  script.end({ result: 'cancelled', written: 'all' });
  await screen.findByText(words.whole);
  expect(script.calls.at(-1)).toBe('reclaim');
});

test('the chooser closed: nothing was begun', async () => {
  requestPort.mockRejectedValue(new DOMException('', 'NotFoundError'));
  render(PrepareBoard, { board: null });
  await press(words.begin);
  await waitFor(() => button(words.begin));
  expect(script.calls).toEqual([]);
});

test('an older firmware is offered an update, without a chooser where there is no doubt; the same one is not', async () => {
  navigator.serial.getPorts = () => Promise.resolve([uno as unknown as SerialPort]);
  const { rerender } = render(PrepareBoard, { board: ready(FIRMWARE.version) });
  expect(screen.queryByRole('button', { name: words.updateNow })).toBeNull();
  await rerender({ board: ready('0.9.0') });
  screen.getByText(words.update('0.9.0', FIRMWARE.version));
  await press(words.updateNow);
  await under(1);
  expect(requestPort).not.toHaveBeenCalled();
  script.end({ result: 'cancelled', written: 'nothing' });
  await screen.findByText(words.untouched);
});

test.each([
  ['the board in use', { board: boardView('ready') }],
  ['a further board, beside a virtual one', { board: VIRTUAL, otherBoards: [boardView('ready')] }],
])('a session that moves %s must be paused first', async (_, boards) => {
  showSession('live', boards);
  render(PrepareBoard, { board: boards.board });
  expect(screen.queryByRole('button', { name: words.another })).toBeNull();
  screen.getByText(words.pauseFirst);
  await press(words.pause);
  expect(script.calls).toEqual(['pause']);
  showSession('live', { board: VIRTUAL });
  await waitFor(() => expect(screen.queryByText(words.pauseFirst)).toBeNull());
});

test('a session that goes on meanwhile takes away what would cut it off, and says why', async () => {
  await begun();
  script.end({ result: 'asks', chip: 'm328p', before: { is: 'sketch' } });
  await waitFor(() => button(words.replace));
  showSession('live', { board: boardView('ready') });
  await screen.findByText(words.pauseFirst);
  expect(screen.queryByRole('button', { name: words.replace })).toBeNull();
  showSession('paused', { board: boardView('ready') });
  await waitFor(() => button(words.replace));
  // A sketch can be left as it is.
  await press(words.keep);
  button(words.begin);
  expect(script.flashed).toHaveLength(1);
});

test('a browser without Web Serial is told so', () => {
  Reflect.deleteProperty(navigator, 'serial');
  render(PrepareBoard, { board: null });
  screen.getByText(words.unsupported);
});

test('a board worker that dies: the port is given back all the same', async () => {
  await begun();
  script.push({ step: 'erasing' });
  script.die();
  await screen.findByText(en.faults['worker-failed'].happened);
  screen.getByText(words.halfDone);
  expect(script.calls.at(-1)).toBe('reclaim');
});
