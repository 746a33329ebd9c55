/** Frames of wire protocol v1, byte for byte. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BoardCommand } from '#domain/command.ts';
import { commandBody, crc8, encodeFrame, MAX_FRAME_CHARS, STOP_PAIR } from '#wire/board-frame.ts';

/** The textbook way, bit by bit, to check the table against. */
function slowCrc(text: string): number {
  let crc = 0;
  for (const char of text) {
    crc ^= char.charCodeAt(0);
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 7) & 0xff : (crc << 1) & 0xff;
  }
  return crc;
}

test('CRC-8 has its published check value and agrees with the long way', () => {
  expect(crc8('123456789')).toBe(0xf4);
  fc.assert(fc.property(fc.string({ unit: 'binary-ascii' }), (text) => crc8(text) === slowCrc(text)));
});

test.each<[BoardCommand, string]>([
  [{ verb: 'SET', pin: 13, on: true }, 'SET 13 1'],
  [{ verb: 'SET', pin: 2, on: false }, 'SET 2 0'],
  [{ verb: 'PULSE', pin: 13, ms: 200 }, 'PULSE 13 200'],
  [{ verb: 'BLINK', pin: 5, on: 100, off: 50, times: 0 }, 'BLINK 5 100 50 0'],
  [{ verb: 'PWM', pin: 6, value: 128 }, 'PWM 6 128'],
  [{ verb: 'SERVO', pin: 9, position: 1500 }, 'SERVO 9 1500'],
  [{ verb: 'TONE', pin: 8, hz: 440, ms: 300 }, 'TONE 8 440 300'],
  [{ verb: 'OFF' }, 'OFF'],
])('%j is spelled %s', (command, body) => expect(commandBody(command)).toBe(body));

describe('frames', () => {
  test('a frame is exactly these bytes', () => {
    expect(encodeFrame(0, 'HELLO 5000')).toBe(
      `:0 HELLO 5000*${slowCrc('0 HELLO 5000').toString(16).padStart(2, '0')}\n`,
    );
    expect(encodeFrame(7, 'PULSE 13 200')).toMatch(/^:7 PULSE 13 200\*[0-9a-f]{2}\n$/);
  });
  test('numbers wrap at 256', () => expect(encodeFrame(256, 'PING')).toBe(encodeFrame(0, 'PING')));
  test('the board must be able to hold it', () => {
    const longest = 'X'.repeat(MAX_FRAME_CHARS - ':255 *00'.length);
    expect(encodeFrame(255, longest)).toHaveLength(MAX_FRAME_CHARS + 1);
    expect(() => encodeFrame(255, longest + 'X')).toThrow(RangeError);
  });
  test('the longest command fits', () => {
    expect(encodeFrame(255, 'BLINK 255 60000 60000 65535').length).toBeLessThanOrEqual(MAX_FRAME_CHARS);
  });
  test('stop is two CAN', () => expect([...STOP_PAIR]).toEqual([0x18, 0x18]));
});
