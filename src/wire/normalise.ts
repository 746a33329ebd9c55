/**
 * From a hostile envelope to the domain's own event: every field checked once, here. Nothing throws; what is wrong is
 * counted and made safe, and an event that means nothing without a missing field is null. Hot: written by hand.
 * Knows neither sockets nor rules; the folds of domain/ fill in streaks and likes.
 */
import { createEventTimes } from '#domain/event-time.ts';
import type { GiftEvent, LiveEvent, PlainEvent } from '#domain/event.ts';
import type { ReportFault } from '#domain/fault.ts';
import type { GiftCatalogue } from '#domain/gift-catalogue.ts';
import { MAX_COINS } from '#domain/streak.ts';
import { readCount, readId, readText } from './normalise-fields.ts';
import { readViewer } from './normalise-viewer.ts';
import type { Envelope } from './relay-frame.ts';

/** UTF-16 units a comment may have; TikTok's own limit is far below. */
const COMMENT = 1_000;
/** Counts above these are faults, not facts; each far beyond what any LIVE has had. */
const MAX = { repeatCount: 1e6, likeCount: 1e5, totalLikeCount: 1e12, viewerCount: 1e8, giftType: 1e3 } as const;
/** createTime is ms UTC: from 2001 on, which tells it from seconds, and never more than a day ahead of our clock. */
const EARLIEST = 1e12;
const DAY_MS = 86_400_000;

/** Known, recorded, acted on by nothing. */
const RECORDED = new Set([
  'questionNew',
  'emote',
  'envelope',
  'liveIntro',
  'linkMicBattle',
  'linkMicArmies',
  'streamEnd',
  'control',
  'config',
]);

export interface Normaliser {
  /** `now`: ms, this machine's clock, when the frame came. */
  event(envelope: Envelope, now: number): LiveEvent | null;
  /** relay.hello told the relay's clock: `at` of its frames is corrected by the difference. */
  setRelayClock(relayNow: number, now: number): void;
  /** Gifts to anyone else are a guest's; null = not known, every gift is the host's. */
  setHost(hostUserId: string | null): void;
}

export interface NormaliserOptions {
  readonly report: ReportFault;
  readonly prices: GiftCatalogue;
}

/** Copied field by field below: spreading it into a larger literal costs ten times as much as all the rest. */
type Base = Pick<PlainEvent, 'id' | 'seq' | 'at' | 'time' | 'viewer' | 'history' | 'resumed'>;

