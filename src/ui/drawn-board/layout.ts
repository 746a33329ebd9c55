/** The whole drawing for one width: body, pads, names, gauges. Depends on what is named and gauged, never on what a pin does. */
import type { BoardModel } from '#domain/board-model.ts';
import { gaugeCells, type Cell } from './gauge-grid.ts';
import { HEADERS } from './headers.ts';
import { leadLabels, trackMargin, type LabelPlace, type Named } from './lead-labels.ts';
import { placePins, type Body } from './place-pins.ts';

export interface Layout extends Body {
  readonly width: number;
  readonly height: number;
  /** The body's upper edge, from the drawing's. */
  readonly top: number;
  readonly labels: readonly LabelPlace[];
  readonly labelSize: number;
  /** In the order of the gauges asked for. */
  readonly cells: readonly Cell[];
  /** Its package, in the body. */
  readonly chip: Body['middle'];
}

/** So many gauges stand in one row of the narrowest board. */
const GAUGES_IN_A_ROW = 4;

/** `print`: a pin as printed on the board. `names`: '' or absent = not named. */
export function layout(
  model: BoardModel,
  width: number,
  names: Readonly<Record<number, string>>,
  print: (pin: number) => string,
  gauges: number,
): Layout {
  const headers = HEADERS[model];
  const rows = Math.ceil(gauges / GAUGES_IN_A_ROW);
  const namedOn = (body: Body): Named[] =>
    body.pads.flatMap((pad) => {
      const name = names[pad.pin];
      return name ? [{ pad, name: body.numbered ? name : `${print(pad.pin)} ${name}` }] : [];
    });
  const wide = placePins(headers, print, width, 0, rows);
  const body = placePins(headers, print, width, trackMargin(namedOn(wide), wide), rows);
  const labelSize = 11 + 2.5 * (body.unit - 1);
  const { places, above, below } = leadLabels(namedOn(body), body, width, labelSize);
  const { middle, unit } = body;
  const chipWidth = Math.min(middle.w, Math.max(118, 74 * gauges) * unit);
  const chipHeight = gauges ? middle.h : Math.min(middle.h, 46 * unit);
  const chip = {
    x: middle.x + (middle.w - chipWidth) / 2,
    y: middle.y + (middle.h - chipHeight) / 2,
    ...{ w: chipWidth, h: chipHeight },
  };
  return {
    ...body,
    ...{ width, height: above + body.box.h + below, top: above, labels: places, labelSize, chip },
    cells: gauges ? gaugeCells({ x: chip.x + 3, y: chip.y + 3, w: chip.w - 6, h: chip.h - 6 }, gauges) : [],
  };
}
