/**
 * A board's body and the places of its pins for a width in px: how large, where, and which numbers have room.
 * x counts from the drawing's left end, y from the body's upper edge. Knows no names and no state.
 */
import type { BoardHeaders, Header, Slot } from './headers.ts';
import { textWidth } from './text-width.ts';

export interface PrintPlace {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly size: number;
}
export interface PadPlace {
  readonly pin: number;
  readonly x: number;
  readonly y: number;
  readonly side: 'top' | 'bottom' | 'right';
  /** In the Mega's double strip: its left or right column. */
  readonly column: 0 | 1;
  /** Where its number stands; null where there is no room for it. */
  readonly number: PrintPlace | null;
}
/** A hole without a pin. */
export interface Hole {
  readonly x: number;
  readonly y: number;
  readonly print: string;
  readonly textY: number;
}
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}
export interface Body {
  readonly box: Box;
  /** Grows from 1 on the narrowest column to 2 on a wide screen: what is drawn grows with it, words less. */
  readonly unit: number;
  readonly pads: readonly PadPlace[];
  readonly holes: readonly Hole[];
  /** Side of a pad. */
  readonly pad: number;
  readonly pitch: number;
  /** Rows of the double strip are this far apart. */
  readonly rowPitch: number;
  readonly numberSize: number;
  /** Every pin has its number beside it. */
  readonly numbered: boolean;
  /** Between the headers: the chip and its gauges. */
  readonly middle: Box;
  readonly usb: Box;
  readonly jack: Box | null;
}

const NARROWEST = 216;
/** Between two strips, in slots. */
const STRIP_GAP = 0.6;
/** Below this many px numbers are not for reading; then only the ends of strips have one, and labels say theirs. */
const SMALLEST_NUMBER = 8;
const BETWEEN_NUMBERS = 1.6;
/** Rows of the double strip need not stand farther apart. */
const WIDEST_ROW = 19;
const DIGITS = '00';

const slotsIn = (header: Header): number =>
  header.reduce((sum, strip) => sum + strip.length, 0) + STRIP_GAP * (header.length - 1);

/** x of each slot, right-aligned at `right`, with whether it begins or ends its strip. */
function along(header: Header, right: number, pitch: number) {
  let x = right - (slotsIn(header) - 1) * pitch;
  return header.flatMap((strip) => {
    const placed = strip.map((slot, i) => ({
      slot,
      x: x + i * pitch,
      end: i === 0 ? ('start' as const) : i === strip.length - 1 ? ('end' as const) : null,
    }));
    x += (strip.length + STRIP_GAP) * pitch;
    return placed;
  });
}

/** `print`: a pin as printed. `margin`: px kept free at the right for lines. `rows`: of gauges the chip has to hold, 0 = none. */
export function placePins(
  headers: BoardHeaders,
  print: (pin: number) => string,
  width: number,
  margin: number,
  rows: number,
): Body {
  const unit = Math.min(2, Math.max(1, width / NARROWEST));
  const x0 = 6 * unit;
  const x1 = width - 0.5 - margin;
  const edge = 6.5 * unit;
  const slots = Math.max(slotsIn(headers.top), slotsIn(headers.bottom));
  const double = headers.right.length > 0;
  const narrowest = (x1 - x0) / (slots + (double ? 4.5 : 1)) - BETWEEN_NUMBERS;
  const roomy = narrowest >= textWidth(DIGITS, SMALLEST_NUMBER);
  const wished = 9.5 + 4 * (unit - 1);
  const beside = double ? textWidth(DIGITS, wished) + 4 : 0;
  const block = double ? beside * (roomy ? 2 : 1) + 2 * unit : 0;
  const pitch = (x1 - x0 - 2 * edge - block) / (slots + (double ? 2 : 0));
  const rowPitch = Math.min(pitch, WIDEST_ROW);
  const pad = Math.min(0.8 * (double ? rowPitch : pitch), 11 * unit);
  const fitting = (text: string): number =>
    roomy ? Math.min(wished, ((pitch - BETWEEN_NUMBERS) * wished) / textWidth(text, wished)) : 9.5;
  const numberSize = fitting(DIGITS);

  const inset = 5 * unit;
  const rowHeight = inset + pad + 2 * unit + numberSize * 1.05;
  const badgeHeight = numberSize + 2;
  const w = x1 - x0;
  const between = rows
    ? Math.max(rows * 46 * Math.min(unit, 1.5), Math.min(w * headers.ratio - 2 * (rowHeight + badgeHeight), 84 * unit))
    : Math.max(30 * unit, Math.min(w * headers.ratio - 2 * (rowHeight + badgeHeight), 84 * unit));
  const h = Math.max(
    2 * (rowHeight + badgeHeight) + between,
    headers.right.length * rowPitch + 2 * inset,
    // Both sockets with the name and the lamps between them.
    headers.jack ? 2 * rowHeight + 54 * unit + 34 + 9 * (unit - 1) : 0,
  );

  const pads: PadPlace[] = [];
  const holes: Hole[] = [];
  const put = (slot: Slot, place: Omit<PadPlace, 'pin'>, textY: number): void => {
    if (typeof slot === 'number') pads.push({ pin: slot, ...place });
    else holes.push({ x: place.x, y: place.y, print: place.side === 'right' ? '' : slot, textY });
  };
  const strips = x1 - edge - (double ? block + 2 * pitch : 0);
  for (const side of ['top', 'bottom'] as const) {
    const y = side === 'top' ? inset + pad / 2 : h - inset - pad / 2;
    const textY = side === 'top' ? rowHeight - numberSize * 0.2 : h - rowHeight + numberSize * 0.85;
    for (const { slot, x, end } of along(headers[side], strips - pitch / 2, pitch)) {
      const shift = end === 'start' ? -pad / 2 : pad / 2;
      const size = typeof slot === 'number' ? Math.min(numberSize, fitting(print(slot))) : numberSize;
      const number = roomy
        ? { x, y: textY, anchor: 'middle' as const, size }
        : end && { x: x + shift, y: textY, anchor: end, size };
      put(slot, { x, y, side, column: 0, number }, textY);
    }
  }
  const firstRow = (h - (headers.right.length - 1) * rowPitch) / 2;
  headers.right.forEach((row, i) => {
    const y = firstRow + i * rowPitch;
    const middle = x1 - edge - pitch - (roomy ? beside : 0);
    for (const column of [0, 1] as const) {
      const x = middle + (column - 0.5) * pitch;
      const out = column === 0 ? x - pad / 2 - 3 : x + pad / 2 + 3;
      const shown = roomy || (column === 0 && (i === 1 || i === headers.right.length - 2));
      const anchor = column === 0 ? ('end' as const) : ('start' as const);
      const number = shown ? { x: out, y: y + numberSize * 0.36, anchor, size: numberSize } : null;
      put(row[column], { x, y, side: 'right', column, number }, y);
    }
  });

  const left = x0 + 35.5 * unit;
  const top = rowHeight + badgeHeight;
  const socket = { x: 0.5, w: 21 * unit };
  return {
    ...{ unit, pads, holes, pad, pitch, rowPitch, numberSize, numbered: roomy },
    box: { x: x0, y: 0, w, h },
    middle: { x: left, y: top, w: strips - left, h: h - 2 * top },
    usb: headers.jack
      ? { ...socket, y: rowHeight + 4 * unit, h: 24 * unit }
      : { ...socket, y: h / 2 - 14 * unit, h: 18 * unit },
    jack: headers.jack ? { x: 2 * unit, w: 21 * unit, y: h - rowHeight - 4 * unit - 22 * unit, h: 22 * unit } : null,
  };
}
