/** Lines without a number, as a person types them. */
import { expect, it } from 'vitest';
import { greetedBed, highPhases, poweredBed } from './bed.ts';

it('LED1 to LED9 are pins 5 to 13, before HELLO too', () => {
  const bed = poweredBed();
  for (let led = 1; led <= 9; led++) {
    bed.send(`LED${led} ON\n`);
    bed.until('switch on', () => bed.isHigh(led + 4));
    bed.send(`LED${led} OFF\r\n`);
    bed.until('switch off', () => !bed.isHigh(led + 4));
  }
  expect(bed.lines).toEqual([]);
});

it('LED1 alone is half a second', () => {
  const bed = greetedBed();
  bed.send('LED1\n');
  bed.run(600);
  const [phase, ...others] = highPhases(bed.takeEdges(5));
  expect(Math.abs((phase?.ms ?? 0) - 500)).toBeLessThan(1);
  expect(others).toEqual([]);
});

it.each(['LED0', 'LED10', 'LED', 'led1', 'LED1 on', 'LED1 ', 'LED1 ONN', 'LED1 OF', 'hello', '*00', 'x'.repeat(56)])(
  'does not understand %s',
  (line) => {
    const bed = greetedBed();
    expect(bed.ask(`${line}\n`)).toBe(`ev plain? ${line}`);
    expect(bed.edges).toEqual([]);
  },
);

it('echoes what can be printed, and no more than a line holds', () => {
  const bed = greetedBed();
  expect(bed.ask('a\tb\xff\0\n')).toBe('ev plain? a?b??');
  expect(bed.ask(`${'y'.repeat(300)}\n`)).toBe(`ev plain? ${'y'.repeat(56)}`);
});

it('does nothing at an empty line', () => {
  const bed = greetedBed();
  bed.send('\n\r\n');
  bed.run(50);
  expect(bed.lines).toEqual([]);
});

it('says so when there is no slot for a pulse', () => {
  const bed = greetedBed();
  for (const pin of [2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 15]) bed.command(`PULSE ${pin} 500`);
  expect(bed.ask('LED1\n')).toBe('ev plain? LED1');
});
