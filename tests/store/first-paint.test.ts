/** Which language a browser's own language tag stands for. */
import { expect, it } from 'vitest';
import { languageOf } from '#store/first-paint.ts';

it.each([
  ['id', 'id'],
  ['id-ID', 'id'],
  ['ID', 'id'],
  ['in-ID', 'id'],
  ['en-GB', 'en'],
  ['idb', 'en'],
  ['jv', 'en'],
  ['', 'en'],
])('%j reads %s', (tag, language) => {
  expect(languageOf(tag)).toBe(language);
});
