/**
 * What just happened, for a glance: the last 100 events, their rate, and how viewers moved in five minutes.
 * Knows no session and no screen.
 */
import type { LiveEvent } from '#domain/event.ts';
import type { EventView } from '#rpc/live.ts';

const SHOWN = 100;
/** The rate is a mean over this many whole seconds: shorter jitters, longer lags. */
const RATE_SECONDS = 10;
const VIEWERS_WINDOW_MS = 5 * 60_000;
/** One viewer sample is kept for each so many ms. */
const VIEWERS_STEP_MS = 10_000;

export interface Feed {
  add(event: LiveEvent): void;
  events(): readonly EventView[];
  perSecond(now: number): number;
  viewersChange(now: number): number | null;
}

function textOf(event: LiveEvent): string {
  if (event.kind === 'chat') return event.comment;
  if (event.kind === 'gift') return event.giftName;
  return event.kind === 'other' ? event.name : '';
}

function countOf(event: LiveEvent): number {
  if (event.kind === 'gift') return event.units;
  if (event.kind === 'like') return event.likeCount;
  return event.kind === 'roomUser' ? event.viewerCount : 1;
}

function viewOf(event: LiveEvent, key: number): EventView {
  const gift = event.kind === 'gift' ? event : null;
  return {
    key,
    kind: event.kind,
    at: event.at,
    uniqueId: event.viewer?.uniqueId ?? '',
    nickname: event.viewer?.nickname ?? '',
    text: textOf(event),
    count: countOf(event),
    coins: gift ? gift.units * gift.diamondCount : 0,
    priceSource: gift?.priceSource ?? null,
    history: event.history,
    forGuest: gift?.forGuest ?? false,
  };
}

/**
 * States, what nobody reads and frames that add nothing would only push people's doings off the list. Joins as well:
 * a room of 1,600 sends eight a second, more than all comments; they are counted, recorded and may trigger rules.
 */
const isShown = (event: LiveEvent): boolean =>
  !['roomUser', 'other', 'member'].includes(event.kind) && !(event.kind === 'gift' && event.units === 0);

export function createFeed(): Feed {
  const recent: LiveEvent[] = [];
  let total = 0;
  let views: readonly EventView[] | null = [];
  const seconds = new Array<number>(RATE_SECONDS + 1).fill(0);
  let currentSecond = 0;
  let viewers: { at: number; count: number }[] = [];

  function turnTo(second: number): void {
    const skipped = Math.min(second - currentSecond, seconds.length);
    for (let i = 1; i <= skipped; i++) seconds[(currentSecond + i) % seconds.length] = 0;
    currentSecond = Math.max(currentSecond, second);
  }

  return {
    add(event) {
      turnTo(Math.floor(event.at / 1000));
      const slot = currentSecond % seconds.length;
      seconds[slot] = (seconds[slot] ?? 0) + 1;
      if (event.kind === 'roomUser') {
        const last = viewers.at(-1);
        if (!last || event.at - last.at >= VIEWERS_STEP_MS) viewers.push({ at: event.at, count: event.viewerCount });
      }
      if (!isShown(event)) return;
      total += 1;
      recent[total % SHOWN] = event;
      views = null;
    },
    events() {
      // Views are made when someone looks, ten times a second at most, never once per event.
      views ??= Array.from({ length: Math.min(total, SHOWN) }, (_, i) => {
        const key = total - i;
        return viewOf(recent[key % SHOWN] as LiveEvent, key);
      });
      return views;
    },
    perSecond(now) {
      turnTo(Math.floor(now / 1000));
      const running = seconds[currentSecond % seconds.length] ?? 0;
      return (seconds.reduce((sum, count) => sum + count, 0) - running) / RATE_SECONDS;
    },
    viewersChange(now) {
      viewers = viewers.filter((sample) => now - sample.at <= VIEWERS_WINDOW_MS + VIEWERS_STEP_MS);
      const [first] = viewers;
      const last = viewers.at(-1);
      if (!first || !last || last.at - first.at < VIEWERS_WINDOW_MS - 2 * VIEWERS_STEP_MS) return null;
      return last.count - first.count;
    },
  };
}
