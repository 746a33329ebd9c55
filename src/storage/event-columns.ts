/** The sheet Events: what each event of the log shows in its row. */
import type { LiveEvent } from '#domain/event.ts';
import { dateCell, numberCell, textCell, utcCell, wordCells } from './cells.ts';
import type { Column } from './table.ts';
import type { WorkbookWords } from './words.ts';
import type { Zone } from './zone.ts';

function whatOf(event: LiveEvent): string | null {
  switch (event.kind) {
    case 'gift':
      return event.giftName;
    case 'chat':
      return event.comment;
    case 'other':
      return event.name;
    default:
      return null;
  }
}

/** Units a gift frame added, likes of a like frame, viewers present. */
function countOf(event: LiveEvent): number | null {
  switch (event.kind) {
    case 'gift':
      return event.units;
    case 'like':
      return event.likeCount;
    case 'roomUser':
      return event.viewerCount;
    default:
      return null;
  }
}

export function eventColumns(words: WorkbookWords, zone: Zone): readonly Column<LiveEvent>[] {
  const { events: heading, eventRemarks } = words;
  const kinds = wordCells(words.kinds);
  const prices = wordCells(words.prices);
  const remarkOf = (event: LiveEvent): string =>
    [
      event.history && eventRemarks.history,
      event.resumed && eventRemarks.resumed,
      event.kind === 'gift' && event.forGuest && eventRemarks.guest,
    ]
      .filter((remark) => remark !== false)
      .join(', ');
  const ofGift = (value: (gift: Extract<LiveEvent, { kind: 'gift' }>) => number) => (event: LiveEvent) =>
    event.kind === 'gift' ? numberCell(value(event)) : undefined;
  return [
    { heading: heading.time, width: 19, cell: (event) => dateCell(event.time, zone) },
    { heading: heading.utc, width: 24, cell: (event) => utcCell(event.time) },
    { heading: heading.kind, width: 12, cell: (event) => kinds[event.kind] },
    { heading: heading.name, width: 22, cell: (event) => textCell(event.viewer?.nickname ?? null) },
    { heading: heading.username, width: 22, cell: (event) => textCell(event.viewer?.uniqueId ?? null) },
    { heading: heading.userId, width: 21, cell: (event) => textCell(event.viewer?.userId ?? null) },
    { heading: heading.what, width: 44, cell: (event) => textCell(whatOf(event)) },
    { heading: heading.count, width: 9, cell: (event) => numberCell(countOf(event)) },
    { heading: heading.streak, width: 13, cell: ofGift((gift) => gift.repeatCount) },
    { heading: heading.coinsEach, width: 11, cell: ofGift((gift) => gift.diamondCount) },
    { heading: heading.coins, width: 9, cell: ofGift((gift) => gift.diamondCount * gift.units) },
    {
      heading: heading.price,
      width: 17,
      cell: (event) => (event.kind === 'gift' ? prices[event.priceSource] : undefined),
    },
    { heading: heading.remark, width: 20, cell: (event) => textCell(remarkOf(event)) },
    { heading: heading.id, width: 22, cell: (event) => textCell(event.id) },
  ];
}
