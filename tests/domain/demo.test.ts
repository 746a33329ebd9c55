/** The demo LIVE: real rates, well-formed frames, and the same again from the same seed. */
import { describe, expect, it } from 'vitest';
import { createDemo } from '#domain/demo.ts';
import type { DemoEvent } from '#domain/demo.ts';

const START = 1_700_000_000_000;
interface Timed extends DemoEvent {
  readonly at: number;
}

/** All that happens in the first `ms`, by somebody who waits exactly. */
function play(seed: number, ms: number, room = 'demo', start = START): Timed[] {
  const demo = createDemo({ seed, room });
  const events: Timed[] = [];
  for (let now = start; ;) {
    const event = demo.next(now);
    now += event.afterMs;
    if (now > start + ms) return events;
    events.push({ ...event, at: now });
  }
}
const of = (events: readonly Timed[], name: string): Timed[] => events.filter(({ event }) => event === name);
const MINUTES_10 = 600_000;
const evening = play(1, MINUTES_10);

describe('the demo LIVE', () => {
  it('repeats exactly for the same seed, and differs for another seed or room', () => {
    expect(play(7, 20_000)).toEqual(play(7, 20_000));
    expect(play(8, 20_000)).not.toEqual(play(7, 20_000));
    expect(play(7, 20_000, 'another')).not.toEqual(play(7, 20_000));
  });
  it.each([1, 2, 3, 4, 5, 0, -1, 2 ** 31])('brings a gift within 3 s, seed %i', (seed) => {
    expect(of(play(seed, 3_000), 'gift')).not.toHaveLength(0);
  });
  it.each([
    ['chat', 3.6, 13.5],
    ['member', 5.5, 8],
    ['gift', 1.2, 2.3],
    ['like', 1, 1.5],
    ['roomUser', 0.49, 0.51],
  ])('has %s at the rate of a real room', (name, least, most) => {
    const rate = of(evening, name).length / (MINUTES_10 / 1000);
    expect(rate).toBeGreaterThan(least);
    expect(rate).toBeLessThan(most);
  });
  it.each([1, 2, 3])('has 16–24 messages a second altogether, seed %i', (seed) => {
    const rate = play(seed, MINUTES_10).length / (MINUTES_10 / 1000);
    expect(rate).toBeGreaterThan(16);
    expect(rate).toBeLessThan(24);
  });
  it('has follows, shares and now and then a subscription', () => {
    const social = of(evening, 'follow').length + of(evening, 'share').length;
    expect(social / (MINUTES_10 / 1000)).toBeGreaterThan(0.5);
    expect(of(evening, 'subscribe').length).toBeGreaterThan(1);
  });
  it('never goes back in time, and says the time in createTime', () => {
    for (const [i, { at, afterMs, data }] of evening.entries()) {
      expect(afterMs).toBeGreaterThanOrEqual(0);
      expect(at).toBeGreaterThanOrEqual(evening[i - 1]?.at ?? START);
      if (data.createTime !== undefined) expect(data.createTime).toBe(String(at));
    }
  });
  it('gives every message an id of its own, also when it starts anew', () => {
    const idsOf = (events: readonly Timed[]) =>
      events.filter(({ event }) => event !== 'roomUser').map(({ data }) => data.msgId);
    const ids = [...idsOf(evening), ...idsOf(play(1, 60_000, 'demo', START + 1_000))];
    expect(ids.every((id) => typeof id === 'string')).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect(of(evening, 'roomUser').some(({ data }) => 'msgId' in data)).toBe(false);
  });
  it('lets streaks grow frame by frame and ends each once; singles come twice', () => {
    const streaks = new Map<string, Record<string, unknown>[]>();
    for (const { data } of of(evening, 'gift')) {
      if (data.giftType !== 1) {
        expect(data).toMatchObject({ repeatCount: 1, repeatEnd: false });
        continue;
      }
      const key = `${String(data.userId)}|${String(data.giftId)}|${String(data.groupId)}`;
      streaks.set(key, [...(streaks.get(key) ?? []), data]);
    }
    const whole = [...streaks.values()].filter((frames) => frames.at(-1)?.repeatEnd);
    expect(whole.length).toBeGreaterThan(100);
    for (const frames of whole) {
      const counts = frames.map(({ repeatCount }) => Number(repeatCount));
      expect(counts[0]).toBe(1);
      expect(counts.slice(0, -1)).toEqual([...new Set(counts)]);
      expect(counts).toEqual(counts.toSorted((a, b) => a - b));
      expect(frames.filter(({ repeatEnd }) => repeatEnd)).toHaveLength(1);
    }
    expect(whole.some((frames) => frames.length === 2)).toBe(true);
    expect(whole.some((frames) => frames.length > 5)).toBe(true);
    // Only those that began in the last seconds are still open.
    expect(streaks.size - whole.length).toBeLessThan(10);
  });
  it('has gifts of other types', () => {
    const types = new Set(of(evening, 'gift').map(({ data }) => data.giftType));
    expect([...types].toSorted()).toEqual([1, 2, 4]);
  });
  it.each(['game', 'arduino', 'trigger', 'action'])('lets somebody say “%s”', (word) => {
    const said = of(evening, 'chat').filter(({ data }) => String(data.comment).toLowerCase().includes(word));
    expect(said.length).toBeGreaterThan(0);
    expect(said.length).toBeLessThan(of(evening, 'chat').length / 20);
  });
  it('shows a fifth of the likes, whose total only grows', () => {
    const likes = of(evening, 'like').map(({ data }) => ({
      seen: Number(data.likeCount),
      total: Number(data.totalLikeCount),
    }));
    const seen = likes.slice(1).reduce((sum, like) => sum + like.seen, 0);
    const grown = (likes.at(-1)?.total ?? 0) - (likes[0]?.total ?? 0);
    expect(seen / grown).toBeGreaterThan(0.15);
    expect(seen / grown).toBeLessThan(0.23);
    expect(likes.every(({ seen: count }) => count >= 1 && count <= 15)).toBe(true);
    expect(likes.every(({ total }, i) => i === 0 || total > (likes[i - 1]?.total ?? 0))).toBe(true);
  });
  it('goes on from now when nobody asked for an hour', () => {
    const demo = createDemo({ seed: 1, room: 'demo' });
    for (let i = 0, now = START; i < 100; i++) now += demo.next(now).afterMs;
    const later = START + 3_600_000;
    let now = later;
    let atOnce = 0;
    let all = 0;
    for (; now < later + 10_000; all++) {
      const { afterMs, data } = demo.next(now);
      if (data.createTime === String(later)) atOnce++;
      now += afterMs;
    }
    // At most one of each kind, and the rest of the streaks that were open.
    expect(atOnce).toBeLessThan(40);
    expect(all).toBeLessThan(400);
  });
});

