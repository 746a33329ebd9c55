/**
 * Has this event been seen before? Duplicates come with every reconnect. Knows no socket and no clock.
 * Ask before the streak and likes folds, so that a frame sent twice moves nothing twice.
 */
import type { LiveEvent } from './event.ts';

/** ids in one generation; two are kept, so between one and two times this many. At 300 events/s: over a minute. */
const IDS = 20_000;
/** Events without an id are the same when kind, user and content agree within this, ms. */
const SAME_MS = 1_000;

export interface Seen {
  /** True the first time. Always true of states (roomUser), and of `other` without an id: what it said is not kept. */
  isNew(event: LiveEvent): boolean;
}

/** What an event without an id says, beyond when. */
function contentOf(event: LiveEvent): string {
  switch (event.kind) {
    case 'gift':
      return `${event.giftId}|${event.groupId}|${event.repeatCount}|${event.repeatEnd}`;
    case 'chat':
      return event.comment;
    case 'like':
      return `${event.likeCount}|${event.totalLikeCount}`;
    default:
      return '';
  }
}

/** The last ids, newest last, of what an earlier worker recorded may be handed over. */
export function createSeen(recentIds: readonly string[] = []): Seen {
  let ids = new Set<string>(recentIds);
  let oldIds = new Set<string>();
  let contents = new Map<string, number>();
  let oldContents = new Map<string, number>();
  let turnedAt = -Infinity;

  function isNewId(id: string): boolean {
    if (ids.has(id) || oldIds.has(id)) return false;
    if (ids.size >= IDS) {
      oldIds = ids;
      ids = new Set();
    }
    ids.add(id);
    return true;
  }

  function isNewContent(event: LiveEvent): boolean {
    const key = `${event.kind}|${event.viewer?.userId ?? ''}|${contentOf(event)}`;
    const before = contents.get(key) ?? oldContents.get(key);
    if (before !== undefined && Math.abs(event.at - before) <= SAME_MS) return false;
    // Resumed events carry older times, hence the distance and not the difference.
    if (Math.abs(event.at - turnedAt) > SAME_MS || contents.size >= IDS) {
      oldContents = contents;
      contents = new Map();
      turnedAt = event.at;
    }
    contents.set(key, event.at);
    return true;
  }

  return {
    isNew(event) {
      if (event.kind === 'roomUser') return true;
      if (event.id === null) return event.kind === 'other' || isNewContent(event);
      // One message can arrive under a second name that we only record ('social' beside 'follow'): it must not hide the first.
      return isNewId(event.kind === 'other' ? `${event.name}|${event.id}` : event.id);
    },
  };
}
