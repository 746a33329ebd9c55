/** Numbered lines: what is carried out, what is answered again, what has to be sent again. */
import { expect, it } from 'vitest';
import { checksum, encodeFrame } from '#wire/board-frame.ts';
import { greetedBed, poweredBed } from './bed.ts';

const PIN = 12;

it('takes nothing but HELLO before HELLO', () => {
  const bed = poweredBed();
  expect(bed.ask(encodeFrame(0, `SET ${PIN} 1`))).toBe('nak 0 10');
  expect(bed.ask(encodeFrame(7, 'PING'))).toBe('nak 0 10');
  expect(bed.ask(':7 PING*00\n')).toBe('nak 0 10');
  expect(bed.ask(encodeFrame(7, 'HELLO 0'))).toMatch(/^ok 7 fw=/);
  expect(bed.ask(encodeFrame(8, 'PING'))).toBe('ok 8');
  expect(bed.isHigh(PIN)).toBe(false);
});

it('wraps its numbers', () => {
  const bed = greetedBed();
  bed.ask(bed.frame(254, 'HELLO'));
  expect(['PING', 'PING', 'PING'].map((body) => bed.command(body))).toEqual(['ok', 'ok', 'ok']);
  expect(bed.ask(encodeFrame(255, 'PING'))).toBe('ok 255');
  expect(bed.command('PING')).toBe('ok');
});

it('answers a repeat again and does not redo it', () => {
  const bed = greetedBed();
  bed.send(encodeFrame(1, `SET ${PIN} 1`));
  expect(bed.nextLine()).toBe('ok 1');
  expect(bed.ask(encodeFrame(2, `SET ${PIN} 0`))).toBe('ok 2');
  expect(bed.ask(encodeFrame(1, `SET ${PIN} 1`))).toBe('ok 1');
  expect(bed.isHigh(PIN)).toBe(false);
});

it('repeats the refusal of the last one', () => {
  const bed = greetedBed();
  expect(bed.ask(encodeFrame(1, 'SET 0 1'))).toBe('err 1 5');
  expect(bed.ask(encodeFrame(1, 'SET 0 1'))).toBe('err 1 5');
  expect(bed.ask(encodeFrame(2, 'PING'))).toBe('ok 2');
  expect(bed.ask(encodeFrame(2, 'PING'))).toBe('ok 2');
});

it('takes 64 behind for a repeat, 65 and two ahead for a gap', () => {
  const bed = greetedBed();
  bed.ask(bed.frame(100, 'HELLO'));
  expect(bed.ask(encodeFrame(36, `SET ${PIN} 1`))).toBe('ok 36');
  expect(bed.ask(encodeFrame(35, `SET ${PIN} 1`))).toBe('nak 101 8');
  expect(bed.ask(encodeFrame(102, `SET ${PIN} 1`))).toBe('nak 101 8');
  expect(bed.isHigh(PIN)).toBe(false);
  expect(bed.ask(encodeFrame(101, `SET ${PIN} 1`))).toBe('ok 101');
});

it.each([
  ['a wrong checksum', ':1 PING*00\n', 'nak 1 1'],
  ['no checksum', ':1 PING\n', 'nak 1 2'],
  ['a checksum that is none', ':1 PING*g0\n', 'nak 1 2'],
  ['nothing', ':\n', 'nak 1 2'],
  ['57 characters', `:${'x'.repeat(56)}\n`, 'nak 1 9'],
])('refuses to take %s', (_, line, answer) => {
  const bed = greetedBed();
  expect(bed.ask(line)).toBe(answer);
  expect(bed.ask(encodeFrame(1, 'PING'))).toBe('ok 1');
});

/** Right checksum, wrong inside. */
it.each([['PING'], ['256 PING'], ['1'], ['1 '], ['1  PING'], [' 1 PING'], ['-1 PING']])(
  'calls ":%s" bad syntax',
  (content) => {
    const bed = greetedBed();
    expect(bed.ask(`:${content}*${checksum(content)}\n`)).toBe('nak 1 2');
  },
);

it('takes the longest line there is, lower or upper case hex, and a CR', () => {
  const bed = greetedBed();
  const line = encodeFrame(1, `PING ${'0'.repeat(45)}`);
  expect(line).toHaveLength(57);
  expect(bed.ask(line)).toBe('err 1 4');
  expect(bed.ask(encodeFrame(2, 'PING').toUpperCase().replace('\n', '\r\n'))).toBe('ok 2');
});

it('begins anew at ":" in the middle of a line', () => {
  const bed = greetedBed();
  expect(bed.ask(`:1 SET ${PIN} 1${encodeFrame(1, 'PING')}`)).toBe('ok 1');
  expect(bed.ask(`${'x'.repeat(200)}${encodeFrame(2, 'PING')}`)).toBe('ok 2');
  expect(bed.isHigh(PIN)).toBe(false);
});

it('keeps up with a full window, and loses nothing', () => {
  const bed = greetedBed();
  for (let round = 0; round < 50; round++) {
    const first = (1 + round * 4) & 0xff;
    for (let i = 0; i < 4; i++) bed.send(encodeFrame(first + i, `SET ${PIN} ${i & 1}`));
    for (let i = 0; i < 4; i++) expect(bed.nextLine()).toBe(`ok ${(first + i) & 0xff}`);
  }
  expect(bed.machine.overruns()).toBe(0);
});

it('answers each of many lines that nobody waits for, in order', () => {
  const bed = greetedBed();
  // Unknown plain lines make the longest answers: the line out is full long before they are all told.
  for (let i = 0; i < 4; i++) bed.send('abcdefghijk\n');
  bed.send('end\n');
  const said = Array.from({ length: 5 }, () => bed.nextLine());
  expect(said).toEqual([...Array<string>(4).fill('ev plain? abcdefghijk'), 'ev plain? end']);
});
