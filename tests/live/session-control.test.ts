/** Which session runs: new by hand, continued by itself within 15 minutes, ended for good by a person. */
import { describe, expect, it } from 'vitest';
import { newTotals, type Session } from '#domain/session.ts';
import { createSessionControl, roomKey } from '#live/session-control.ts';
import type { SourceConfig } from '#rpc/live.ts';
import type { LogEntry, Restored } from '#rpc/storage.ts';
import { fakeClock } from '../fakes/clock.ts';
import { collectFaults } from '../fakes/faults.ts';

const SOURCE: SourceConfig = { kind: 'tiktok', room: 'Warung', relayUrl: 'ws://127.0.0.1:8787/ws' };

function setUp() {
  const clock = fakeClock();
  const faults = collectFaults();
  const entries: LogEntry[] = [];
  const story: string[] = [];
  let ids = 0;
  const control = createSessionControl({
    clock,
    report: faults.report,
    journal: { append: (entry) => entries.push(entry), touch: () => undefined, seal: () => story.push('seal') },
    newId: () => `s${++ids}`,
    unstoredUntil: () => null,
    onRun: (_run, restored) => story.push(restored ? 'continued' : 'new'),
    onHold: (held) => story.push(held ? 'hold' : 'go'),
    onEnd: () => story.push('all off'),
  });
  const session = (): Session => {
    const run = control.run();
    if (!run) throw new Error('no session');
    return run.live.session;
  };
  const left = (more: Partial<Session> = {}): Restored => ({
    session: {
      ...{
        id: 'left',
        room: roomKey(SOURCE),
        source: 'tiktok',
        uniqueId: 'Warung',
        roomId: '77',
        hostUserId: '5',
        number: 4,
      },
      ...{ startedBy: 'auto', startedAt: 0, endedAt: null, stoppedByHand: false, state: 'live', totals: newTotals() },
      lastSignAt: clock.now() - 60_000,
      ...more,
    } as Session,
    checkpoint: null,
    contributions: [],
    recentIds: [],
  });
  return { clock, faults, entries, story, control, session, left };
}

describe('session control', () => {
  it('keeps the rooms of two sources apart, whatever the case of the name', () => {
    expect(roomKey(SOURCE)).toBe('tiktok:warung');
    expect(roomKey({ ...SOURCE, kind: 'demo' })).not.toBe(roomKey(SOURCE));
  });

  it('is starting until the source is found, then live, interrupted, live again', () => {
    const { control, session } = setUp();
    control.start(SOURCE, 'hand', null);
    expect(session().state).toBe('starting');
    control.found('77', '5');
    expect(session()).toMatchObject({ state: 'live', roomId: '77', hostUserId: '5', number: 1 });
    control.lost();
    expect(session().state).toBe('interrupted');
    control.found('77', '5');
    expect(session().state).toBe('live');
  });

  it('started by hand is always new, numbered on', () => {
    const { control, session, left } = setUp();
    control.start(SOURCE, 'hand', left());
    expect(session()).toMatchObject({ id: 's1', number: 5 });
  });

  it.each([
    ['60 s ago', {}, 'left'],
    ['stopped by hand', { stoppedByHand: true }, 's1'],
    ['15 minutes ago', { lastSignAt: -15 * 60_000 }, 's1'],
  ])('by itself, a session left %s', (_name, more, id) => {
    const { control, session, left, clock } = setUp();
    const lastSignAt = 'lastSignAt' in more ? clock.now() + Number(more.lastSignAt) : undefined;
    control.start(SOURCE, 'auto', left({ ...more, ...(lastSignAt !== undefined && { lastSignAt }) }));
    expect(session().id).toBe(id);
  });

  it('another roomId is another LIVE: the old session ends and a new one begins', () => {
    const { control, session, left, story } = setUp();
    control.start(SOURCE, 'auto', left());
    control.found('78', '5');
    expect(session()).toMatchObject({ id: 's1', roomId: '78', state: 'live', number: 5 });
    expect(story).toEqual(['continued', 'all off', 'seal', 'new']);
  });

  it('paused stays paused while the source comes and goes, and holds the lanes', () => {
    const { control, session, story } = setUp();
    control.start(SOURCE, 'hand', null);
    control.found(null, null);
    control.pause();
    control.lost();
    control.found(null, null);
    expect(session().state).toBe('paused');
    control.resume();
    expect(session().state).toBe('live');
    expect(story).toEqual(['new', 'hold', 'go']);
  });

  it('stays paused across a reload, and ends without holding what comes next', () => {
    const { control, session, left, story } = setUp();
    control.start(SOURCE, 'auto', left({ state: 'paused' }));
    control.found('77', '5');
    expect(session().state).toBe('paused');
    control.stop(true);
    expect(story).toEqual(['continued', 'hold', 'all off', 'go', 'seal']);
  });

  it('ending turns all outputs off before the session is closed', () => {
    const { control, session, story, clock } = setUp();
    control.start(SOURCE, 'hand', null);
    control.found(null, null);
    control.stop(true);
    expect(session()).toMatchObject({ state: 'ended', endedAt: clock.now(), stoppedByHand: true });
    expect(story).toEqual(['new', 'all off', 'seal']);
    control.stop(true);
    expect(story).toHaveLength(3);
  });

  it('counts what its table does not allow', () => {
    const { control, faults } = setUp();
    control.pause();
    control.start(SOURCE, 'hand', null);
    control.resume();
    expect(faults.count('machine-refused')).toBe(2);
  });
});
