/**
 * The room's likes from samples. Frames bring only 15–23 % of all likes in `likeCount`, so growth is read from the
 * room's own counter, `totalLikeCount`, which is not monotonic: its running maximum counts. Knows no rule and no clock.
 */
import type { LikeEvent } from './event.ts';
import type { ReportFault } from './fault.ts';

/** Likes one frame can stand for; no capture shows more. */
export const MAX_LIKES_PER_FRAME = 15;
/** Growth beyond JUMP + JUMP_PER_SECOND since the last frame is another counter, not likes. */
const JUMP = 1_000;
const JUMP_PER_SECOND = 200;
/** So many frames in a row more than JUMP below the maximum: that maximum's counter is gone (a new LIVE, a bad frame). */
const LOWER_FRAMES = 30;

export interface SavedLikes {
  /** Running maximum of the room's counter; null before the first one told. */
  readonly highest: number | null;
  /** ms, when the last frame with a counter came. */
  readonly at: number;
  /** Frames in a row far below the maximum. */
  readonly lower: number;
  readonly running: number;
}

export interface Likes {
  /** The same like with `grown` and `running` filled in. */
  fold(like: LikeEvent): LikeEvent;
  save(): SavedLikes;
}

/**
 * Growth of one room's likes, from 0 or from what was saved. Reports 'likes-counter-jumped' when the source changes
 * counters; such a frame grows nothing and the new counter is the start. Frames that tell no total count their own likes
 * (at most MAX_LIKES_PER_FRAME) until a total is known; from then on the next total brings them.
 */
export function createLikes(report: ReportFault, saved?: SavedLikes): Likes {
  let { highest, at, lower, running } = saved ?? { highest: null, at: 0, lower: 0, running: 0 };

  function rebase(total: number): number {
    report('likes-counter-jumped', `${highest} → ${total}`);
    highest = total;
    lower = 0;
    return 0;
  }

  function grow(like: LikeEvent): number {
    const total = like.totalLikeCount;
    if (total === 0) return highest === null ? Math.min(like.likeCount, MAX_LIKES_PER_FRAME) : 0;
    const seconds = Math.max(0, like.at - at) / 1000;
    at = Math.max(at, like.at);
    if (highest === null) {
      highest = total;
      return 0;
    }
    const grown = total - highest;
    if (grown > JUMP + JUMP_PER_SECOND * seconds) return rebase(total);
    if (grown < -JUMP) {
      lower += 1;
      return lower >= LOWER_FRAMES ? rebase(total) : 0;
    }
    lower = 0;
    if (grown <= 0) return 0;
    highest = total;
    return grown;
  }

  return {
    fold(like) {
      const grown = grow(like);
      running += grown;
      return { ...like, grown, running };
    },
    save: () => ({ highest, at, lower, running }),
  };
}
