/** What every upstream of a room looks like to the relay. Types only: knows neither clients nor numbering. */
import type { RelayRoom } from '#wire/relay-frame.ts';
import type { RelayQuery } from '#wire/relay-query.ts';

/** Where a source puts what it hears; calls after stop() are ignored by nobody, so a source must not make them. */
export interface SourceSink {
  /** `data` in TikFinity's flat shape. `history`: TikTok's own replay at connect. */
  event(event: string, data: Record<string, unknown>, history?: boolean): void;
  /** What is not said keeps its neutral value: no id, no code, no reason, nothing planned. */
  room(status: Pick<RelayRoom, 'state'> & Partial<RelayRoom>): void;
}

export interface Source {
  stop(): void;
}

/** Starts at once; all it meets, failures included, goes into the sink. Never throws. */
export type StartSource = (query: RelayQuery, sink: SourceSink) => Source;
