/**
 * The demo LIVE made inside the page, for a page that stands alone without any relay.
 * Knows the generator and a clock; no socket.
 */
import { createDemo } from '#domain/demo.ts';
import type { LinkView, SourceConfig } from '#rpc/live.ts';
import type { Clock } from './clock.ts';
import type { Source, SourceEvents } from './source.ts';

/** The room the demo plays in when none is named. */
const DEMO_ROOM = 'demo';

export interface DemoSourceOptions {
  readonly config: SourceConfig;
  readonly seed: number;
  readonly clock: Clock;
  readonly events: SourceEvents;
}

export function createDemoSource({ config, seed, clock, events }: DemoSourceOptions): Source {
  let cancel: (() => void) | null = null;
  let lastFrameAt: number | null = null;
  const demo = createDemo({ seed, room: config.room || DEMO_ROOM });

  function next(): void {
    const { afterMs, event, data } = demo.next(clock.now());
    cancel = clock.after(afterMs, () => {
      lastFrameAt = clock.now();
      events.onEnvelopes([{ event, data }], lastFrameAt);
      next();
    });
  }

  return {
    connect() {
      if (cancel) return;
      events.onFound({ roomId: `demo-${config.room || DEMO_ROOM}`, hostUserId: null });
      next();
      events.onChange();
    },
    close() {
      cancel?.();
      cancel = null;
      events.onChange();
    },
    retryNow: () => undefined,
    position: () => ({ epoch: null, seq: 0 }),
    view: (): LinkView => ({
      state: cancel ? 'open' : 'closed',
      source: config,
      room: cancel ? 'live' : 'unknown',
      reason: '',
      retryAt: null,
      lastFrameAt,
      latencyMs: null,
      fault: null,
    }),
  };
}
