/**
 * Does a session that was left go on, or does a new one begin? Knows no storage and no clock.
 */
import type { Session } from './session.ts';

/** A LIVE that was silent for longer than this is taken to be another one. */
const CONTINUE_WITHIN_MS = 15 * 60_000;

/**
 * True when auto-connect (a deep link, a reload, a reconnect) may continue `last`: its last sign of life is recent
 * and no person stopped it. The roomId is compared once the source has told it (isSameLive).
 */
export const mayContinue = (last: Session, now: number): boolean =>
  !last.stoppedByHand && now - last.lastSignAt < CONTINUE_WITHIN_MS;

/** A source without roomIds is known by its room's name alone, which the caller has matched already. */
export const isSameLive = (session: Session, roomId: string | null): boolean =>
  session.roomId === null || roomId === null || session.roomId === roomId;
