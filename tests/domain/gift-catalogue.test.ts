/** What a gift costs and where that figure comes from. */
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '#domain/gift-catalogue.ts';
import { giftNames } from '#domain/gift-table.ts';

describe('prices', () => {
  const catalogue = createCatalogue([
    { id: 1, name: 'Rose', diamondCount: 1 },
    { id: 2, name: 'Heart', diamondCount: 1 },
    { id: 3, name: 'Heart', diamondCount: 10 },
    { id: 4, name: 'Heart', diamondCount: 1 },
    { id: 5, name: 'Galaxy', diamondCount: 1000 },
    { id: 6, name: 'galaxy', diamondCount: 1000 },
  ]);
  it.each([
    ['the event wins', [1, 'Rose', 7], 7, 'event'],
    ['else the id', [5, 'Heart', 0], 1000, 'catalogue-id'],
    ['an event that does not say', [5, '', -1], 1000, 'catalogue-id'],
    ['else the name, whatever its case', [99, ' GALAXY ', 0], 1000, 'catalogue-name'],
    ['a name with several prices is no price', [99, 'Heart', 0], 1, 'estimate'],
    ['else an estimate of one coin', [99, 'Unheard Of', 0], 1, 'estimate'],
    ['no name at all', [0, '', 0], 1, 'estimate'],
    ['a name like an object property', [99, '__proto__', 0], 1, 'estimate'],
  ] as const)('%s', (_name, [giftId, giftName, told], diamondCount, priceSource) => {
    expect(catalogue.price(giftId, giftName, told)).toEqual({ diamondCount, priceSource });
  });
});

describe('the bundled table', () => {
  const rows = giftNames();
  it('holds 693 gifts, each with an id of its own, a name and a price', () => {
    expect(rows).toHaveLength(693);
    expect(new Set(rows.map((row) => row.id)).size).toBe(693);
    expect(rows.filter((row) => !(row.id > 0 && row.name.length > 0 && row.diamondCount > 0))).toEqual([]);
  });
  it.each([
    [5655, 'Rose', 1],
    [6267, 'Corgi', 299],
    [7598, 'Pirate’s Ship', 15_000],
    [7400, 'Adam’s Dream', 25_999],
  ])('knows %i as %s', (id, name, diamondCount) => {
    expect(rows.find((row) => row.id === id)).toEqual({ id, name, diamondCount });
  });
  it('reads once', () => {
    expect(giftNames()).toBe(rows);
  });
  it('gives no price by the name Heart, which has several', () => {
    expect(createCatalogue(rows).price(0, 'Heart', 0).priceSource).toBe('estimate');
    expect(createCatalogue(rows).price(0, 'Rose', 0)).toEqual({ diamondCount: 1, priceSource: 'catalogue-name' });
  });
});
