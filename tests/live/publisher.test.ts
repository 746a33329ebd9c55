/** How often the page is told: at once first, then at most ten a second, never two in flight. */
import { expect, it } from 'vitest';
import { createPublisher } from '#live/publisher.ts';
import { fakeClock } from '../fakes/clock.ts';

/** Lets the promise callbacks that are due run. */
const settle = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await Promise.resolve();
};

it('tells the first change at once, and under load ten a second', async () => {
  const clock = fakeClock();
  let pushes = 0;
  const publisher = createPublisher(
    clock,
    async () => void pushes++,
    () => undefined,
  );
  publisher.markDirty();
  clock.advance(0);
  expect(pushes).toBe(1);
  for (let i = 0; i < 1_000; i++) {
    await settle();
    publisher.markDirty();
    clock.advance(10);
  }
  expect(pushes).toBeGreaterThanOrEqual(100);
  expect(pushes).toBeLessThanOrEqual(104);
});

it('on a quiet page no change waits for the one before it', async () => {
  const clock = fakeClock();
  let pushedAt = 0;
  const publisher = createPublisher(
    clock,
    async () => void (pushedAt = clock.now()),
    () => undefined,
  );
  for (let i = 0; i < 50; i++) {
    // A tick, and an event 5 ms after it: twice a second.
    for (const gap of [400, 5]) {
      clock.advance(gap);
      await settle();
      publisher.markDirty();
      const changedAt = clock.now();
      clock.advance(40);
      await settle();
      expect(pushedAt - changedAt).toBeLessThanOrEqual(40);
      expect(pushedAt).toBeGreaterThanOrEqual(changedAt);
    }
  }
});

it('never has two in flight, and tells the latest once the page has taken the last', async () => {
  const clock = fakeClock();
  let pushes = 0;
  let taken = (): void => undefined;
  const publisher = createPublisher(
    clock,
    () => new Promise((resolve) => (pushes++, (taken = resolve))),
    () => undefined,
  );
  publisher.markDirty();
  clock.advance(0);
  publisher.markDirty();
  clock.advance(5_000);
  expect(pushes).toBe(1);
  taken();
  await settle();
  clock.advance(0);
  expect(pushes).toBe(2);
});

it('reports a push that failed and goes on', async () => {
  const clock = fakeClock();
  const failures: unknown[] = [];
  const publisher = createPublisher(
    clock,
    () => Promise.reject(new Error('gone')),
    (error) => failures.push(error),
  );
  publisher.markDirty();
  clock.advance(0);
  await settle();
  publisher.markDirty();
  clock.advance(100);
  await settle();
  expect(failures).toHaveLength(2);
});
