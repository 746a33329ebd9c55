/** Cooldowns and limits per minute, for a rule and for each viewer of it. */
import { describe, expect, it } from 'vitest';
import { createLimits } from '#domain/cooldown.ts';
import type { Rule } from '#domain/rule.ts';
import { rule } from './rule-cases.ts';

const limited = (fields: Partial<Rule>): Rule => rule('r', { on: 'gift' }, fields);
/** What each of [viewer, ms] met, in turn. */
function tries(one: Rule, ...attempts: readonly (readonly [string, number])[]) {
  const limits = createLimits();
  return attempts.map(([userId, now]) => limits.tryFire(one, userId, now));
}

describe('limits', () => {
  it('hold nothing back where there are none', () => {
    expect(tries(limited({}), ['a', 0], ['a', 0], ['a', 0])).toEqual([null, null, null]);
  });
  it('a cooldown holds everybody back, until it is over', () => {
    expect(tries(limited({ cooldownMs: 100 }), ['a', 0], ['b', 99], ['b', 100])).toEqual([null, 'cooldown', null]);
  });
  it('a try that was held back does not start it anew', () => {
    expect(tries(limited({ cooldownMs: 100 }), ['a', 0], ['a', 90], ['a', 110])).toEqual([null, 'cooldown', null]);
  });
  it("a viewer's cooldown is theirs alone", () => {
    const one = limited({ viewerCooldownMs: 100 });
    expect(tries(one, ['a', 0], ['b', 1], ['a', 99], ['a', 100])).toEqual([null, null, 'cooldown', null]);
  });
  it('nobody in particular has no cooldown of their own', () => {
    expect(tries(limited({ viewerCooldownMs: 100, viewerMaxPerMinute: 1 }), ['', 0], ['', 1])).toEqual([null, null]);
  });
  it('at most N in any 60 s, not only in those that begin on the minute', () => {
    const one = limited({ maxPerMinute: 2 });
    expect(
      tries(one, ['a', 30_000], ['b', 50_000], ['c', 89_999], ['c', 90_000], ['a', 109_999], ['a', 110_000]),
    ).toEqual([...[null, null, 'limit', null, 'limit', null]]);
  });
  it('at most N per viewer', () => {
    const one = limited({ viewerMaxPerMinute: 1 });
    expect(tries(one, ['a', 0], ['a', 59_999], ['b', 59_999], ['a', 60_000])).toEqual([null, 'limit', null, null]);
  });
  it('a viewer who is held back does not use up the others’ share', () => {
    const one = limited({ maxPerMinute: 2, viewerMaxPerMinute: 1 });
    expect(tries(one, ['a', 0], ['a', 1], ['b', 2], ['c', 3])).toEqual([null, 'limit', null, 'limit']);
  });
  it('do not wait for a clock that was set back', () => {
    const one = limited({ cooldownMs: 100, viewerMaxPerMinute: 1 });
    expect(tries(one, ['a', 1_000_000], ['a', 50])).toEqual([null, null]);
  });
  it('are each rule’s own', () => {
    const limits = createLimits();
    const other = { ...limited({ cooldownMs: 100 }), id: 'other' };
    expect(limits.tryFire(limited({ cooldownMs: 100 }), 'a', 0)).toBeNull();
    expect(limits.tryFire(other, 'a', 0)).toBeNull();
  });
  it('can be asked without taking anything', () => {
    const limits = createLimits();
    const one = limited({ maxPerMinute: 1 });
    expect(limits.peek(one, 'a', 0)).toBeNull();
    expect(limits.peek(one, 'a', 0)).toBeNull();
    limits.tryFire(one, 'a', 0);
    expect(limits.peek(one, 'a', 0)).toBe('limit');
  });
  it('a limit that is raised counts from the next firing on', () => {
    const limits = createLimits();
    expect([1, 2].map((n) => limits.tryFire(limited({ maxPerMinute: n }), 'a', n))).toEqual([null, null]);
    expect(limits.tryFire(limited({ maxPerMinute: 2 }), 'a', 3)).toBe('limit');
  });
});

describe('what is kept of them', () => {
  it('survives as plain data', () => {
    const one = limited({ cooldownMs: 100, viewerMaxPerMinute: 1 });
    const limits = createLimits();
    limits.tryFire(one, 'a', 0);
    const again = createLimits(structuredClone(limits.save()));
    expect(again.tryFire(one, 'b', 50)).toBe('cooldown');
    expect(again.tryFire(one, 'a', 200)).toBe('limit');
    expect(again.tryFire(one, 'b', 200)).toBeNull();
  });
  it('is not shared with what was saved, nor with who was restored from it', () => {
    const one = limited({ maxPerMinute: 2 });
    const limits = createLimits();
    limits.tryFire(one, 'a', 0);
    const saved = limits.save();
    limits.tryFire(one, 'a', 1);
    createLimits(saved).tryFire(one, 'a', 2);
    expect(createLimits(saved).tryFire(one, 'a', 3)).toBeNull();
  });
  it('stays small however many viewers come and go', () => {
    const one = limited({ viewerCooldownMs: 500, viewerMaxPerMinute: 3 });
    const limits = createLimits();
    for (let i = 0; i < 50_000; i++) limits.tryFire(one, `viewer${i}`, i * 100);
    // 60 s are 600 viewers, and up to 1,000 more wait for the next sweep.
    expect(limits.save().viewers.length).toBeLessThan(1_700);
  });
});
