/** Names around a drawn board: none covers another, no line runs through a word or another line, nothing leaves the picture. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { BoardModel } from '#domain/board-model.ts';
import { pinsOf } from '#store/board-facts.ts';
import { gaugeCells } from '#ui/drawn-board/gauge-grid.ts';
import { gaugePins, withGaugesSeen } from '#ui/drawn-board/gauges.ts';
import { HEADERS, pinsInPlace } from '#ui/drawn-board/headers.ts';
import { layout } from '#ui/drawn-board/layout.ts';
import { nextPin } from '#ui/drawn-board/roving.ts';
import { spread } from '#ui/drawn-board/spread-labels.ts';
import { textWidth } from '#ui/drawn-board/text-width.ts';

const MODELS = ['uno', 'nano', 'mega'] as const satisfies readonly BoardModel[];
const printOn = (model: BoardModel) => (pin: number) => pinsOf(model)[pin]?.label ?? '';

describe.each(MODELS)('%s', (model) => {
  it('has each of its pins in one place', () => {
    const numbers = (pins: readonly number[]) => [...pins].sort((a, b) => a - b);
    expect(numbers(pinsInPlace(HEADERS[model]))).toEqual(pinsOf(model).map(({ pin }) => pin));
  });

  it.each([216, 258, 358, 720])('at %i px keeps its pins apart and inside', (width) => {
    const { pads, pad, box } = layout(model, width, {}, printOn(model), 4);
    for (const one of pads) {
      expect(one.x - pad / 2).toBeGreaterThan(box.x);
      expect(one.x + pad / 2).toBeLessThan(box.x + box.w);
      expect(one.y - pad / 2).toBeGreaterThan(0);
      expect(one.y + pad / 2).toBeLessThan(box.h);
      for (const other of pads)
        if (other !== one) expect(Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y))).toBeGreaterThan(pad);
    }
  });
});

test('the Uno’s digital row runs from 13 to 0, its analogue pins stand below at the right', () => {
  const { pads } = layout('uno', 216, {}, printOn('uno'), 0);
  const row = (side: string) =>
    pads
      .filter((pad) => pad.side === side)
      .sort((a, b) => a.x - b.x)
      .map(({ pin }) => pin);
  expect(row('top')).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  expect(row('bottom')).toEqual([14, 15, 16, 17, 18, 19]);
});

/** Names of 1–30 letters for up to `most` different pins. */
const namesFor = (pins: readonly number[], most: number) =>
  fc
    .uniqueArray(fc.constantFrom(...pins), { minLength: 1, maxLength: most })
    .chain((chosen) =>
      fc
        .array(fc.string({ minLength: 1, maxLength: 30 }), { minLength: chosen.length, maxLength: chosen.length })
        .map((texts) => Object.fromEntries(chosen.map((pin, i) => [pin, texts[i]?.trim() || 'x']))),
    );

test.each([
  ['uno', 12],
  ['nano', 12],
  ['mega', 14],
] as const)('up to so many names around %s: %i', (model, most) => {
  const scene = fc.tuple(namesFor(pinsInPlace(HEADERS[model]), most), fc.constantFrom(216, 258, 358, 720));
  fc.assert(
    fc.property(scene, ([names, width]) => {
      const plan = layout(model, width, names, printOn(model), 0);
      expect(plan.labels.map(({ pin }) => pin).sort()).toEqual(Object.keys(names).map(Number).sort());
      const size = plan.labelSize;
      const words = plan.labels.map((label) => {
        const half = textWidth(label.text, size) / 2;
        return { from: label.x - half, to: label.x + half, y: label.y };
      });
      for (const [i, one] of words.entries()) {
        expect(one.from).toBeGreaterThanOrEqual(-0.01);
        expect(one.to).toBeLessThanOrEqual(width + 0.01);
        expect(one.y - size + plan.top).toBeGreaterThanOrEqual(-1);
        expect(one.y + plan.top).toBeLessThanOrEqual(plan.height);
        for (const other of words.slice(i + 1))
          if (Math.abs(one.y - other.y) < size) expect(one.to <= other.from || other.to <= one.from).toBe(true);
      }
    }),
    { numRuns: 60, seed: 1 },
  );
});

