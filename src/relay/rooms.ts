/**
 * All rooms of this relay: one per source, name and replay settings, begun by the first watcher and kept
 * a while after the last, so that a reload or a poor connection misses nothing. Knows no HTTP and no events.
 */
import type { RelayQuery } from '#wire/relay-query.ts';
import type { Client, Outlet } from './client.ts';
import { createRoom, type Room, type RoomHealth, type RoomOptions } from './room.ts';

/** As long as the ring reaches back: whoever is away longer has a gap anyhow. */
const LINGER_MS = 15 * 60_000;
/** A person watches one or two; anything far beyond is a script gone wrong. */
const MOST_ROOMS = 32;

export interface RoomsOptions extends RoomOptions {
  readonly lingerMs?: number;
}

export interface Rooms {
  /** Returns how to leave again, or null when there are too many rooms. */
  join(query: RelayQuery, outlet: Outlet): (() => void) | null;
  health(): RoomHealth[];
  close(code: number, reason: string): void;
}

const keyOf = ({ source, room, file, speed, loop }: RelayQuery): string =>
  JSON.stringify([source, room.toLowerCase(), file, speed, loop]);

export function createRooms(options: RoomsOptions): Rooms {
  const rooms = new Map<string, Room>();
  const lingering = new Map<string, NodeJS.Timeout>();

  function end(key: string): void {
    clearTimeout(lingering.get(key));
    lingering.delete(key);
    rooms.get(key)?.close(1000, '');
    rooms.delete(key);
  }

  function enter(key: string, query: RelayQuery): Room | null {
    const known = rooms.get(key);
    // A recording that has run out starts again for whoever comes anew, not for whoever merely reconnects.
    const isStale = known?.isOver() === true && known.watchers() === 0 && query.resume === null;
    if (known && !isStale) return known;
    if (known) end(key);
    if (rooms.size >= MOST_ROOMS) return null;
    const room = createRoom(query, options);
    rooms.set(key, room);
    return room;
  }

  return {
    join(query, outlet) {
      const key = keyOf(query);
      const room = enter(key, query);
      if (!room) return null;
      clearTimeout(lingering.get(key));
      const client: Client = room.join(outlet, query.resume);
      return () => {
        room.leave(client);
        if (room.watchers() > 0 || rooms.get(key) !== room) return;
        clearTimeout(lingering.get(key));
        lingering.set(key, setTimeout(() => end(key), options.lingerMs ?? LINGER_MS).unref());
      };
    },
    health: () => [...rooms.values()].map((room) => room.health()),
    close(code, reason) {
      for (const timer of lingering.values()) clearTimeout(timer);
      for (const room of rooms.values()) room.close(code, reason);
      rooms.clear();
    },
  };
}
