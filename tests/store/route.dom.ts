/** The screen an address names; anything unknown is Live. */
import { expect, it } from 'vitest';
import { followAddress, parseRoute, route } from '#store/route.svelte.ts';

it.each([
  ['', 'live'],
  ['#', 'live'],
  ['#/live', 'live'],
  ['#/rules', 'rules'],
  ['#rules', 'rules'],
  ['#/history/abc', 'history'],
  ['#/history?x=1', 'history'],
  ['#/nowhere', 'live'],
  ['#/__proto__', 'live'],
])('%j shows %s', (hash, expected) => {
  expect(parseRoute(hash)).toBe(expected);
});

it('follows the address until it is told to stop', () => {
  const stop = followAddress();
  location.hash = '#/board';
  dispatchEvent(new HashChangeEvent('hashchange'));
  expect(route()).toBe('board');
  stop();
  location.hash = '#/rules';
  dispatchEvent(new HashChangeEvent('hashchange'));
  expect(route()).toBe('board');
});
