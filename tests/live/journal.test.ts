/** The journal against a channel the test holds: batches, acknowledgement, retry, and which session a batch belongs to. */
import { describe, expect, it } from 'vitest';
import type { Action } from '#domain/action.ts';
import { createJournal } from '#live/journal.ts';
import type { JournalBatch, JournalMessage, JournalReply, LogEntry } from '#rpc/storage.ts';
import { fakeClock } from '../fakes/clock.ts';
import { collectFaults } from '../fakes/faults.ts';

const note = (what: string): LogEntry => ({ type: 'note', at: 0, what, detail: '' });
const action = (id: string, unstarted: Action['unstarted']): Action =>
  ({ id, unstarted, results: [] }) as unknown as Action;

function setUp() {
  const clock = fakeClock();
  const faults = collectFaults();
  const posted: JournalMessage[] = [];
  const port = { postMessage: (message: JournalMessage) => void posted.push(message), onmessage: null };
  let sessionId = 'one';
  const journal = createJournal({
    clock,
    report: faults.report,
    port: port as never,
    takeState: () => ({ session: { id: sessionId }, contributions: [], checkpoint: {} }) as never,
    onChange: () => undefined,
  });
  const reply = (data: JournalReply) =>
    (port.onmessage as unknown as (message: { data: JournalReply }) => void)({ data });
  const batches = (): JournalBatch[] => posted.flatMap((message) => (message.type === 'batch' ? [message.batch] : []));
  return { clock, faults, journal, posted, reply, batches, become: (id: string) => void (sessionId = id) };
}

describe('journal', () => {
  it('writes 250 ms after the first entry', () => {
    const { journal, clock, batches } = setUp();
    journal.append(note('a'));
    clock.advance(200);
    journal.append(note('b'));
    expect(batches()).toHaveLength(0);
    clock.advance(50);
    expect(batches().map((batch) => batch.entries.length)).toEqual([2]);
  });

  it('writes as soon as 100 entries wait and nothing more comes', () => {
    const { journal, clock, batches } = setUp();
    for (let i = 0; i < 100; i++) journal.append(note('x'));
    expect(batches()).toHaveLength(0);
    clock.advance(10);
    expect(batches().map((batch) => batch.entries.length)).toEqual([100]);
  });

  it('lets a burst pass first, but never waits longer than 250 ms', () => {
    const { journal, clock, batches } = setUp();
    for (let ms = 0; ms < 240; ms++) {
      for (let i = 0; i < 5; i++) journal.append(note('x'));
      clock.advance(1);
    }
    expect(batches()).toHaveLength(0);
    for (let ms = 0; ms < 20; ms++) {
      journal.append(note('x'));
      clock.advance(1);
    }
    expect(batches()).toHaveLength(1);
    expect(batches()[0].entries.length).toBeGreaterThan(1_200);
  });

  it('keeps one batch on its way and gathers the rest until it is stored', () => {
    const { journal, clock, batches, reply } = setUp();
    journal.append(note('a'));
    clock.advance(250);
    for (let i = 0; i < 300; i++) journal.append(note('b'));
    clock.advance(10_000);
    expect(batches()).toHaveLength(1);
    expect(journal.view().waiting).toBe(301);
    reply({ type: 'stored', number: 1 });
    clock.advance(250);
    expect(batches().map((batch) => batch.entries.length)).toEqual([1, 300]);
  });

  it('sends a failed batch again, unchanged in number, and says why on screen', () => {
    const { journal, clock, batches, reply, faults } = setUp();
    journal.append(note('a'));
    clock.advance(250);
    reply({ type: 'failed', number: 1, fault: { code: 'storage-full', detail: '', at: 0 }, retryMs: 2_000 });
    expect(journal.view().fault?.code).toBe('storage-full');
    journal.append(note('b'));
    clock.advance(2_000);
    expect(batches().map((batch) => batch.number)).toEqual([1, 1]);
    reply({ type: 'stored', number: 1 });
    expect(journal.view().fault).toBeNull();
    clock.advance(250);
    expect(batches().at(-1)?.number).toBe(2);
    expect(faults.count('storage-full')).toBe(1);
  });

  it('records an action when new and when settled, not between', () => {
    const { journal, clock, batches, reply } = setUp();
    const pulses = action('s#1', { waiting: 3 });
    journal.action(pulses);
    clock.advance(250);
    reply({ type: 'stored', number: 1 });
    pulses.unstarted = { waiting: 1 };
    journal.action(pulses);
    clock.advance(250);
    expect(batches()).toHaveLength(1);
    pulses.unstarted = {};
    journal.action(pulses);
    clock.advance(250);
    expect(batches().flatMap((batch) => batch.entries)).toHaveLength(2);
  });

  it('an ended session keeps its own entries when the next one has begun', () => {
    const { journal, clock, batches, reply, become } = setUp();
    journal.append(note('first'));
    clock.advance(250);
    journal.append(note('ended'));
    journal.seal();
    become('two');
    journal.append(note('started'));
    reply({ type: 'stored', number: 1 });
    reply({ type: 'stored', number: 2 });
    clock.advance(250);
    expect(batches().map((batch) => batch.session.id)).toEqual(['one', 'one', 'two']);
  });

  it('flush resolves when all is stored, or with the fault', async () => {
    const { journal, reply } = setUp();
    expect(await journal.flush()).toBeNull();
    journal.append(note('a'));
    const good = journal.flush();
    reply({ type: 'stored', number: 1 });
    expect(await good).toBeNull();
    journal.append(note('b'));
    const bad = journal.flush();
    reply({ type: 'failed', number: 2, fault: { code: 'storage-failed', detail: 'x', at: 0 }, retryMs: 1 });
    expect((await bad)?.code).toBe('storage-failed');
  });

  it('restores, and goes on numbering where the record stands', async () => {
    const { journal, clock, batches, reply } = setUp();
    const restored = journal.restore('demo:');
    reply({ type: 'restored', room: 'demo:', restored: null, muted: true, openActions: [], nextNumber: 8 });
    expect(await restored).toEqual({ restored: null, muted: true, openActions: [] });
    journal.append(note('a'));
    clock.advance(250);
    expect(batches()[0].number).toBe(8);
  });
});