/** One per source: it learns that source's clock. */
export function createNormaliser({ report, prices }: NormaliserOptions): Normaliser {
  const times = createEventTimes();
  let relayAhead = 0;
  let host = '';

  /** ms, this machine's clock. A relay's frame cannot have come later than now, however wrong its clock. */
  function receivedAt(at: number | undefined, now: number): number {
    return at === undefined ? now : Math.min(at - relayAhead, now);
  }

  function readCreateTime(value: unknown, now: number): number | null {
    if (value === undefined || value === null || value === '0' || value === 0 || value === '') return null;
    const created = readCount(value, now + DAY_MS, 'createTime', report);
    if (created >= EARLIEST) return created;
    if (created >= 0) report('number-implausible', `createTime: ${created}`);
    return null;
  }

  function readBase(envelope: Envelope, now: number): Base {
    const { data } = envelope;
    const history = envelope.history === true;
    const at = receivedAt(envelope.at, now);
    return {
      id: readId(data['msgId'], 'msgId', report) || null,
      seq: envelope.seq ?? null,
      at,
      time: times.of(readCreateTime(data['createTime'], now), at, !history),
      viewer: readViewer(data, report),
      history,
      resumed: envelope.resumed === true,
    };
  }

  /** The same, for an event that somebody must have caused. */
  function readCaused(envelope: Envelope, now: number): Base {
    const base = readBase(envelope, now);
    if (!base.viewer) report('event-malformed', `${envelope.event}: userId`);
    return base;
  }

  function readGift(envelope: Envelope, now: number): GiftEvent | null {
    const { data } = envelope;
    const giftId = Math.max(0, readCount(data['giftId'], Number.MAX_SAFE_INTEGER, 'giftId', report));
    const giftName = readText(data['giftName'], 200, 'giftName', report);
    if (giftId === 0 && giftName === '') {
      report('event-malformed', 'gift: giftId');
      return null;
    }
    // Nearly all gifts are of type 1, and its fold is the one that never counts a frame twice.
    const type = readCount(data['giftType'], MAX.giftType, 'giftType', report);
    const giftType = type < 0 ? 1 : type;
    const missing = data['repeatCount'] === undefined || data['repeatCount'] === null;
    if (missing) report('event-malformed', 'gift: repeatCount');
    // A count that is there but makes no sense adds nothing; one that is missing still is a gift.
    const repeatCount = missing ? 1 : readCount(data['repeatCount'], MAX.repeatCount, 'repeatCount', report);
    const { diamondCount, priceSource } = prices.price(
      giftId,
      giftName,
      readCount(data['diamondCount'], MAX_COINS, 'diamondCount', report),
    );
    const receiverUserId = readId(data['receiverUserId'], 'receiverUserId', report);
    const b = readCaused(envelope, now);
    return {
      id: b.id,
      seq: b.seq,
      at: b.at,
      time: b.time,
      viewer: b.viewer,
      history: b.history,
      resumed: b.resumed,
      kind: 'gift',
      giftId,
      giftName,
      diamondCount,
      priceSource,
      giftType,
      groupId: readId(data['groupId'], 'groupId', report),
      repeatCount: Math.max(0, repeatCount),
      repeatEnd: data['repeatEnd'] === true || data['repeatEnd'] === 1,
      receiverUserId,
      units: giftType === 1 || repeatCount < 0 ? 0 : Math.max(1, repeatCount),
      forGuest: host !== '' && receiverUserId !== '' && receiverUserId !== host,
    };
  }

  function readPlain(envelope: Envelope, kind: PlainEvent['kind'], now: number): PlainEvent {
    const b = readCaused(envelope, now);
    return {
      id: b.id,
      seq: b.seq,
      at: b.at,
      time: b.time,
      viewer: b.viewer,
      history: b.history,
      resumed: b.resumed,
      kind,
    };
  }

  function readOther(envelope: Envelope, now: number): LiveEvent {
    const b = readBase(envelope, now);
    return {
      id: b.id,
      seq: b.seq,
      at: b.at,
      time: b.time,
      viewer: b.viewer,
      history: b.history,
      resumed: b.resumed,
      kind: 'other',
      name: readText(envelope.event, 200, 'event', report),
    };
  }

  function readEvent(envelope: Envelope, now: number): LiveEvent | null {
    const { data, event: name } = envelope;
    switch (name) {
      case 'gift':
        return readGift(envelope, now);
      case 'chat': {
        const comment = readText(data['comment'], COMMENT, 'comment', report);
        const b = readCaused(envelope, now);
        return {
          id: b.id,
          seq: b.seq,
          at: b.at,
          time: b.time,
          viewer: b.viewer,
          history: b.history,
          resumed: b.resumed,
          kind: 'chat',
          comment,
        };
      }
      case 'like': {
        const likeCount = Math.max(0, readCount(data['likeCount'], MAX.likeCount, 'likeCount', report));
        const total = readCount(data['totalLikeCount'], MAX.totalLikeCount, 'totalLikeCount', report);
        const totalLikeCount = Math.max(0, total);
        const b = readCaused(envelope, now);
        return {
          id: b.id,
          seq: b.seq,
          at: b.at,
          time: b.time,
          viewer: b.viewer,
          history: b.history,
          resumed: b.resumed,
          kind: 'like',
          likeCount,
          totalLikeCount,
          grown: 0,
          running: 0,
        };
      }
      case 'member':
        // Other actions are not joins: kept, acted on by nothing.
        if (readCount(data['actionId'], MAX.giftType, 'actionId', report) !== 1) return readOther(envelope, now);
        return readPlain(envelope, 'member', now);
      case 'follow':
      case 'share':
      case 'subscribe':
        return readPlain(envelope, name, now);
      case 'roomUser': {
        const viewerCount = readCount(data['viewerCount'], MAX.viewerCount, 'viewerCount', report);
        if (viewerCount < 0) {
          report('event-malformed', 'roomUser: viewerCount');
          return null;
        }
        const b = readBase(envelope, now);
        return {
          id: b.id,
          seq: b.seq,
          at: b.at,
          time: b.time,
          viewer: b.viewer,
          history: b.history,
          resumed: b.resumed,
          kind: 'roomUser',
          viewerCount,
        };
      }
      default:
        if (!RECORDED.has(name)) report('event-unknown', readText(name, 64, 'event', report));
        return readOther(envelope, now);
    }
  }

  return {
    event: readEvent,
    setRelayClock(relayNow, now) {
      relayAhead = relayNow - now;
    },
    setHost(hostUserId) {
      host = hostUserId ?? '';
    },
  };
}
