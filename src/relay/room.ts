/**
 * One room of one source, however many watch it: numbers what its source says, keeps it in a ring and tells everybody.
 * Knows neither HTTP nor what events mean.
 *
 * Numbering: `epoch` is made when the room is, so a restarted relay has a new one. A client that asks to resume
 * - in this epoch: gets all it missed, marked resumed; where the ring begins later, relay.gap names what is gone.
 * - in another epoch: its numbers mean nothing here. The epoch in relay.hello is itself the mark of a gap of unknown
 *   length; what the ring holds came while the client was away and goes out marked resumed, after relay.gap for any
 *   numbers of this epoch that are gone.
 */
import { randomUUID } from 'node:crypto';
import { BEAT_MS, type RelayHello, type RelayRoom } from '#wire/relay-frame.ts';
import type { RelayQuery } from '#wire/relay-query.ts';
import { createClient, type Client, type Outlet } from './client.ts';
import { createRing, type RingLimits } from './ring.ts';
import { slim } from './slim.ts';
import type { StartSource } from './source.ts';

export interface RoomOptions {
  readonly version: string;
  readonly startSource: StartSource;
  /** One line for a person, without any viewer's data. */
  readonly log: (line: string) => void;
  readonly beatMs?: number;
  readonly ringLimits?: RingLimits;
}

/** One line of /healthz. */
export interface RoomHealth {
  readonly room: string;
  readonly source: string;
  readonly state: RelayRoom['state'];
  readonly code: string;
  readonly head: number;
  readonly tail: number;
  readonly clients: number;
}

export interface Room {
  join(outlet: Outlet, resume: RelayQuery['resume']): Client;
  leave(client: Client): void;
  /** How many watch now. */
  watchers(): number;
  /** True when its source has come to an end by itself and plans nothing: only a new start brings it back. */
  isOver(): boolean;
  health(): RoomHealth;
  /** Stops the source and closes every watcher. */
  close(code: number, reason: string): void;
}

const NEUTRAL: RelayRoom = { state: 'connecting', roomId: null, hostUserId: null, code: '', reason: '', retryAt: null };

export function createRoom(query: RelayQuery, options: RoomOptions): Room {
  const { room: name, source } = query;
  const epoch = randomUUID();
  const ring = createRing(options.ringLimits);
  const clients = new Set<Client>();
  let status = NEUTRAL;

  const frame = (event: string, data: unknown): string => JSON.stringify({ event, data });
  const sayToAll = (text: string): void => clients.forEach((client) => client.say(text));

  const upstream = options.startSource(query, {
    event(event, data, history = false) {
      const at = Date.now();
      const seq = ring.head() + 1;
      const marks = history ? { history } : {};
      ring.add(JSON.stringify({ event, data: slim(event, data), seq, epoch, at, room: name, ...marks }), at);
      for (const client of clients) client.more();
    },
    room(told) {
      const next = { ...NEUTRAL, ...told };
      if (next.state !== status.state || next.code !== status.code)
        options.log(`${source}/${name}: ${next.state}${next.reason && ` - ${next.reason}`}`);
      status = next;
      sayToAll(frame('relay.room', status));
    },
  });

  const beat = setInterval(() => {
    ring.expire(Date.now());
    sayToAll(frame('relay.beat', { head: ring.head() }));
  }, options.beatMs ?? BEAT_MS);

  return {
    join(outlet, resume) {
      ring.expire(Date.now());
      const [head, tail] = [ring.head(), ring.tail()];
      const wanted = resume?.epoch === epoch ? Math.min(resume.since, head) : resume ? 0 : head;
      const reachable = Math.max(wanted, tail === 0 ? head : tail - 1);
      const id = randomUUID();
      const hello: RelayHello = {
        version: options.version,
        client: id,
        now: Date.now(),
        epoch,
        room: name,
        source,
        head,
        tail,
      };
      const gap = reachable > wanted ? [frame('relay.gap', { from: wanted + 1, to: reachable })] : [];
      const greeting = [frame('relay.hello', hello), frame('relay.room', status), ...gap];
      const client = createClient(outlet, ring, reachable, greeting);
      clients.add(client);
      return client;
    },
    leave: (client) => void clients.delete(client),
    watchers: () => clients.size,
    isOver: () => (status.state === 'ended' || status.state === 'failed') && status.retryAt === null,
    health: () => ({
      room: name,
      source,
      state: status.state,
      code: status.code,
      head: ring.head(),
      tail: ring.tail(),
      clients: clients.size,
    }),
    close(code, reason) {
      clearInterval(beat);
      upstream.stop();
      for (const client of clients) client.close(code, reason);
      clients.clear();
    },
  };
}
