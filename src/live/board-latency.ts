/** The last acknowledged commands' latencies, for the screen. Knows nothing of what was sent. */

const KEPT = 200;

export function latencies() {
  const ring: number[] = [];
  let next = 0;
  return {
    /** ms from the write to the board's answer: waiting in a lane is the rules' doing, not the board's */
    add(ms: number): void {
      ring[next] = ms;
      next = (next + 1) % KEPT;
    },
    /** The value below which the share `p` (0–1) of the last 200 lies, nearest rank; null without any. */
    percentile(p: number): number | null {
      if (!ring.length) return null;
      const sorted = [...ring].sort((a, b) => a - b);
      return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? null;
    },
  };
}
