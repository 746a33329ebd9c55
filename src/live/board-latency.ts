/** The last acknowledged commands' latencies, for the screen. Knows nothing of what was sent. */
import { ACK_BOUNDS_MS } from '#domain/ack-bounds.ts';
import type { BoardView } from '#rpc/board-view.ts';

const KEPT = 1_000;

export function latencies() {
  const ring = new Float64Array(KEPT);
  let count = 0;
  let next = 0;
  return {
    /** ms from the write to the board's answer: waiting in a lane is the rules' doing, not the board's */
    add(ms: number): void {
      ring[next] = ms;
      next = (next + 1) % KEPT;
      if (count < KEPT) count++;
    },
    forget(): void {
      count = next = 0;
    },
    /** Over the last 1,000. Percentiles by nearest rank; the histogram as in rpc/live.ts. */
    view(): Pick<BoardView, 'ackP50Ms' | 'ackP99Ms' | 'ackHistogram'> {
      const sorted = ring.slice(0, count).sort();
      const percentile = (share: number): number | null => sorted[Math.max(0, Math.ceil(share * count) - 1)] ?? null;
      const ackHistogram = new Array<number>(ACK_BOUNDS_MS.length + 1).fill(0);
      let bar = 0;
      for (const ms of sorted) {
        while (ms >= (ACK_BOUNDS_MS[bar] ?? Infinity)) bar++;
        ackHistogram[bar] = (ackHistogram[bar] ?? 0) + 1;
      }
      return { ackP50Ms: percentile(0.5), ackP99Ms: percentile(0.99), ackHistogram };
    },
  };
}