describe('its viewers', () => {
  const seconds = MINUTES_10 / 1000;
  const viewers = of(evening, 'roomUser').map(({ data }) => Number(data.viewerCount));

  it('are about 1,300 and move', () => {
    expect(Math.min(...viewers)).toBeGreaterThan(1_000);
    expect(Math.max(...viewers)).toBeLessThan(1_700);
    expect(Math.max(...viewers) - Math.min(...viewers)).toBeGreaterThan(80);
  });
  it('come 20–40 s after likes and gifts, not before them', () => {
    const activity = new Array<number>(seconds).fill(0);
    for (const { event, at, data } of evening) {
      const second = Math.min(seconds - 1, Math.floor((at - START) / 1000));
      const people = event === 'like' ? Number(data.likeCount) * 0.16 : 0;
      activity[second] = (activity[second] ?? 0) + people;
    }
    /** Mean of what happened `lag` s before (10 s around), against how viewers changed: Pearson's r. */
    const correlation = (lag: number): number => {
      const pairs: [number, number][] = [];
      for (let s = 60; s < seconds - 60; s += 4) {
        const window = activity.slice(s - lag - 5, s - lag + 5).reduce((sum, x) => sum + x, 0);
        pairs.push([window, (viewers[s / 2 + 2] ?? 0) - (viewers[s / 2 - 2] ?? 0)]);
      }
      const mean = (k: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[k], 0) / pairs.length;
      const [mx, my] = [mean(0), mean(1)];
      const sum = (f: (x: number, y: number) => number): number =>
        pairs.reduce((all, [x, y]) => all + f(x - mx, y - my), 0);
      return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
    };
    expect(correlation(30)).toBeGreaterThan(0.3);
    expect(correlation(30)).toBeGreaterThan(correlation(-20) + 0.2);
  });
});
