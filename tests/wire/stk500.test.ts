/** STK500 in both versions: the bytes of each command as Atmel's application notes have them, and what answers mean. */
import { expect, test } from 'vitest';
import { v1, v1ReplyData, v1ReplyLength } from '#wire/stk500v1.ts';
import {
  v2,
  v2Body,
  v2FlashBytes,
  v2Message,
  v2Rest,
  v2SignatureByte,
  v2Succeeded,
  v2Answers,
} from '#wire/stk500v2.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

test.each<[string, Uint8Array, string]>([
  ['get sync', v1.getSync(), '3020'],
  ['enter programming mode', v1.enterProgramming(), '5020'],
  ['leave programming mode', v1.leaveProgramming(), '5120'],
  ['read signature', v1.readSignature(), '7520'],
  ['load address 0', v1.loadAddress(0), '55000020'],
  ['load address, in words, low byte first', v1.loadAddress(0x7d80), '55c03e20'],
  ['program a page', v1.programFlash(bytes('0102')), '64000246010220'],
  ['program 256 bytes', v1.programFlash(new Uint8Array(256)).subarray(0, 4), '64010046'],
  ['read a page', v1.readFlash(128), '7400804620'],
])('version 1: %s', (_, command, expected) => {
  expect(hex(command)).toBe(expected);
});

test.each<[string, string, string | null]>([
  ['nothing more than ok', '1410', ''],
  ['a signature', '141e950f10', '1e950f'],
  ['not in sync', '15', null],
  ['not in sync, of full length', '1510', null],
  ['failed', '1411', null],
  ['too short', '14', null],
  ['a frame moved by one byte', '101e950f14', null],
])('version 1 answers: %s', (_, reply, data) => {
  const found = v1ReplyData(bytes(reply));
  expect(found && hex(found)).toBe(data);
});

test('version 1 says how long an answer is', () => {
  expect([v1ReplyLength(0), v1ReplyLength(3)]).toEqual([2, 5]);
});

test.each<[string, Uint8Array, string]>([
  ['sign on', v2.signOn(), '01'],
  ['leave programming mode', v2.leaveProgramming(), '110101'],
  ['read signature byte 2', v2.readSignature(2), '1d04040030000200'],
  ['load address 0', v2.loadAddress(0), '0680000000'],
  ['load an address beyond 128 KiB, in words, high byte first', v2.loadAddress(0x3df00), '068001ef80'],
  ['program a page', v2.programFlash(bytes('0102')), '130002c10a404c2000000102'],
  ['read a page', v2.readFlash(256), '14010020'],
])('version 2: %s', (_, body, expected) => {
  expect(hex(body)).toBe(expected);
});

test('version 2 frames a body with sequence, length and checksum', () => {
  const message = v2Message(257, bytes('01'));
  expect(hex(message)).toBe('1b0100010e0114');
  expect(message.reduce((all, byte) => all ^ byte, 0)).toBe(0);
});

test.each<[string, string, number | null]>([
  ['a page', '1b0101030e', 260],
  ['a status', '1b0100020e', 3],
  ['no token', '1b0100020f', null],
  ['no start', '1a0100020e', null],
  ['an empty body', '1b0100000e', null],
  ['a body of unlikely length', '1b01ffff0e', null],
])('version 2 headers: %s', (_, header, rest) => {
  expect(v2Rest(bytes(header))).toBe(rest);
});

test('version 2 takes an answer only with the right checksum and sequence', () => {
  const message = v2Message(7, bytes('1400aabb00'));
  const [header, rest] = [message.subarray(0, 5), message.subarray(5)];
  const body = v2Body(7, header, rest);
  expect(body && hex(body)).toBe('1400aabb00');
  expect(v2Body(8, header, rest)).toBeNull();
  expect(
    v2Body(
      7,
      header,
      Uint8Array.from(rest, (byte, i) => (i === 2 ? byte ^ 1 : byte)),
    ),
  ).toBeNull();
});

test('version 2 reads an answer', () => {
  const page = bytes('1400aabb00');
  expect(hex(v2FlashBytes(page))).toBe('aabb');
  expect([v2Succeeded(page), v2Succeeded(bytes('13c0'))]).toEqual([true, false]);
  expect([v2Answers(v2.readFlash(2), page), v2Answers(v2.signOn(), page)]).toEqual([true, false]);
  expect(v2SignatureByte(bytes('1d000030009800'))).toBe(0x98);
});
