/** Envelopes for tests, in TikTok's flat shape, written by hand. */
import { createCatalogue } from '#domain/gift-catalogue.ts';
import { createNormaliser } from '#wire/normalise.ts';
import type { Envelope } from '#wire/relay-frame.ts';
import type { FaultCode } from '#domain/fault.ts';

export const NOW = 1_700_000_000_000;

export const common = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  userId: '7000000000000000001',
  uniqueId: 'ana',
  nickname: 'Ana ✨',
  profilePictureUrl: 'https://example.com/a.webp',
  followRole: 0,
  followInfo: { followStatus: 0 },
  userBadges: [],
  isModerator: false,
  isSubscriber: false,
  topGifterRank: null,
  msgId: '7100000000000000001',
  createTime: String(NOW - 300),
  ...more,
});

export const giftData = (more: Record<string, unknown> = {}): Record<string, unknown> =>
  common({
    giftId: 5655,
    giftName: 'Rose',
    diamondCount: 1,
    repeatCount: 2,
    repeatEnd: false,
    giftType: 1,
    groupId: '1699999999000',
    receiverUserId: '6900000000000000001',
    ...more,
  });

/** A fresh normaliser that remembers its faults. */
export function bench() {
  const codes: FaultCode[] = [];
  const details: string[] = [];
  const normaliser = createNormaliser({
    report: (code, detail = '') => {
      codes.push(code);
      details.push(detail);
    },
    prices: createCatalogue([{ id: 5655, name: 'Rose', diamondCount: 1 }]),
  });
  const read = (event: string, data: Record<string, unknown>, more: Partial<Envelope> = {}) =>
    normaliser.event({ event, data, ...more }, NOW);
  return { codes, details, normaliser, read };
}
