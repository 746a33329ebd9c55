/** Each verb: what it takes, what it refuses, and what the pin does. */
import { describe, expect, it } from 'vitest';
import { LEVEL } from '#board/pins.ts';
import type { Chip } from '#domain/board-model.ts';
import { greetedBed, highPhases, STOP_PIN } from './bed.ts';

const CHIPS = ['m328p', 'm2560'] as const;
const LAST_PIN: Readonly<Record<Chip, number>> = { m328p: 19, m2560: 69 };

const REFUSED = {
  3: ['NOP', 'set 12 1', 'SETS 12 1', 'SE 12 1', 'HELLOO', 'PULSES 12 1'],
  4: [
    ...['PING 1', 'OFF 1', 'WD', 'WD 65536', 'WD 1 2', 'ID 256', 'ID x'],
    ...['SET', 'SET 12', 'SET 12 2', 'SET 12 1 1', 'SET x 1', 'SET 12 -1', 'SET 12  1', 'SET 12 1 '],
    ...['PULSE 12', 'PULSE 12 0', 'PULSE 12 60001', 'PULSE 12 99999999999', 'BLINK 12 0 1 1', 'BLINK 12 1 0 1'],
    ...['BLINK 12 60001 1 1', 'BLINK 12 1 1', 'BLINK 12 1 1 65536', 'PWM 9 256', 'SERVO 9 181', 'SERVO 9 499'],
    ...['SERVO 9 2501', 'TONE 9 30 5', 'TONE 9 31 0', 'TONE 9 0 0', 'TONE 9 65536 5', 'TONE 9 440 60001'],
    ...['INV 9 2', 'LIM 9 65536', 'LIM 9'],
    // The arguments are looked at before the pin.
    'SET 0 2',
  ],
  5: [
    ...['SET 0 1', 'SET 1 1', 'SET 20 1', 'SET 255 1', 'SET 256 1', 'SET 258 1', 'SET 65535 1', 'INV 1 1', 'LIM 20 5'],
    ...['PWM 12 10', 'PWM 12 0', `SET ${STOP_PIN.m328p} 1`, `LIM ${STOP_PIN.m328p} 5`],
  ],
};
const refusals = Object.entries(REFUSED).flatMap(([code, bodies]) =>
  bodies.map((body): [string, string] => [body, code]),
);

it.each(refusals)('refuses %s with err %s', (body, code) => {
  const bed = greetedBed();
  expect(bed.command(body)).toBe(`err ${code}`);
  expect(bed.edges).toEqual([]);
});

describe.each(CHIPS)('on %s', (chip) => {
  it('switches every pin it has, and each alone', () => {
    const bed = greetedBed({ chip });
    for (let pin = 2; pin <= LAST_PIN[chip]; pin++) {
      const expected = pin === STOP_PIN[chip] ? 'err 5' : 'ok';
      expect(bed.command(`SET ${pin} 1`)).toBe(expected);
      const driven = bed.edges.filter((edge) => edge.level === LEVEL.high).map((edge) => edge.pin);
      expect(driven).toEqual(expected === 'ok' ? [pin] : []);
      expect(bed.command(`SET ${pin} 0`)).toBe(expected);
      expect(bed.isHigh(pin)).toBe(false);
      bed.edges.length = 0;
    }
    expect(bed.command(`SET ${LAST_PIN[chip] + 1} 1`)).toBe('err 5');
  });

  it.each([1, 2, 50, 1_000])('pulses for %d ms', (ms) => {
    const bed = greetedBed({ chip });
    expect(bed.command(`PULSE 12 ${ms}`)).toBe('ok');
    bed.run(ms + 5);
    const [phase, ...others] = highPhases(bed.takeEdges(12));
    expect(Math.abs((phase?.ms ?? 0) - ms)).toBeLessThan(0.6);
    expect(others).toEqual([]);
    expect(bed.machine.level(12)).toBe(LEVEL.low);
  });

  it('an inverted pin has its level before it is an output', () => {
    const bed = greetedBed({ chip });
    bed.command('INV 7 1');
    bed.command('PULSE 7 5');
    bed.run(10);
    bed.command('INV 8 0');
    expect(bed.edges.filter((edge) => edge.pin === 7).map((edge) => edge.level)).toEqual([
      LEVEL.pullUp,
      LEVEL.high,
      LEVEL.low,
      LEVEL.high,
    ]);
    // Not inverted it was before: an unused pin stays an input.
    expect(bed.takeEdges(8)).toEqual([]);
  });
});

