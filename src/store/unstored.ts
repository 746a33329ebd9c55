/**
 * Notes, where even a full database does not matter, that storage lags behind what rules have acted on. The next visit
 * then knows which events may have acted already. Knows nothing of what is stored.
 */
import type { Snapshot } from '#rpc/live.ts';

const KEY = 'giftwire.unstored-until';
/** A batch answered within this is the ordinary course; the live worker doubts that much by itself. */
const SLOW_MS = 1_000;

/** Call with every snapshot. */
export function noteUnstored({ at, record }: Snapshot): void {
  const late = record.unansweredSince !== null && at - record.unansweredSince > SLOW_MS;
  if (late) localStorage.setItem(KEY, String(at));
  else if (localStorage.getItem(KEY) !== null) localStorage.removeItem(KEY);
}

/** ms, this machine's clock: what an earlier visit noted last; null when it had nothing to note. */
export function unstoredUntil(): number | null {
  const noted = Number(localStorage.getItem(KEY) ?? Number.NaN);
  return Number.isFinite(noted) ? noted : null;
}
