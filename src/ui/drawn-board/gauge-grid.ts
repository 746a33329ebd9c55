/** Cells for gauges in a box: as many columns as make the dials largest. Pure; knows no pins. */
import type { Box } from './place-pins.ts';

export interface Cell {
  /** Middle of the dial's straight edge. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
  readonly valueSize: number;
  readonly nameSize: number;
}

const LARGEST = 60;

function sized(width: number, height: number) {
  const valueSize = Math.min(20, Math.max(10.5, height * 0.22));
  const nameSize = Math.min(13, Math.max(10, height * 0.16));
  const words = valueSize * 1.15 + nameSize * 1.2;
  return {
    valueSize,
    nameSize,
    words,
    radius: Math.min(LARGEST, width / 2 - Math.max(4, width * 0.06), height - words - 4),
  };
}

/** `count` cells, row by row. */
export function gaugeCells(box: Box, count: number): Cell[] {
  let best = { columns: 1, radius: -Infinity };
  for (let columns = count; columns > 0; columns--) {
    // One left over in a row of its own would look forgotten.
    if (columns * Math.ceil(count / columns) - count > 1) continue;
    const { radius } = sized(box.w / columns, box.h / Math.ceil(count / columns));
    if (radius > best.radius + 0.5) best = { columns, radius };
  }
  const rows = Math.ceil(count / best.columns);
  // Few gauges stand near each other in the middle rather than at both ends of a wide board.
  const width = Math.min(box.w / best.columns, best.radius * 2 + 44);
  const height = box.h / rows;
  const { valueSize, nameSize, words, radius } = sized(width, height);
  return Array.from({ length: count }, (_, i) => {
    const row = Math.floor(i / best.columns);
    const inRow = Math.min(best.columns, count - row * best.columns);
    return {
      x: box.x + box.w / 2 + ((i % best.columns) - (inRow - 1) / 2) * width,
      y: box.y + row * height + (height - radius - words) / 2 + radius,
      ...{ radius, width, valueSize, nameSize },
    };
  });
}
