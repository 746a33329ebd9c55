/**
 * TikFinity's socket on the streamer's own PC: the same frames without numbers, heartbeat or roomId.
 * Its silence is normal, and what was missed while it was away is a gap that nobody can fill.
 */
import type { ReportFault } from '#domain/fault.ts';
import type { LinkView, SourceConfig } from '#rpc/live.ts';
import { parseFrames, type Envelope } from '#wire/relay-frame.ts';
import type { Clock } from './clock.ts';
import { createSocketLink, type SocketLike } from './socket-link.ts';
import type { Source, SourceEvents } from './source.ts';

/** TikFinity's documented address; it takes no authentication. */
const TIKFINITY_URL = 'ws://127.0.0.1:21213/';
/** TikTok's own names are at most 24 characters. */
const LONGEST_NAME = 32;

export interface TikfinitySourceOptions {
  readonly config: SourceConfig;
  readonly clock: Clock;
  readonly random: () => number;
  readonly report: ReportFault;
  readonly openSocket: (url: string) => SocketLike;
  readonly events: SourceEvents;
}

export function createTikfinitySource(options: TikfinitySourceOptions): Source {
  const { clock, report, events } = options;
  let lostAt: number | null = null;
  let named = false;

  /** Every frame bears the owner's name; it is the only room name there is. */
  function tellName(envelopes: readonly Envelope[]): void {
    if (named) return;
    const name = envelopes.map(({ data }) => data['tikfinityUsername']).find((value) => typeof value === 'string');
    if (!name) return;
    named = true;
    events.onName(name.slice(0, LONGEST_NAME));
  }

  const link = createSocketLink({
    clock,
    random: options.random,
    report,
    openSocket: options.openSocket,
    silenceMs: null,
    url: () => options.config.relayUrl ?? TIKFINITY_URL,
    onOpen() {
      const now = clock.now();
      // The room is its owner's name; TikFinity itself has no roomId.
      events.onFound({ roomId: null, hostUserId: null });
      if (lostAt !== null) events.onGap({ from: lostAt, to: now, by: 'time', at: now, reason: 'source-away' });
      lostAt = null;
    },
    onText(text, now) {
      const envelopes = parseFrames(text, report);
      tellName(envelopes);
      if (envelopes.length) events.onEnvelopes(envelopes, now);
    },
    onLost() {
      lostAt ??= clock.now();
      events.onLost();
    },
    onChange: events.onChange,
  });

  return {
    connect: link.connect,
    close: link.close,
    retryNow: link.retryNow,
    position: () => ({ epoch: null, seq: 0 }),
    view: (): LinkView => ({
      state: link.state(),
      source: options.config,
      room: 'unknown',
      reason: '',
      retryAt: link.retryAt(),
      lastFrameAt: link.lastFrameAt(),
      latencyMs: null,
      fault: link.state() === 'waiting' ? link.lastEnd() : null,
    }),
  };
}
