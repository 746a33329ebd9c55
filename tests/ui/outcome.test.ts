/** What became of an action, in words: every mixture a row can show. */
import { expect, it } from 'vitest';
import { formatters } from '#store/format.ts';
import { en } from '#text/en.ts';
import { id } from '#text/id.ts';
import { outcomeWords } from '#ui/live/outcome.ts';

const fmt = formatters('en');

it.each([
  [{ acked: 1 }, 'done', 'ok'],
  [{ acked: 10 }, 'done', 'ok'],
  [{ sent: 3 }, 'sent', 'ok'],
  [{ waiting: 10 }, 'waiting', 'quiet'],
  [{ acked: 4, waiting: 6 }, '4 of 10', 'ok'],
  [{ sent: 1, acked: 1, waiting: 1 }, '2 of 3', 'ok'],
  [{ cooldown: 1 }, 'cooling down', 'quiet'],
  [{ owed: 3 }, 'owed', 'warn'],
  [{ acked: 8, owed: 2 }, '8 done · 2 owed', 'warn'],
  [{ acked: 1, refused: 1, owed: 1 }, '1 done · 1 refused · 1 owed', 'bad'],
  [{ muted: 1 }, 'muted', 'warn'],
  [{ expired: 2 }, 'too late', 'quiet'],
  [{ unknown: 1 }, 'unknown', 'warn'],
  [{ owed: 0, acked: 2 }, 'done', 'ok'],
  [{}, 'nothing to do', 'quiet'],
] as const)('%j', (counts, text, tone) => {
  expect(outcomeWords(counts, en, fmt)).toEqual({ text, tone });
});

it('speaks Bahasa Indonesia', () => {
  expect(outcomeWords({ acked: 4, waiting: 6 }, id, formatters('id')).text).toBe('4 dari 10');
});
