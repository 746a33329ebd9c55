/**
 * A recording as a source: what happened comes again at its own pace or a multiple of it, with the times of now.
 * History stays history. Knows no session and no board.
 */
import type { LinkView, SourceConfig } from '#rpc/live.ts';
import type { Clock } from './clock.ts';
import type { Recorded, Recording } from './recording.ts';
import type { Source, SourceEvents } from './source.ts';

/** A machine that slept goes on where it was: nobody makes up for what was due meanwhile. */
const LATE_MS = 5_000;

export interface PlaybackSourceOptions {
  readonly config: SourceConfig;
  readonly recording: Recording;
  readonly clock: Clock;
  readonly events: SourceEvents;
  /** The last event was told, or reading on failed. */
  onOver(error: unknown): void;
}

/** The same event as if it happened now: expiry counts from here, and the record tells when it was played. */
function deliver(item: Exclude<Recorded, { readonly type: 'action' }>, now: number, events: SourceEvents): void {
  if (item.type === 'event')
    return events.onRecorded({ ...item.event, at: now, time: now, seq: null, resumed: false }, now);
  const data = { ...item.envelope.data };
  delete data['createTime'];
  events.onEnvelopes([{ ...item.envelope, data }], now);
}

export function createPlaybackSource({ config, recording, clock, events, onOver }: PlaybackSourceOptions): Source {
  const speed = config.speed ?? 1;
  let state: 'closed' | 'open' | 'over' = 'closed';
  let lastFrameAt: number | null = null;
  let cancelWait: (() => void) | null = null;
  /** When by our clock the recording's time `of` is due. */
  let anchor: { readonly of: number; readonly at: number } | null = null;

  /** Resolves when `at` is due; at once where it is. */
  function due(of: number): Promise<void> | null {
    anchor ??= { of, at: clock.now() };
    const wait = anchor.at + (of - anchor.of) / speed - clock.now();
    if (wait < -LATE_MS) anchor = { of, at: clock.now() };
    if (wait <= 0) return null;
    return new Promise((resolve) => {
      const cancel = clock.after(wait, resolve);
      cancelWait = () => {
        cancel();
        resolve();
      };
    });
  }
  async function play(): Promise<void> {
    for await (const { items } of recording.pages())
      for (const item of items) {
        if (item.type === 'action') continue;
        const waiting = due(item.at);
        if (waiting) await waiting;
        if (state !== 'open') return;
        lastFrameAt = clock.now();
        deliver(item, lastFrameAt, events);
      }
  }
  function over(error: unknown): void {
    if (state !== 'open') return;
    state = 'over';
    events.onChange();
    onOver(error);
  }

  return {
    connect() {
      if (state !== 'closed') return;
      state = 'open';
      events.onFound({ roomId: `playback-${recording.name}`, hostUserId: null });
      events.onChange();
      play().then(() => over(null), over);
    },
    close() {
      state = 'closed';
      cancelWait?.();
      recording.close();
      events.onChange();
    },
    retryNow: () => undefined,
    position: () => ({ epoch: null, seq: 0 }),
    view: (): LinkView => ({
      ...{ state: state === 'closed' ? 'closed' : 'open', source: config, reason: '', retryAt: null },
      room: state === 'over' ? 'ended' : state === 'open' ? 'live' : 'unknown',
      ...{ lastFrameAt, latencyMs: null, fault: null },
    }),
  };
}
