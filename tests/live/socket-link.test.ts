/** The link to a source under a fake clock: backoff, silence, retry now, and a close that stays closed. */
import { describe, expect, it } from 'vitest';
import { createSocketLink } from '#live/socket-link.ts';
import { SILENCE_MS } from '#wire/relay-frame.ts';
import { fakeClock } from '../fakes/clock.ts';
import { collectFaults } from '../fakes/faults.ts';
import { fakeSockets } from '../fakes/socket.ts';

function setUp(silenceMs: number | null = SILENCE_MS) {
  const clock = fakeClock();
  const sockets = fakeSockets();
  const faults = collectFaults();
  const texts: string[] = [];
  let losses = 0;
  const link = createSocketLink({
    clock,
    random: () => 0.5,
    report: faults.report,
    openSocket: sockets.open,
    url: () => 'ws://127.0.0.1:1/ws',
    silenceMs,
    onText: (text) => texts.push(text),
    onOpen: () => undefined,
    onLost: () => losses++,
    onChange: () => undefined,
  });
  return { clock, sockets, faults, texts, link, losses: () => losses };
}

describe('socket link', () => {
  it('connects, hands text on and tells its state', () => {
    const { link, sockets, texts } = setUp();
    link.connect();
    expect(link.state()).toBe('connecting');
    sockets.last().open();
    sockets.last().say('hello');
    expect(link.state()).toBe('open');
    expect(texts).toEqual(['hello']);
  });

  it('waits longer after each failure, and starts over once a frame came', () => {
    const { link, sockets, clock } = setUp();
    link.connect();
    const waits: number[] = [];
    for (let i = 0; i < 9; i++) {
      sockets.last().drop();
      const wait = (link.retryAt() ?? 0) - clock.now();
      waits.push(wait);
      clock.advance(wait);
      expect(sockets.opened).toHaveLength(i + 2);
    }
    expect(waits[1]).toBeGreaterThan(waits[0]);
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
    sockets.last().open();
    sockets.last().say('x');
    sockets.last().drop();
    expect((link.retryAt() ?? 0) - clock.now()).toBeCloseTo(waits[0], 5);
  });

  it('a relay that accepts and closes at once does not reset the backoff', () => {
    const { link, sockets, clock } = setUp();
    link.connect();
    sockets.last().open();
    sockets.last().drop();
    const first = (link.retryAt() ?? 0) - clock.now();
    clock.advance(first);
    sockets.last().open();
    sockets.last().drop();
    expect((link.retryAt() ?? 0) - clock.now()).toBeGreaterThan(first);
  });

  it('takes a silent relay for dead after 12 s, counted from its last frame', () => {
    const { link, sockets, clock, faults } = setUp();
    link.connect();
    sockets.last().open();
    clock.advance(11_000);
    sockets.last().say('beat');
    clock.advance(11_999);
    expect(link.state()).toBe('open');
    clock.advance(1);
    expect(link.state()).toBe('waiting');
    expect(sockets.opened[0].closed).toBe(true);
    expect(faults.count('link-silent')).toBe(1);
  });

  it('a source whose silence is normal is never taken for dead', () => {
    const { link, sockets, clock } = setUp(null);
    link.connect();
    sockets.last().open();
    clock.advance(3_600_000);
    expect(link.state()).toBe('open');
  });

  it('retry now skips the wait', () => {
    const { link, sockets } = setUp();
    link.connect();
    sockets.last().drop();
    link.retryNow();
    expect(link.state()).toBe('connecting');
    expect(sockets.opened).toHaveLength(2);
  });

  it('names a refused origin', () => {
    const { link, sockets, faults } = setUp();
    link.connect();
    sockets.last().drop(4403, 'start the relay with --allow-origin https://example.org');
    expect(faults.all).toEqual([
      { code: 'origin-refused', detail: 'start the relay with --allow-origin https://example.org' },
    ]);
    expect(link.lastEnd()?.code).toBe('origin-refused');
  });

  it('closed by hand it stays closed, whatever the old socket still says', () => {
    const { link, sockets, clock, losses, texts } = setUp();
    link.connect();
    const old = sockets.last();
    old.open();
    link.close();
    old.say('late');
    old.drop();
    clock.advance(60_000);
    expect(link.state()).toBe('closed');
    expect(sockets.opened).toHaveLength(1);
    expect(losses()).toBe(0);
    expect(texts).toEqual([]);
  });

  it('an address that cannot be opened is a fault and tried again', () => {
    const clock = fakeClock();
    const faults = collectFaults();
    const link = createSocketLink({
      clock,
      random: () => 0,
      report: faults.report,
      openSocket: () => {
        throw new SyntaxError('bad address');
      },
      url: () => 'nonsense',
      silenceMs: null,
      onText: () => undefined,
      onOpen: () => undefined,
      onLost: () => undefined,
      onChange: () => undefined,
    });
    link.connect();
    expect(faults.count('link-refused')).toBe(1);
    expect(link.state()).toBe('waiting');
  });
});
