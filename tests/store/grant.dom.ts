/** A port chosen by a person is the one that is driven, whatever was set before. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BoardChoice } from '#rpc/live.ts';
import { chooseBoard } from '#store/grant.ts';
import { settings } from '#store/settings.svelte.ts';

const portGranted = vi.hoisted(() => vi.fn(() => Promise.resolve()));
vi.mock('#store/workers.ts', () => ({ workers: () => ({ live: { portGranted } }) }));

const UNO = { usbVendorId: 0x2341, usbProductId: 0x43 };
const requestPort = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  settings.realBoardKnown = false;
  requestPort.mockResolvedValue({ getInfo: () => UNO });
  Object.defineProperty(navigator, 'serial', { value: { requestPort }, configurable: true });
});
afterEach(() => void Reflect.deleteProperty(navigator, 'serial'));

it.each<[string, BoardChoice, BoardChoice]>([
  ['the virtual board gives way', { kind: 'virtual', model: 'uno' }, { kind: 'auto' }],
  ['automatic finds it by itself', { kind: 'auto' }, { kind: 'auto' }],
  ['a binding to another board moves', { kind: 'serial', usbVendorId: 1, usbProductId: 2 }, { kind: 'serial', ...UNO }],
  ['a binding to this one stays', { kind: 'serial', ...UNO }, { kind: 'serial', ...UNO }],
  [
    'any real board is this one too',
    { kind: 'serial', usbVendorId: null, usbProductId: null },
    { kind: 'serial', usbVendorId: null, usbProductId: null },
  ],
])('%s', async (_name, before, after) => {
  settings.board = before;
  expect(await chooseBoard()).toBe('granted');
  expect(settings.board).toEqual(after);
  expect(settings.realBoardKnown).toBe(true);
  expect(portGranted).toHaveBeenCalledOnce();
});

it('changes nothing when the chooser is closed', async () => {
  settings.board = { kind: 'virtual', model: 'uno' };
  requestPort.mockRejectedValue(new DOMException('', 'NotFoundError'));
  expect(await chooseBoard()).toBe('cancelled');
  expect(settings.board).toEqual({ kind: 'virtual', model: 'uno' });
  expect(settings.realBoardKnown).toBe(false);
  expect(portGranted).not.toHaveBeenCalled();
});
