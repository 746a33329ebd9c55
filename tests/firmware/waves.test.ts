/** Servo pulses, PWM and tones as a scope would see them, and which of them cannot run side by side. */
import { describe, expect, it } from 'vitest';
import { LEVEL } from '#board/pins.ts';
import { greetedBed, highPhases, type Bed } from './bed.ts';

/** Share of the time a pin was high over whole periods. */
function dutyOf(bed: Bed, pin: number): number {
  bed.run(20);
  bed.edges.length = 0;
  bed.run(50);
  const edges = bed.takeEdges(pin);
  const phases = highPhases(edges);
  const first = phases[0]?.at ?? 0;
  const last = phases.at(-1)?.at ?? 0;
  return phases.slice(0, -1).reduce((sum, { ms }) => sum + ms, 0) / (last - first);
}

describe('servos', () => {
  it.each([
    ['0', 544],
    ['90', 1_472],
    ['180', 2_400],
    ['500', 500],
    ['2500', 2_500],
  ])('SERVO 9 %s makes %d µs every 20 ms', (position, us) => {
    const bed = greetedBed();
    expect(bed.command(`SERVO 9 ${position}`)).toBe('ok');
    bed.run(210);
    const phases = highPhases(bed.takeEdges(9));
    expect(phases.length).toBeGreaterThanOrEqual(10);
    for (const [i, phase] of phases.entries()) {
      expect(Math.abs(phase.ms * 1_000 - us)).toBeLessThan(20);
      expect(Math.abs(phase.at - (phases[0]?.at ?? 0) - i * 20)).toBeLessThan(0.05);
    }
  });

  it.each(['m328p', 'm2560'] as const)('eight on %s, while lines come in and pins pulse', (chip) => {
    const bed = greetedBed({ chip });
    const widths = [500, 700, 1_000, 1_472, 1_500, 2_000, 2_400, 2_500];
    for (const [i, us] of widths.entries()) expect(bed.command(`SERVO ${i + 2} ${us}`)).toBe('ok');
    expect(bed.command('SERVO 12 90')).toBe('err 7');
    expect(bed.command('SERVO 2 500')).toBe('ok');
    bed.edges.length = 0;
    for (let i = 0; i < 20; i++) bed.command(`PULSE 12 ${i + 1}`);
    bed.run(100);
    for (const [i, us] of widths.entries()) {
      const phases = highPhases(bed.edges.filter((edge) => edge.pin === i + 2));
      expect(phases.length).toBeGreaterThan(4);
      for (const phase of phases.slice(1)) expect(Math.abs(phase.ms * 1_000 - us)).toBeLessThan(20);
    }
  });

  it('all at their longest still have a gap between frames', () => {
    const bed = greetedBed();
    for (let pin = 2; pin < 10; pin++) bed.command(`SERVO ${pin} 2500`);
    bed.edges.length = 0;
    bed.run(100);
    const phases = highPhases(bed.takeEdges(2)).slice(1);
    for (const phase of phases) expect(Math.abs(phase.ms * 1_000 - 2_500)).toBeLessThan(20);
    expect((phases[1]?.at ?? 0) - (phases[0]?.at ?? 0)).toBeLessThan(20.5);
  });

  it('pulse low on an inverted pin', () => {
    const bed = greetedBed();
    bed.command('INV 9 1');
    bed.command('SERVO 9 1000');
    bed.run(100);
    const levels = bed.takeEdges(9);
    const low = levels.flatMap((edge, i) => (edge.level === LEVEL.low ? [(levels[i + 1]?.at ?? 0) - edge.at] : []));
    expect(low.length).toBeGreaterThan(3);
    expect(Math.abs((low[0] ?? 0) - 1)).toBeLessThan(0.02);
  });

  it('stop and give way in the middle of a pulse', () => {
    const bed = greetedBed();
    bed.command('SERVO 9 2500');
    bed.command('SERVO 8 2500');
    for (let i = 0; i < 30; i++) {
      bed.command('SERVO 9 2500');
      bed.until('raise pin 9', () => bed.isHigh(9));
      bed.run(i * 0.1);
      expect(bed.command('SET 9 0')).toBe('ok');
      bed.command('SERVO 7 600');
      expect(bed.machine.level(9)).toBe(LEVEL.low);
      bed.edges.length = 0;
      bed.run(65);
      expect(bed.edges.filter((edge) => edge.pin === 9)).toEqual([]);
      for (const phase of highPhases(bed.edges.filter((edge) => edge.pin === 7)))
        expect(Math.abs(phase.ms * 1_000 - 600)).toBeLessThan(20);
      bed.command('SET 7 0');
    }
  });
});

