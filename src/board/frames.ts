/**
 * Shows a changing view at frame rate: at most one in 16 ms, only when it differs, and the next one only when the last has
 * arrived. Knows nothing of what it shows.
 */
import type { BoardClock } from './clock.ts';

const FRAME_MS = 16;

/**
 * @param take the view now; the same object as before when nothing differs
 * @param show may return a promise; until that settles nothing more is shown. Its failure is the receiver's own: a page
 *   that went away needs no view.
 */
export function createFrames<View>(clock: BoardClock, take: () => View, show: (view: View) => void | Promise<void>) {
  let shown: View | null = null;
  let lookedAt = -Infinity;
  let scheduled = false;
  let underWay = false;
  /** Asked for while the last one was under way. */
  let wanted = false;

  function look(): void {
    scheduled = false;
    lookedAt = clock.now();
    const view = take();
    if (view === shown) return;
    shown = view;
    const arrival = show(view);
    if (!(arrival instanceof Promise)) return;
    underWay = true;
    arrival.then(arrived, arrived);
  }
  function arrived(): void {
    underWay = false;
    if (wanted) request();
  }
  function request(): void {
    wanted = underWay;
    if (underWay || scheduled) return;
    scheduled = true;
    clock.after(Math.max(0, lookedAt + FRAME_MS - clock.now()), look);
  }
  return {
    /** Something may have changed. */
    request,
  };
}
