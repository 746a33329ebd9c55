/** Where an arrow key goes among pins: the nearest one in that direction. Knows places, no elements. */
import type { PadPlace } from './place-pins.ts';

const WAYS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};
/** Sideways counts more, so that a row is walked to its end before another is reached. */
const SIDEWAYS = 3;

/** The pin to go to; null: the key means nothing here, or there is no pin that way. */
export function nextPin(pads: readonly PadPlace[], from: number, key: string): number | null {
  if (key === 'Home') return pads[0]?.pin ?? null;
  if (key === 'End') return pads.at(-1)?.pin ?? null;
  const way = WAYS[key];
  const start = pads.find(({ pin }) => pin === from);
  if (!way || !start) return null;
  let best: number | null = null;
  let least = Infinity;
  for (const { pin, x, y } of pads) {
    const [dx, dy] = [x - start.x, y - start.y];
    const ahead = dx * way[0] + dy * way[1];
    const cost = ahead + SIDEWAYS * Math.abs(dx * way[1] + dy * way[0]);
    if (ahead > 1 && cost < least) [best, least] = [pin, cost];
  }
  return best;
}
