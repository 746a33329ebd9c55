/** The source's state in words: never "connected" by hope. */
import { expect, it } from 'vitest';
import type { LinkView, SourceConfig } from '#rpc/live.ts';
import { formatters } from '#store/format.ts';
import { en } from '#text/en.ts';
import { linkState } from '#ui/shell/link-state.ts';

const NOW = 1_700_000_000_000;
const tiktok: SourceConfig = { kind: 'tiktok', room: 'rani', relayUrl: 'ws://127.0.0.1:8787/ws' };
const closed: LinkView = {
  state: 'closed',
  source: tiktok,
  room: 'unknown',
  reason: '',
  retryAt: null,
  lastFrameAt: null,
  latencyMs: null,
  fault: null,
};
const tikfinity: SourceConfig = { kind: 'tikfinity', room: '', relayUrl: null };
const demo: SourceConfig = { kind: 'demo', room: '', relayUrl: null };
const recording: SourceConfig = { kind: 'replay', room: 'night.jsonl', relayUrl: null };

it.each<[string, Partial<LinkView> | null, SourceConfig, string, string]>([
  ['before the worker spoke', null, tiktok, 'not connected', 'off'],
  ['closed', {}, tiktok, 'not connected', 'off'],
  ['on its way', { state: 'connecting' }, tiktok, 'connecting', 'warn'],
  ['open, room sought', { state: 'open', room: 'connecting' }, tiktok, 'looking for the LIVE', 'warn'],
  ['open, room offline', { state: 'open', room: 'offline' }, tiktok, 'not live yet', 'warn'],
  ['open, room ended', { state: 'open', room: 'ended' }, tiktok, 'LIVE has ended', 'off'],
  ['open, room failed', { state: 'open', room: 'failed' }, tiktok, 'cannot get the LIVE', 'bad'],
  ['open and live', { state: 'open', room: 'live', latencyMs: 9.2 }, tiktok, '9.2 ms', 'ok'],
  ['open, never measured', { state: 'open', room: 'live' }, tiktok, 'connected', 'ok'],
  ['waiting', { state: 'waiting', retryAt: NOW + 3_200 }, tiktok, 'next try in 4s', 'bad'],
  ['due', { state: 'waiting', retryAt: NOW - 1 }, tiktok, 'trying again', 'bad'],
  ['TikFinity, quiet', { state: 'open', lastFrameAt: NOW - 95_000 }, tikfinity, 'quiet for 1m', 'ok'],
  ['demo in the page', { state: 'open', room: 'live' }, demo, 'made in this page', 'ok'],
  ['a recording', { state: 'open', room: 'live' }, recording, 'from a recording', 'ok'],
  ['a recording that is over', { state: 'open', room: 'ended' }, recording, 'recording has ended', 'off'],
])('%s', (_name, link, source, value, tone) => {
  const view = link && { ...closed, ...link };
  expect(linkState(view, source, NOW, en, formatters('en'))).toEqual({ value, tone });
});