describe('PWM', () => {
  it.each([
    ['m328p', [3, 5, 6, 9, 10, 11]],
    ['m2560', [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 44, 45, 46]],
  ] as const)('on every pin of %s that has it', (chip, pins) => {
    const bed = greetedBed({ chip });
    for (const pin of pins) {
      expect(bed.command(`PWM ${pin} 64`)).toBe('ok');
      expect(Math.abs(dutyOf(bed, pin) - 0.25)).toBeLessThan(0.01);
      bed.command(`PWM ${pin} 0`);
      expect(bed.machine.level(pin)).toBe(LEVEL.low);
      bed.edges.length = 0;
      bed.run(10);
      expect(bed.edges).toEqual([]);
    }
  });

  it('duty from 1 to 254, steady at 0 and 255, the other way round when inverted', () => {
    const bed = greetedBed();
    for (const value of [1, 128, 254]) {
      bed.command(`PWM 9 ${value}`);
      expect(Math.abs(dutyOf(bed, 9) - value / 255)).toBeLessThan(0.01);
    }
    bed.command('PWM 9 255');
    expect(bed.isHigh(9)).toBe(true);
    bed.command('INV 9 1');
    bed.command('PWM 9 64');
    expect(Math.abs(dutyOf(bed, 9) - 0.75)).toBeLessThan(0.01);
    bed.command('PWM 9 255');
    expect(bed.isHigh(9)).toBe(false);
  });
});

describe('TONE', () => {
  it.each([31, 100, 440, 1_000, 4_186, 20_000, 65_535])('%d Hz', (hz) => {
    const bed = greetedBed();
    expect(bed.command(`TONE 12 ${hz} 200`)).toBe('ok');
    bed.run(250);
    const phases = highPhases(bed.takeEdges(12));
    const seconds = ((phases.at(-1)?.at ?? 0) - (phases[0]?.at ?? 0)) / 1_000;
    expect(Math.abs((phases.length - 1) / seconds / hz - 1)).toBeLessThan(0.02);
    expect(Math.abs(seconds * 1_000 - 200)).toBeLessThan(2_000 / hz + 1);
    expect(bed.machine.level(12)).toBe(LEVEL.low);
  });

  it('ends at the off level of an inverted pin', () => {
    const bed = greetedBed();
    bed.command('INV 12 1');
    for (const ms of [7, 8, 9, 10]) {
      bed.command(`TONE 12 440 ${ms}`);
      bed.run(20);
      expect(bed.machine.level(12)).toBe(LEVEL.high);
    }
  });
});

describe.each([
  ['m328p', { timer1: [9, 10], timer2: [3, 11], free: [5, 6] }],
  ['m2560', { timer1: [11, 12], timer2: [9, 10], free: [2, 4, 13, 44] }],
] as const)('one user for a timer on %s', (chip, pins) => {
  const plain = 17;

  it('a servo keeps PWM off Timer1', () => {
    const bed = greetedBed({ chip });
    bed.command(`SERVO ${plain} 90`);
    for (const pin of pins.timer1) expect(bed.command(`PWM ${pin} 100`)).toBe('err 6');
    for (const pin of pins.timer1) expect(bed.command(`PWM ${pin} 0`)).toBe('ok');
    for (const pin of [...pins.timer2, ...pins.free]) expect(bed.command(`PWM ${pin} 100`)).toBe('ok');
    bed.command(`SET ${plain} 0`);
    for (const pin of pins.timer1) {
      expect(bed.command(`PWM ${pin} 100`)).toBe('ok');
      expect(Math.abs(dutyOf(bed, pin) - 100 / 255)).toBeLessThan(0.01);
    }
  });

  it('PWM on Timer1 keeps servos off, but for that very pin', () => {
    const bed = greetedBed({ chip });
    const [pin, other] = pins.timer1;
    bed.command(`PWM ${pin} 100`);
    expect(bed.command(`SERVO ${plain} 90`)).toBe('err 6');
    expect(bed.command(`SERVO ${other} 90`)).toBe('err 6');
    expect(Math.abs(dutyOf(bed, pin) - 100 / 255)).toBeLessThan(0.01);
    expect(bed.command(`SERVO ${pin} 90`)).toBe('ok');
    bed.run(60);
    expect(Math.abs((highPhases(bed.takeEdges(pin))[1]?.ms ?? 0) - 1.472)).toBeLessThan(0.02);
    expect(bed.command(`PWM ${pin} 100`)).toBe('ok');
  });

  it('a tone keeps PWM off Timer2, and other tones', () => {
    const bed = greetedBed({ chip });
    bed.command(`TONE ${plain} 440 300`);
    for (const pin of pins.timer2) expect(bed.command(`PWM ${pin} 100`)).toBe('err 6');
    for (const pin of [...pins.timer1, ...pins.free]) expect(bed.command(`PWM ${pin} 100`)).toBe('ok');
    expect(bed.command('TONE 8 440 100')).toBe('err 6');
    expect(bed.command(`TONE ${plain} 880 100`)).toBe('ok');
    bed.run(120);
    for (const pin of pins.timer2) {
      expect(bed.command(`PWM ${pin} 100`)).toBe('ok');
      expect(Math.abs(dutyOf(bed, pin) - 100 / 255)).toBeLessThan(0.01);
    }
    expect(bed.command(`TONE ${plain} 440 100`)).toBe('err 6');
    expect(bed.command('OFF')).toBe('ok');
    expect(bed.command(`TONE ${plain} 440 100`)).toBe('ok');
  });
});
