/** The storage end of the journal while the database cannot be had: what it answers, and that a mute is not lost. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FaultCode } from '#domain/fault.ts';
import type { JournalMessage, JournalReply } from '#rpc/storage.ts';
import type { Database } from '#storage/db.ts';
import { takeIn } from '#storage/intake.ts';
import { batch, session } from './bed.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A port as the worker holds it, and a database that can be had only while `fault` is null. */
function bed() {
  const replies: JournalReply[] = [];
  const saved: unknown[] = [];
  const state: { fault: FaultCode | null } = { fault: null };
  const port = {
    onmessage: null as MessagePort['onmessage'],
    postMessage: (reply: JournalReply) => replies.push(reply),
  };
  const settings = {
    put: async (row: unknown) => {
      saved.push(row);
    },
  };
  takeIn(port as unknown as MessagePort, async () => {
    if (state.fault) throw { code: state.fault, detail: '', at: 0 };
    return { settings } as unknown as Database;
  });
  const tell = async (data: JournalMessage): Promise<void> => {
    port.onmessage?.call(port as unknown as MessagePort, { data } as MessageEvent);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { replies, saved, state, tell };
}

test('a mute that could not be stored is tried again until it is; of two only the later one counts', async () => {
  const { saved, state, tell } = bed();
  state.fault = 'storage-busy-elsewhere';
  await tell({ type: 'mute', muted: true });
  await tell({ type: 'mute', muted: false });
  await tell({ type: 'mute', muted: true });
  expect(saved).toEqual([]);
  state.fault = null;
  await vi.runAllTimersAsync();
  expect(saved).toEqual([{ key: 'muted', value: true }]);
});

test.each([
  ['storage-newer', true],
  ['storage-failed', true],
  ['storage-unavailable', false],
] as const)(
  'a record that cannot be read (%s) restores nothing, says so, and counts as muted: %s',
  async (code, muted) => {
    const { replies, state, tell } = bed();
    state.fault = code;
    await tell({ type: 'restore', room: 'demo:plaza' });
    expect(replies).toEqual([
      {
        type: 'restored',
        room: 'demo:plaza',
        restored: null,
        muted,
        openActions: [],
        nextNumber: 1,
        fault: { code, detail: '', at: 0 },
      },
    ]);
  },
);

test('a batch that cannot be stored holds back the later ones, so that the log keeps its order', async () => {
  const { replies, state, tell } = bed();
  state.fault = 'storage-full';
  await tell({ type: 'batch', batch: batch(4, session('s1'), []) });
  state.fault = null;
  await tell({ type: 'batch', batch: batch(5, session('s1'), []) });
  expect(replies).toMatchObject([
    { type: 'failed', number: 4, fault: { code: 'storage-full' } },
    { type: 'failed', number: 5, fault: { code: 'storage-full' } },
  ]);
});
