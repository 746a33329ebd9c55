/** Names and comments are strangers' text: whatever they hold, it shows as text. */
import { render } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { EventView } from '#rpc/live.ts';
import EventRow from '#ui/live/EventRow.svelte';

const event: EventView = {
  key: 1,
  kind: 'chat',
  at: Date.now(),
  uniqueId: 'rani',
  nickname: 'Rani',
  text: 'halo',
  count: 1,
  coins: 0,
  priceSource: null,
  history: false,
  forGuest: false,
};
const MARKUP = '<img src=x onerror="alert(1)"><script>alert(2)</script>&amp;';

describe('a row of the feed', () => {
  it.each<[string, Partial<EventView>]>([
    ['a comment', { text: MARKUP }],
    ['a handle', { uniqueId: MARKUP }],
    ['a nickname', { uniqueId: '', nickname: MARKUP }],
    ['a gift', { kind: 'gift', text: MARKUP, count: 2, coins: 2 }],
    ['an event of no known kind', { kind: 'other', text: MARKUP }],
  ])('shows markup in %s as text', (_name, change) => {
    const { container } = render(EventRow, { event: { ...event, ...change } });
    expect(container.textContent).toContain(MARKUP);
    expect(container.querySelector('img, script')).toBeNull();
  });

  it('counts a gift and says what it was worth', () => {
    const { container } = render(EventRow, {
      event: { ...event, kind: 'gift', text: 'Rose', count: 10, coins: 10, priceSource: 'event' },
    });
    expect(container.textContent).toMatch(/rani\s+sent\s+Rose × 10\s+·\s+10 coins/);
  });

  it('marks an estimate as one', () => {
    const { container } = render(EventRow, {
      event: { ...event, kind: 'gift', text: 'Thing', coins: 5, priceSource: 'estimate' },
    });
    expect(container.textContent).toContain('about 5 coins');
  });
});
