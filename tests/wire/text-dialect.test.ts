/** Lines for people’s own sketches. */
import { describe, expect, test } from 'vitest';
import type { BoardCommand } from '#domain/command.ts';
import {
  lineEnd,
  lineProblem,
  MAX_LINE_CHARS,
  MAX_PLAIN_CHARS,
  plainLineProblem,
  templateLine,
} from '#wire/text-dialect.ts';

const dialect = (template: string, newline: 'lf' | 'crlf' = 'lf') => ({ template, newline, stopLines: [] });

describe('templates', () => {
  test.each<[string, BoardCommand, string, string]>([
    ['{device}', { verb: 'PULSE', pin: 13, ms: 200 }, 'LED1', 'LED1'],
    ['{device}', { verb: 'PULSE', pin: 13, ms: 200 }, '', '13'],
    ['{action} {pin} {value} {ms}', { verb: 'SET', pin: 5, on: true }, '', 'SET 5 1'],
    ['{action} {pin} {ms}', { verb: 'PULSE', pin: 5, ms: 70 }, '', 'PULSE 5 70'],
    ['S{pin},{value}', { verb: 'SERVO', pin: 9, position: 90 }, '', 'S9,90'],
    ['{value}/{ms}', { verb: 'TONE', pin: 8, hz: 440, ms: 300 }, '', '440/300'],
    ['{value}x{ms}', { verb: 'BLINK', pin: 8, on: 10, off: 20, times: 3 }, '', '3x10'],
    ['{device} {value}', { verb: 'PWM', pin: 3, value: 9 }, 'a b\nSTOP;', 'abSTOP 9'],
    ['{action}', { verb: 'OFF' }, '', 'OFF'],
  ])('%s of %j named %j', (template, command, device, line) => {
    expect(templateLine(command, device, dialect(template))).toBe(line);
  });
  test('without one there is no line', () => expect(templateLine({ verb: 'OFF' }, '', dialect(''))).toBeNull());
  test('line ends', () => expect([lineEnd(dialect('')), lineEnd(dialect('', 'crlf'))]).toEqual(['\n', '\r\n']));
});

test.each([
  ['LED1', null],
  ['M5:1', null],
  ['', /empty/],
  ['a\nb', /ASCII/],
  ['a\u0018', /ASCII/],
  ['é', /ASCII/],
  ['x'.repeat(MAX_LINE_CHARS), null],
  ['x'.repeat(MAX_LINE_CHARS + 1), /longer/],
])('line %j', (line, problem) => {
  if (problem) expect(lineProblem(line)).toMatch(problem);
  else expect(lineProblem(line)).toBeNull();
});

test('beside acknowledged frames a line is shorter and holds no ":"', () => {
  expect(plainLineProblem('x'.repeat(MAX_PLAIN_CHARS))).toBeNull();
  expect(plainLineProblem('x'.repeat(MAX_PLAIN_CHARS + 1))).toMatch(/longer/);
  expect(plainLineProblem('a:b')).toMatch(/":"/);
  expect(plainLineProblem('a\nb')).toMatch(/ASCII/);
});
