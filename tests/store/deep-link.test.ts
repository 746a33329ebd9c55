/** A bookmark's address, case by case. */
import { describe, expect, it } from 'vitest';
import { clampSpeed, isRecordingName, parseDeepLink, parseRoom, withoutLink } from '#store/deep-link.ts';

const RELAY = 'ws://127.0.0.1:8787/ws';

describe('a deep link', () => {
  it.each([
    ['', null],
    ['?room=somebody&start=1', null],
    ['?source=youtube', null],
    ['?source=demo', { source: { kind: 'demo', room: '', relayUrl: RELAY }, start: false }],
    ['?source=demo&start=1', { source: { kind: 'demo', room: '', relayUrl: RELAY }, start: true }],
    ['?source=demo&start=yes', { source: { kind: 'demo', room: '', relayUrl: RELAY }, start: false }],
    ['?source=tiktok', null],
    ['?source=tiktok&room=', null],
    ['?source=tiktok&room=a b', null],
    ['?source=tiktok&room=../etc', null],
    [
      '?source=tiktok&room=%40Warung_Robot&start=1',
      { source: { kind: 'tiktok', room: 'warung_robot', relayUrl: RELAY }, start: true },
    ],
    ['?source=tikfinity&start=1', { source: { kind: 'tikfinity', room: '', relayUrl: null }, start: true }],
    ['?source=replay', null],
    ['?source=replay&file=../secret.jsonl', null],
    ['?source=replay&file=a..b', null],
    [
      '?source=replay&file=evening.jsonl&speed=5&loop=1',
      {
        source: {
          kind: 'replay',
          room: 'evening.jsonl',
          relayUrl: RELAY,
          file: 'evening.jsonl',
          speed: 5,
          loop: true,
        },
        start: false,
      },
    ],
  ])('%s', (search, expected) => {
    expect(parseDeepLink(search, RELAY)).toEqual(expected);
  });

  it('names no relay where none is known', () => {
    expect(parseDeepLink('?source=demo', null)?.source.relayUrl).toBeNull();
  });
});

it.each([
  [NaN, 1],
  [Infinity, 1],
  [-3, 1],
  [0, 1],
  [7.5, 7.5],
  [99, 20],
])('a replay at speed %s runs at %s', (asked, speed) => {
  expect(clampSpeed(asked)).toBe(speed);
});

it.each([
  ['@Om.Tele ', 'om.tele'],
  ['rani', 'rani'],
  ['<b>', ''],
  ['', ''],
  ['Om-Tele', 'om-tele'],
  ['x'.repeat(32), 'x'.repeat(32)],
  ['x'.repeat(33), ''],
])('the room %j is %j', (typed, room) => {
  expect(parseRoom(typed)).toBe(room);
});

it.each([
  ['evening (1).jsonl', true],
  ['malam é 夜.jsonl', true],
  ["it's & more.jsonl", true],
  ['', false],
  ['.hidden', false],
  ['a/b.jsonl', false],
  ['a\\b.jsonl', false],
  ['C:evening', false],
  ['a..b', false],
  ['a\nb', false],
])('%j names a recording: %s', (name, expected) => {
  expect(isRecordingName(name)).toBe(expected);
  const link = parseDeepLink(`?${new URLSearchParams({ source: 'replay', file: name })}`, RELAY);
  expect(link?.source ?? null).toEqual(expected ? expect.objectContaining({ file: name, room: name }) : null);
});

it('takes a link out of an address and leaves the rest', () => {
  expect(withoutLink('http://127.0.0.1:8787/x?source=tiktok&room=rani&start=1&lang=id#/board')).toBe(
    'http://127.0.0.1:8787/x?lang=id#/board',
  );
  expect(withoutLink('http://127.0.0.1/?source=replay&file=a.jsonl&speed=2&loop=1')).toBe('http://127.0.0.1/');
});
