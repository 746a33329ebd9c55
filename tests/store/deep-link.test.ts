/** A bookmark's address, case by case. */
import { describe, expect, it } from 'vitest';
import { clampSpeed, parseDeepLink, parseRoom } from '#store/deep-link.ts';

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
  ['x'.repeat(65), ''],
])('the room %j is %j', (typed, room) => {
  expect(parseRoom(typed)).toBe(room);
});
