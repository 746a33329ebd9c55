/** The demo LIVE in the relay: domain/demo.ts makes it up, this waits and hands on. Knows no clients. */
import { randomInt } from 'node:crypto';
import { DEMO_HOST_USER_ID } from '#domain/demo-people.ts';
import { createDemo } from '#domain/demo.ts';
import type { StartSource } from './source.ts';

/** A seed of its own for each start: the same msgIds again would be taken for duplicates of the last demo. */
const newSeed = (): number => randomInt(2 ** 31);

export const startDemo: StartSource = (query, sink) => {
  const demo = createDemo({ seed: newSeed(), room: query.room });
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const next = demo.next(Date.now());
    timer = setTimeout(() => {
      sink.event(next.event, next.data);
      wait();
    }, next.afterMs);
  };
  sink.room({ state: 'live', hostUserId: DEMO_HOST_USER_ID });
  wait();
  return { stop: () => clearTimeout(timer) };
};
