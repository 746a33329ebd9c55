/** The gifts a person may pick from, loaded when a screen first asks: the table is of no use to the first paint. */
import type { GiftRow } from '#domain/gift-catalogue.ts';
import { reportError } from './faults.svelte.ts';

let rows = $state.raw<readonly GiftRow[]>([]);

/** Empty until `loadGiftNames` has answered. */
export const knownGifts = (): readonly GiftRow[] => rows;

export async function loadGiftNames(): Promise<void> {
  try {
    rows = (await import('#domain/gift-table.ts')).giftNames();
  } catch (error) {
    reportError('update-failed', error);
  }
}

/** Coins of one unit by name or id; 1 where nobody knows, as the least a gift can cost. */
export function knownPrice(giftName: string, giftId = 0): number {
  const name = giftName.trim().toLowerCase();
  const row = rows.find((gift) => (giftId ? gift.id === giftId : gift.name.toLowerCase() === name));
  return row?.diamondCount ?? 1;
}
