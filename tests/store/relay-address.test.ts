/** Whether the host of a page is a relay, and what people type as a relay's address. */
import { describe, expect, it } from 'vitest';
import { findRelay, parseRelayUrl } from '#store/relay-address.ts';

const answering =
  (body: string, status = 200) =>
  async () =>
    new Response(body, { status });
const told = JSON.stringify({ name: 'giftwire' });

describe('the relay behind a page', () => {
  it.each([
    ['http://127.0.0.1:8787/', told, 200, 'ws://127.0.0.1:8787/ws'],
    ['https://stream.example/app/', told, 200, 'wss://stream.example/ws'],
    ['http://127.0.0.1:8787/', JSON.stringify({ name: 'other' }), 200, null],
    ['http://127.0.0.1:8787/', '<!doctype html>', 200, null],
    ['http://127.0.0.1:8787/', 'null', 200, null],
    ['http://127.0.0.1:8787/', told, 404, null],
    ['file:///tmp/index.html', told, 200, null],
  ])('%s answering %s with %i', async (href, body, status, url) => {
    expect(await findRelay(href, answering(body, status))).toBe(url);
  });

  it('is none where nobody answers', async () => {
    const away = async () => {
      throw new TypeError('Failed to fetch');
    };
    expect(await findRelay('http://127.0.0.1:8787/', away)).toBeNull();
  });
});

it.each([
  ['127.0.0.1:8787', 'ws://127.0.0.1:8787/ws'],
  [' ws://127.0.0.1:8787 ', 'ws://127.0.0.1:8787/ws'],
  ['wss://relay.example/live', 'wss://relay.example/live'],
  ['WSS://relay.example/ws?room=x', 'wss://relay.example/ws'],
  ['http://127.0.0.1:8787/', 'ws://127.0.0.1:8787/ws'],
  ['', null],
  ['http://', null],
  ['a b', null],
])('typed %j', (typed, url) => {
  expect(parseRelayUrl(typed)).toBe(url);
});