test('a line passes no word of a nearer tier, and lines keep their order', () => {
  const wish = fc.record({ x: fc.double({ min: 0, max: 400, noNaN: true }), width: fc.double({ min: 8, max: 60, noNaN: true }) }); // prettier-ignore
  fc.assert(
    fc.property(fc.array(wish, { minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 4 }), (wishes, tiers) => {
      const sorted = wishes.sort((a, b) => a.x - b.x);
      const found = spread(sorted, tiers, 0, 400);
      if (!found) return;
      for (const [i, at] of found.at.entries()) {
        if (i) expect(at).toBeGreaterThan(found.at[i - 1] ?? 0);
        for (const [j, middle] of found.middles.entries()) {
          const half = (sorted[j]?.width ?? 0) / 2;
          const passes = (found.tiers[i] ?? 0) > (found.tiers[j] ?? 0);
          if (i !== j && passes) expect(Math.abs(at - middle)).toBeGreaterThan(half);
        }
      }
    }),
    { numRuns: 200, seed: 2 },
  );
});

test('few names stand straight over their pins', () => {
  const { labels, pads } = layout('uno', 216, { 13: 'lamp', 9: 'claw', 3: 'feeder' }, printOn('uno'), 0);
  for (const label of labels)
    expect(Math.abs(label.x - (pads.find(({ pin }) => pin === label.pin)?.x ?? 0))).toBeLessThan(12);
  expect(new Set(labels.map(({ y }) => y)).size).toBe(1);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8, 12])('%i gauges share the chip without touching', (count) => {
  const cells = gaugeCells({ x: 0, y: 0, w: 170, h: count > 8 ? 130 : 86 }, count);
  expect(cells).toHaveLength(count);
  for (const [i, one] of cells.entries()) {
    expect(one.radius).toBeGreaterThan(8);
    expect(one.x - one.radius).toBeGreaterThanOrEqual(0);
    expect(one.x + one.radius).toBeLessThanOrEqual(170);
    for (const other of cells.slice(i + 1))
      if (one.y === other.y) expect(Math.abs(one.x - other.x)).toBeGreaterThan(one.radius + other.radius);
  }
});

test('a gauge stays once it was seen, servos come before others where not all can be read', () => {
  const none = withGaugesSeen({}, { 3: { does: 'on' } });
  const seen = withGaugesSeen(none, { 9: { does: 'servo', us: 1500 }, 3: { does: 'pwm', duty: 0.5 } });
  expect(seen).toEqual({ 3: 'pwm', 9: 'servo' });
  expect(withGaugesSeen(seen, {})).toBe(seen);
  const places = pinsInPlace(HEADERS.uno);
  const dimmed = Object.fromEntries([5, 6, 10, 11, 2, 4, 7, 8].map((pin) => [pin, 'pwm' as const]));
  const shown = gaugePins({ ...dimmed, 3: 'servo' }, places, 216).map(({ pin }) => pin);
  expect(shown).toHaveLength(8);
  expect(shown).toContain(3);
  expect(shown).toEqual([...shown].sort((a, b) => places.indexOf(a) - places.indexOf(b)));
});

test.each<[number, string, number | null]>([
  [13, 'ArrowRight', 12],
  [8, 'ArrowRight', 7],
  [12, 'ArrowLeft', 13],
  [13, 'ArrowLeft', null],
  [0, 'ArrowRight', null],
  [0, 'ArrowDown', 19],
  [19, 'ArrowUp', 0],
  [9, 'Home', 13],
  [9, 'End', 19],
  [9, 'a', null],
])('from pin %i %s leads to %s', (from, key, to) =>
  expect(nextPin(layout('uno', 720, {}, printOn('uno'), 0).pads, from, key)).toBe(to),
);
