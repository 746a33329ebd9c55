/** The two ends of a MessageChannel under a fake clock: what is posted is copied, and arrives a moment later, in order. */
import type { CableEnd } from '#live/virtual-port.ts';
import type { FakeClock } from './clock.ts';

export type FakeEnd = CableEnd;

function fakeEnd(clock: FakeClock, other: () => FakeEnd): FakeEnd {
  let closed = false;
  return {
    onmessage: null,
    postMessage(message: unknown) {
      const data: unknown = structuredClone(message);
      clock.after(0, () => {
        const { onmessage } = other();
        if (!closed) onmessage?.call(other() as MessagePort, { data } as MessageEvent);
      });
    },
    close: () => void (closed = true),
  };
}

export function fakeCable(clock: FakeClock): { readonly live: FakeEnd; readonly board: FakeEnd } {
  const live: FakeEnd = fakeEnd(clock, () => board);
  const board: FakeEnd = fakeEnd(clock, () => live);
  return { live, board };
}
