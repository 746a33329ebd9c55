/** What just happened, for a glance: which events are listed, how many a second, and how viewers moved. */
import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '#domain/event.ts';
import { createFeed } from '#live/feed.ts';

const T0 = 1_700_000_000_000;
const base = (at: number) => ({ id: null, seq: null, at, time: at, viewer: null, history: false, resumed: false });
const chat = (at: number, comment = 'hi'): LiveEvent => ({ ...base(at), kind: 'chat', comment });
const viewers = (at: number, viewerCount: number): LiveEvent => ({ ...base(at), kind: 'roomUser', viewerCount });

describe('feed', () => {
  it('lists the last 100, newest first, under keys that only grow', () => {
    const feed = createFeed();
    for (let i = 1; i <= 250; i++) feed.add(chat(T0 + i, `c${i}`));
    const events = feed.events();
    expect(events).toHaveLength(100);
    expect([events[0].text, events[99].text]).toEqual(['c250', 'c151']);
    expect(new Set(events.map((event) => event.key)).size).toBe(100);
  });

  it('leaves out states, joins and what nobody reads', () => {
    const feed = createFeed();
    feed.add(viewers(T0, 10));
    feed.add({ ...base(T0), kind: 'member' });
    feed.add({ ...base(T0), kind: 'other', name: 'envelope' });
    expect(feed.events()).toEqual([]);
  });

  it('tells the mean rate of the last ten seconds, and forgets a burst after them', () => {
    const feed = createFeed();
    for (let i = 0; i < 200; i++) feed.add(chat(T0 + i * 50));
    expect(feed.perSecond(T0 + 10_000)).toBeCloseTo(20, 5);
    expect(feed.perSecond(T0 + 60_000)).toBe(0);
  });

  it('tells how viewers moved in five minutes, and nothing before there are five', () => {
    const feed = createFeed();
    for (let s = 0; s <= 600; s += 2) {
      feed.add(viewers(T0 + s * 1000, 1000 + s));
      if (s === 120) expect(feed.viewersChange(T0 + s * 1000)).toBeNull();
    }
    const change = feed.viewersChange(T0 + 600_000);
    expect(change).toBeGreaterThanOrEqual(290);
    expect(change).toBeLessThanOrEqual(310);
  });
});
