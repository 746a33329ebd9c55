/** Which source a configuration means. The only place that knows all of them. */
import type { ReportFault } from '#domain/fault.ts';
import type { SourceConfig } from '#rpc/live.ts';
import type { Clock } from './clock.ts';
import { createDemoSource } from './demo-source.ts';
import { createPlaybackSource, type PlaybackSourceOptions } from './playback-source.ts';
import { createRelaySource } from './relay-source.ts';
import type { SocketLike } from './socket-link.ts';
import type { LeftPosition, Source, SourceEvents } from './source.ts';
import { createTikfinitySource } from './tikfinity-source.ts';

export interface SourceWorld {
  readonly clock: Clock;
  readonly report: ReportFault;
  readonly random: () => number;
  readonly openSocket: (url: string) => SocketLike;
  /** The recording that the page has handed in to be played; null: none. */
  readonly playback: () => Pick<PlaybackSourceOptions, 'recording' | 'onOver'> | null;
}

/** Null where the source needs a relay and none is known. */
export function openSource(
  config: SourceConfig,
  from: LeftPosition | null,
  world: SourceWorld,
  events: SourceEvents,
): Source | null {
  if (config.kind === 'tikfinity') return createTikfinitySource({ ...world, config, events });
  const { relayUrl } = config;
  if (relayUrl) return createRelaySource({ ...world, config: { ...config, relayUrl }, events, from });
  const played = config.kind === 'replay' ? world.playback() : null;
  if (played) return createPlaybackSource({ ...played, config, clock: world.clock, events });
  if (config.kind !== 'demo') return null;
  return createDemoSource({ config, seed: Math.floor(world.random() * 2 ** 31), clock: world.clock, events });
}
