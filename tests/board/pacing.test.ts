/** A machine kept at the pace of a clock, under a clock of the test's own. */
import { describe, expect, it } from 'vitest';
import { createPacing } from '#board/pacing.ts';
import { fakeClock } from '../fakes/clock.ts';

function paced() {
  const clock = fakeClock(0);
  /** At which time it was run, and for how many ms. */
  const slices: { at: number; ms: number }[] = [];
  let cycles = 5_000_000;
  const machine = {
    cycles: () => cycles,
    run(more: number): void {
      slices.push({ at: clock.now(), ms: more / 16_000 });
      // Instructions are not cut in half.
      cycles += more + 3;
    },
  };
  const pacing = createPacing(clock, machine, () => undefined);
  return { clock, slices, machine, pacing };
}

describe('pacing', () => {
  it('runs 16,000 cycles a millisecond, in slices of 4 ms, and does not drift', () => {
    const { clock, slices, machine, pacing } = paced();
    pacing.start();
    clock.advance(1_000);
    expect(slices).toHaveLength(250);
    expect(machine.cycles() - 5_000_000).toBe(16_000_000 + 3);
    expect(pacing.lostMs()).toBe(0);
  });

  it('hurries when spoken to: at once, and then every millisecond for a while', () => {
    const { clock, slices, pacing } = paced();
    pacing.start();
    clock.advance(10);
    slices.length = 0;
    pacing.hurry();
    expect(slices).toMatchObject([{ at: 10 }]);
    clock.advance(20);
    expect(slices.map(({ at }) => at)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 22, 26, 30]);
  });

  it('leaves out what it is too late for, and says how much', () => {
    const { slices, machine } = paced();
    let now = 0;
    let late: () => void = () => undefined;
    const sluggish = createPacing(
      {
        now: () => now,
        after(_, task) {
          late = task;
          return () => undefined;
        },
      },
      machine,
      () => undefined,
    );
    sluggish.start();
    now = 5_000;
    late();
    expect(slices.at(-1)?.ms).toBe(100);
    expect(sluggish.lostMs()).toBe(4_900);
    now = 5_010;
    late();
    expect(slices.at(-1)?.ms).toBeCloseTo(10, 2);
  });

  it('costs nothing while it stands, and goes on from where it stood', () => {
    const { clock, slices, pacing } = paced();
    pacing.start();
    clock.advance(10);
    pacing.stop();
    slices.length = 0;
    clock.advance(10_000);
    pacing.hurry();
    expect(slices).toEqual([]);
    pacing.start();
    clock.advance(4);
    expect(slices.map(({ ms }) => Math.round(ms))).toEqual([4]);
  });
});
