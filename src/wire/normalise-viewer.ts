/** The common fields of TikTok's flat shape as a viewer. Hand-written since it is hot. Knows no event. */
import type { Viewer } from '#domain/event.ts';
import type { ReportFault } from '#domain/fault.ts';
import { readId, readText } from './normalise-fields.ts';

const atLeastOne = (value: unknown): boolean => typeof value === 'number' && value >= 1;

/** followRole 1 = follower, 2 = friend, 3 and more = closer ones; some events carry only followInfo. */
function readFollower(data: Record<string, unknown>): boolean {
  if (atLeastOne(data['followRole'])) return true;
  const info = data['followInfo'];
  return typeof info === 'object' && info !== null && 'followStatus' in info && atLeastOne(info.followStatus);
}

/** Nothing but https pictures are ever offered for loading. */
function readPicture(value: unknown, report: ReportFault): string {
  const url = readText(value, 2_000, 'profilePictureUrl', report);
  return url.startsWith('https://') ? url : '';
}

/** Null when the event names no userId: nothing else tells two viewers apart for certain. */
export function readViewer(data: Record<string, unknown>, report: ReportFault): Viewer | null {
  const userId = readId(data['userId'], 'userId', report);
  if (userId === '') return null;
  const rank = data['topGifterRank'];
  return {
    userId,
    uniqueId: readText(data['uniqueId'], 100, 'uniqueId', report),
    nickname: readText(data['nickname'], 100, 'nickname', report),
    profilePictureUrl: readPicture(data['profilePictureUrl'], report),
    isFollower: readFollower(data),
    isSubscriber: data['isSubscriber'] === true,
    isModerator: data['isModerator'] === true,
    topGifterRank: typeof rank === 'number' && rank >= 1 && rank <= 1e6 ? Math.trunc(rank) : null,
  };
}
