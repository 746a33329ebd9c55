/** Views at frame rate: not too many, none for nothing, none on top of another. */
import { describe, expect, it } from 'vitest';
import { createFrames } from '#board/frames.ts';
import { fakeClock } from '../fakes/clock.ts';

describe('frames', () => {
  it('shows the first change at once and then one in 16 ms, the latest', () => {
    const clock = fakeClock(0);
    const shown: { at: number; view: number }[] = [];
    let view = 0;
    const frames = createFrames(
      clock,
      () => view,
      (next) => void shown.push({ at: clock.now(), view: next }),
    );
    for (let ms = 0; ms < 40; ms++) {
      view = ms + 1;
      frames.request();
      clock.advance(1);
    }
    expect(shown).toEqual([
      { at: 0, view: 1 },
      { at: 16, view: 16 },
      { at: 32, view: 32 },
    ]);
  });

  it('shows nothing twice', () => {
    const clock = fakeClock(0);
    let count = 0;
    const frames = createFrames(
      clock,
      () => 'same',
      () => void count++,
    );
    for (let n = 0; n < 5; n++) {
      frames.request();
      clock.advance(20);
    }
    expect(count).toBe(1);
  });

  it.each(['resolved', 'rejected'])(
    'waits for the last one to arrive, and is not stopped when it is %s',
    async (how) => {
      const clock = fakeClock(0);
      const shown: number[] = [];
      let arrive: () => void = () => undefined;
      let view = 0;
      const frames = createFrames(
        clock,
        () => view,
        (next) => {
          shown.push(next);
          return new Promise((resolve, reject) => {
            arrive = how === 'resolved' ? resolve : () => reject(new Error('gone'));
          });
        },
      );
      for (view = 1; view <= 5; view++) {
        frames.request();
        clock.advance(20);
      }
      expect(shown).toEqual([1]);
      arrive();
      await new Promise((rest) => setImmediate(rest));
      clock.advance(20);
      expect(shown).toEqual([1, 6]);
    },
  );
});