it('blinks so many times, each phase as long as asked for, without drift', () => {
  const bed = greetedBed();
  bed.command('BLINK 12 30 20 21');
  bed.run(21 * 50 + 10);
  const phases = highPhases(bed.takeEdges(12));
  expect(phases).toHaveLength(21);
  for (const [i, phase] of phases.entries()) {
    expect(Math.abs(phase.ms - 30)).toBeLessThan(1.1);
    expect(Math.abs(phase.at - (phases[0]?.at ?? 0) - i * 50)).toBeLessThan(1.1);
  }
});

it('blinks without end until told otherwise', () => {
  const bed = greetedBed();
  bed.command('BLINK 12 5 5 0');
  bed.run(2_000);
  expect(highPhases(bed.takeEdges(12)).length).toBeGreaterThan(195);
  bed.command('SET 12 0');
  bed.edges.length = 0;
  bed.run(100);
  expect(bed.edges).toEqual([]);
});

it('begins a pulse again when told again, without an edge', () => {
  const bed = greetedBed();
  bed.command('PULSE 12 50');
  bed.run(30);
  bed.command('PULSE 12 50');
  bed.run(100);
  const [phase, ...others] = highPhases(bed.takeEdges(12));
  expect(others).toEqual([]);
  expect(phase?.ms).toBeGreaterThan(80);
  expect(phase?.ms).toBeLessThan(83);
});

it('has twelve slots, and a refused pulse changes nothing', () => {
  const bed = greetedBed();
  for (let pin = 2; pin < 14; pin++) expect(bed.command(`PULSE ${pin} 500`)).toBe('ok');
  bed.command('SET 15 1');
  expect(bed.command('PULSE 15 5')).toBe('err 7');
  expect(bed.command('BLINK 16 5 5 2')).toBe('err 7');
  expect(bed.isHigh(15)).toBe(true);
  // A pin that has a slot uses it again, and what replaces a pulse gives its slot back.
  expect(bed.command('PULSE 2 500')).toBe('ok');
  expect(bed.command('SET 3 0')).toBe('ok');
  expect(bed.command('PULSE 16 5')).toBe('ok');
  bed.run(600);
  for (let pin = 2; pin < 14; pin++) expect(bed.isHigh(pin)).toBe(false);
  expect(bed.command('PULSE 15 5')).toBe('ok');
});

it('says the same INV again without disturbing the pin; another one switches it off first', () => {
  const bed = greetedBed();
  bed.command('INV 7 1');
  bed.command('SET 7 1');
  bed.edges.length = 0;
  expect(bed.command('INV 7 1')).toBe('ok');
  expect(bed.edges).toEqual([]);
  expect(bed.command('INV 7 0')).toBe('ok');
  expect(bed.machine.level(7)).toBe(LEVEL.low);
  bed.run(20);
  expect(bed.command('SET 7 1')).toBe('ok');
  expect(bed.isHigh(7)).toBe(true);
});

it('switches all off at once, inverted pins to high', () => {
  const bed = greetedBed();
  bed.command('INV 7 1');
  for (const body of ['SET 7 1', 'BLINK 8 5 5 0', 'PWM 5 100', 'SERVO 12 90', 'TONE 13 400 60000']) bed.command(body);
  expect(bed.command('OFF')).toBe('ok');
  expect([7, 8, 5, 12, 13].map((pin) => bed.machine.level(pin))).toEqual([LEVEL.high, ...Array<Level0>(4).fill(0)]);
  bed.edges.length = 0;
  bed.run(100);
  expect(bed.edges).toEqual([]);
});
type Level0 = typeof LEVEL.low;
