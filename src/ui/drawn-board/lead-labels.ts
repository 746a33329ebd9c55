/**
 * Names outside the board and the lines that lead to them: pins of the upper header above, of the lower one below, those
 * of the Mega's double strip around its right end, half of them each way. Knows places and names, no state.
 */
import { spread, type Spread } from './spread-labels.ts';
import type { Body, PadPlace } from './place-pins.ts';
import { cutTo, textWidth } from './text-width.ts';

export interface LabelPlace {
  readonly pin: number;
  /** As much of the name as there is room for. */
  readonly text: string;
  readonly full: string;
  readonly x: number;
  /** Of the base line, from the body's upper edge. */
  readonly y: number;
  readonly line: string;
}
export interface Labels {
  readonly places: readonly LabelPlace[];
  /** px above and below the body. */
  readonly above: number;
  readonly below: number;
}
export interface Named {
  readonly pad: PadPlace;
  readonly name: string;
}

/** Between two lines that run beside each other around the board's end. */
const TRACK = 3.5;
/** Tiers and the widest name in them (px at 11 px type), tried in this order: few rows first, but a cut name costs more than a row. */
const WAYS: readonly (readonly [tiers: number, widest: number])[] = [
  ...([[1, 140], [1, 96], [2, 110], [2, 84], [3, 110], [3, 84], [3, 68], [4, 68]] as const), // prettier-ignore
  ...([[3, 56], [4, 52], [4, 46], [5, 46], [6, 42], [8, 40]] as const), // prettier-ignore
];

/** Which way the line of a pin leaves: rows of the double strip part in the middle. */
const goesUp = (pad: PadPlace, body: Body): boolean =>
  pad.side === 'top' || (pad.side === 'right' && pad.y < body.box.h / 2);

/** px that lines need at the right end of the board. */
export function trackMargin(named: readonly Named[], body: Body): number {
  const right = named.filter(({ pad }) => pad.side === 'right');
  const up = right.filter(({ pad }) => goesUp(pad, body)).length;
  const most = Math.max(up, right.length - up);
  return most ? (most + 1) * TRACK : 0;
}

interface Exit extends Named {
  readonly x: number;
  /** From the pad to where it leaves the board. */
  readonly begin: string;
}

/** In the order of their lines along the edge, left to right. */
function exits(named: readonly Named[], body: Body, up: boolean): Exit[] {
  const edge = up ? 0 : body.box.h;
  const straight = named
    .filter(({ pad }) => pad.side === (up ? 'top' : 'bottom'))
    .sort((a, b) => a.pad.x - b.pad.x)
    .map((one) => ({ ...one, x: one.pad.x, begin: `M${one.pad.x} ${one.pad.y + ((up ? -1 : 1) * body.pad) / 2}` }));
  // Lines leave between two rows, clear of the right column and of its numbers.
  const leaves = ({ pad }: Named): number => {
    if (pad.column === 1 && !body.numbered) return pad.y;
    return pad.y + body.rowPitch * (pad.column === 0 ? 0.42 : 0.58);
  };
  const around = named
    .filter(({ pad }) => pad.side === 'right' && goesUp(pad, body) === up)
    .sort((a, b) => (up ? leaves(a) - leaves(b) : leaves(b) - leaves(a)))
    .map((one, i) => {
      const { pad } = one;
      const x = body.box.x + body.box.w + (i + 1) * TRACK;
      const y = leaves(one);
      const from = y > pad.y ? `M${pad.x} ${pad.y + body.pad / 2}V${y}` : `M${pad.x + body.pad / 2} ${y}`;
      return { ...one, x, begin: `${from}H${x}V${edge}` };
    });
  return [...straight, ...around];
}

interface Fitted {
  readonly texts: readonly string[];
  readonly found: Spread;
}
/** A single row whose names stand farther than this from their pins, on average, gives way to two. */
const FAR = 24;

const sidewaysOf = (all: readonly Exit[], { at }: Spread): number[] =>
  all.map(({ x }, i) => Math.abs(x - (at[i] ?? x)));

function fit(all: readonly Exit[], size: number, width: number): Fitted | null {
  let single: Fitted | null = null;
  for (const [tiers, widest] of WAYS) {
    const most = Math.min(width, (widest * size) / 11);
    const texts = all.map(({ name }) => cutTo(name, size, most));
    const wishes = all.map(({ x }, i) => ({ x, width: textWidth(texts[i] ?? '', size) }));
    const found = spread(wishes, tiers, 0, width);
    if (!found || (single && tiers === 1)) continue;
    if (tiers > 1 || sidewaysOf(all, found).reduce((sum, far) => sum + far, 0) <= FAR * all.length)
      return { texts, found };
    single = { texts, found };
  }
  return single;
}

/** Where no number of rows is enough, the last names are left out: their pins still say them when pointed at. */
export function leadLabels(named: readonly Named[], body: Body, width: number, size: number): Labels {
  const row = size * 1.3;
  const side = (up: boolean): { readonly places: LabelPlace[]; readonly height: number } => {
    const all = exits(named, body, up);
    let fitted = fit(all, size, width);
    while (!fitted && all.pop()) fitted = fit(all, size, width);
    if (!fitted || !all.length) return { places: [], height: 1 };
    const { at, middles, tiers } = fitted.found;
    const sideways = Math.max(...sidewaysOf(all, fitted.found));
    const fan = Math.min(20, Math.max(4, sideways * 0.3));
    const sign = up ? -1 : 1;
    const edge = up ? 0 : body.box.h;
    const places = all.map(({ pad, name, begin, x }, i): LabelPlace => {
      const to = at[i] ?? x;
      const near = edge + sign * (fan + (tiers[i] ?? 0) * row);
      return {
        ...{ pin: pad.pin, text: fitted.texts[i] ?? name, full: name, x: middles[i] ?? to },
        y: up ? near - size * 0.32 : near + size * 0.98,
        line: `${begin}L${x} ${edge}L${to} ${edge + sign * fan}V${near}`,
      };
    });
    return { places, height: fan + (Math.max(...tiers) + 1) * row + 1 };
  };
  const [upper, lower] = [side(true), side(false)];
  return { places: [...upper.places, ...lower.places], above: upper.height, below: lower.height };
}
