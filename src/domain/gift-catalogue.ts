/**
 * What a gift costs when its event does not say. Knows no file and no event: rows come in, prices come out.
 */
import type { PriceSource } from './event.ts';

export interface GiftRow {
  readonly id: number;
  readonly name: string;
  /** Coins of one unit. */
  readonly diamondCount: number;
}

export interface GiftPrice {
  readonly diamondCount: number;
  readonly priceSource: PriceSource;
}

export interface GiftCatalogue {
  /** Coins of one unit. `diamondCount` is what the event says; 0 or less = it does not say. */
  price(giftId: number, giftName: string, diamondCount: number): GiftPrice;
}

/** Coins of a gift nobody knows: the price of Rose, by far the commonest gift and the least a gift can cost. */
const ESTIMATED_PRICE = 1;

const keyOf = (name: string): string => name.trim().toLowerCase();

/** Prices by name, only where every gift of that name costs the same ("Heart" costs 1, 10 or 200: no price by name). */
function agreedPrices(rows: readonly GiftRow[]): Map<string, number> {
  const prices = new Map<string, number>();
  const disputed = new Set<string>();
  for (const row of rows) {
    const key = keyOf(row.name);
    const known = prices.get(key);
    if (known !== undefined && known !== row.diamondCount) disputed.add(key);
    prices.set(key, row.diamondCount);
  }
  for (const key of disputed) prices.delete(key);
  return prices;
}

/** A catalogue of `rows`. Order of trust: the event, the id, the name, an estimate of one coin. */
export function createCatalogue(rows: readonly GiftRow[]): GiftCatalogue {
  const byId = new Map(rows.map((row) => [row.id, row.diamondCount]));
  const byName = agreedPrices(rows);
  return {
    price(giftId, giftName, diamondCount) {
      if (diamondCount > 0) return { diamondCount, priceSource: 'event' };
      const ofId = byId.get(giftId);
      if (ofId !== undefined) return { diamondCount: ofId, priceSource: 'catalogue-id' };
      const ofName = byName.get(keyOf(giftName));
      if (ofName !== undefined) return { diamondCount: ofName, priceSource: 'catalogue-name' };
      return { diamondCount: ESTIMATED_PRICE, priceSource: 'estimate' };
    },
  };
}
