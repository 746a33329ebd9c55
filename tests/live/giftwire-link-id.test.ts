/** The board's number: given to it, and which pin settings it is told because of it. */
import { expect, test } from 'vitest';
import { pinsOfBoard } from '#domain/pin-settings.ts';
import { newPin } from '#domain/rule-defaults.ts';
import { giftwireLink } from '#live/giftwire-link.ts';
import { encodeFrame } from '#wire/board-frame.ts';
import { BANNER, greetedBed, outcomes, SET } from './giftwire-bed.ts';
import { linkBed } from './link-bed.ts';

const HELLO = (seq: number) => '\n' + encodeFrame(seq, 'HELLO 5000');

test('a new number: behind what is in flight, and then HELLO, so that the board tells it', () => {
  const { link, host, answer, fill, send, taken, faults } = greetedBed();
  const before = fill(1);
  taken();
  link.setId(9);
  expect(taken()).toBe(encodeFrame(3, 'ID 9'));
  expect(send(SET)).toBeNull();
  answer('ok 2');
  expect(taken()).toBe('');
  answer('ok 3');
  expect(taken()).toBe(HELLO(5));
  answer(`ok 5 ${BANNER.replace('id=7', 'id=9')}`);
  expect(host.greeted).toHaveBeenLastCalledWith(expect.objectContaining({ id: 9 }));
  expect(outcomes(before)).toEqual(['acked']);
  expect(send(SET)).not.toBeNull();
  expect(faults()).toEqual([]);
});

test('a sketch that knows no numbers refuses; it is greeted all the same', () => {
  const { link, answer, taken, faults, host } = greetedBed();
  link.setId(9);
  taken();
  answer('err 2 3');
  expect(taken()).toBe(HELLO(4));
  answer(`ok 4 ${BANNER}`);
  expect(faults()).toEqual(['board-refused']);
  expect(host.greeted).toHaveBeenCalledTimes(2);
});

test('a damaged number is sent again', () => {
  const { clock, link, answer, taken } = greetedBed();
  link.setId(9);
  taken();
  answer('nak 2 1');
  clock.advance(8);
  expect(taken()).toBe(encodeFrame(2, 'ID 9'));
});

test('the board is told the settings of its number, and those of any board for other pins', () => {
  const pins = [
    { ...newPin(9, ''), limitMs: 1_000 },
    { ...newPin(10, ''), limitMs: 2_000 },
    { ...newPin(9, ''), limitMs: 3_000, board: 7 },
    { ...newPin(11, ''), limitMs: 4_000, board: 8 },
  ];
  const { link, answer, taken } = linkBed((host) => giftwireLink(host, (board) => pinsOfBoard(pins, board)));
  link.start();
  answer(`ev boot ${BANNER}`);
  taken();
  answer(`ok 1 ${BANNER}`);
  expect(taken()).toBe(encodeFrame(2, 'LIM 10 2000') + encodeFrame(3, 'LIM 9 3000'));
});
