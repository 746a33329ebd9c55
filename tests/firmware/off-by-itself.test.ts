/** What switches off by itself: longest on-time and watchdog. */
import { describe, expect, it } from 'vitest';
import { encodeFrame } from '#wire/board-frame.ts';
import { greetedBed, highPhases, poweredBed, type Bed } from './bed.ts';

const PIN = 12;
/** A limit or the watchdog never comes early, and at most so much later, ms. */
const LATE_MS = 2.2;

/** How long a pin was on until it went off by itself. */
function lasted(bed: Bed, withinMs: number): number {
  bed.until('switch off', () => !bed.isHigh(PIN), withinMs);
  return highPhases(bed.takeEdges(PIN)).at(-1)?.ms ?? 0;
}
function expectCut(bed: Bed, ms: number): void {
  const on = lasted(bed, ms + 10);
  expect(on).toBeGreaterThanOrEqual(ms);
  expect(on).toBeLessThan(ms + LATE_MS);
  expect(bed.nextLine()).toBe(`ev lim ${PIN}`);
}

describe('the longest on-time', () => {
  it.each(['m328p', 'm2560'] as const)('is 10 s unless told otherwise (%s)', (chip) => {
    const bed = greetedBed({ chip });
    bed.command(`SET ${PIN} 1`);
    expectCut(bed, 10_000);
  });

  it.each([`SET ${PIN} 1`, `PULSE ${PIN} 1000`, `BLINK ${PIN} 1000 5 0`])('cuts %s', (body) => {
    const bed = greetedBed();
    bed.command(`LIM ${PIN} 100`);
    bed.command(body);
    expectCut(bed, 100);
    bed.run(1_500);
    expect([bed.isHigh(PIN), bed.edges, bed.lines]).toEqual([false, [], []]);
    expect(bed.command(body)).toBe('ok');
    expectCut(bed, 100);
  });

  it.each(['PWM 9 100', 'PWM 9 255', 'TONE 9 440 1000'])('cuts %s', (body) => {
    const bed = greetedBed();
    bed.command('LIM 9 100');
    bed.command(body);
    expect(bed.nextLine()).toBe('ev lim 9');
    bed.edges.length = 0;
    bed.run(100);
    expect([bed.isHigh(9), bed.edges]).toEqual([false, []]);
  });

  it('counts a pin that had none for longer than the clock counts', () => {
    const bed = greetedBed();
    bed.command('WD 0');
    bed.command(`LIM ${PIN} 0`);
    bed.command(`SET ${PIN} 1`);
    bed.run(70_000);
    expect(bed.isHigh(PIN)).toBe(true);
    bed.command(`LIM ${PIN} 65535`);
    expect(bed.nextLine()).toBe(`ev lim ${PIN}`);
    expect(bed.isHigh(PIN)).toBe(false);
    bed.command(`SET ${PIN} 1`);
    bed.run(1_000);
    expect(bed.isHigh(PIN)).toBe(true);
  });

  it('counts each blink by itself, and lets a pulse of its own length end', () => {
    const bed = greetedBed();
    bed.command(`LIM ${PIN} 50`);
    for (const body of [`BLINK ${PIN} 50 5 20`, `PULSE ${PIN} 50`]) {
      bed.command(body);
      bed.run(1_200);
      expect(bed.lines).toEqual([]);
    }
  });

  it('counts from when the pin went on, however often it is told so', () => {
    const bed = greetedBed();
    bed.command(`LIM ${PIN} 200`);
    for (let i = 0; i < 3; i++) {
      bed.command(i % 2 ? `SET ${PIN} 1` : `PULSE ${PIN} 5000`);
      bed.run(50);
    }
    expectCut(bed, 200);
  });

  it('counts one tone behind another as one', () => {
    const bed = greetedBed();
    bed.command('LIM 9 200');
    const before = bed.now();
    for (let i = 0; i < 3; i++) {
      bed.command('TONE 9 440 100');
      bed.run(60);
    }
    expect(bed.nextLine()).toBe('ev lim 9');
    expect(bed.now() - before).toBeLessThan(210);
  });

  it('takes a new limit at once, and none at 0', () => {
    const bed = greetedBed();
    bed.command(`LIM ${PIN} 0`);
    bed.command(`SET ${PIN} 1`);
    bed.run(12_000);
    expect([bed.isHigh(PIN), bed.lines]).toEqual([true, []]);
    bed.command(`LIM ${PIN} 5000`);
    bed.run(3);
    expect([bed.isHigh(PIN), bed.lines]).toEqual([false, [`ev lim ${PIN}`]]);
  });

  it('does not hold for servos', () => {
    const bed = greetedBed();
    bed.command(`LIM ${PIN} 50`);
    bed.command(`SERVO ${PIN} 90`);
    bed.run(200);
    bed.edges.length = 0;
    bed.run(50);
    expect(highPhases(bed.takeEdges(PIN)).length).toBeGreaterThan(1);
  });

  it('tells of each of many pins that are cut together, more than the line out holds at once', () => {
    const bed = greetedBed({ chip: 'm2560' });
    const pins = Array.from({ length: 30 }, (_, i) => i + 20);
    const since = pins.map((pin) => {
      bed.command(`SET ${pin} 1`);
      return bed.now();
    });
    const end = bed.now() + 500;
    for (const [i, pin] of pins.entries()) bed.command(`LIM ${pin} ${Math.round(end - (since[i] ?? 0))}`);
    const told = pins.map(() => bed.nextLine());
    expect(told.sort()).toEqual(pins.map((pin) => `ev lim ${pin}`));
    expect(pins.filter((pin) => bed.isHigh(pin))).toEqual([]);
  });
});

it('keeps its times when the counter of ticks wraps, after 67.1 s', () => {
  const bed = greetedBed();
  bed.run(66_900 - bed.now());
  bed.command(`LIM ${PIN} 300`);
  bed.command('PULSE 7 400');
  bed.command(`SET ${PIN} 1`);
  expectCut(bed, 300);
  bed.run(200);
  expect(bed.isHigh(7)).toBe(false);
  expect(bed.now()).toBeGreaterThan(67_200);
});

describe('the watchdog', () => {
  it('switches all off after 5 s of silence, once', () => {
    const bed = poweredBed();
    bed.run(6_000);
    expect(bed.lines).toEqual([]);
    bed.command('HELLO');
    bed.command(`SET ${PIN} 1`);
    const before = bed.now();
    expect(bed.nextLine(6_000)).toBe('ev wd');
    expect(bed.now() - before).toBeGreaterThan(4_998);
    expect(bed.now() - before).toBeLessThan(5_005);
    expect(bed.isHigh(PIN)).toBe(false);
    bed.run(6_000);
    expect(bed.lines).toEqual([]);
    expect(bed.command('PING')).toBe('ok');
    expect(bed.nextLine(6_000)).toBe('ev wd');
  });

  it.each(['HELLO 300', 'WD 300'])('has another time after %s, and HELLO alone keeps it', (body) => {
    const bed = greetedBed();
    bed.command(body);
    bed.command('HELLO');
    bed.command(`SET ${PIN} 1`);
    const on = lasted(bed, 400);
    expect(on).toBeGreaterThanOrEqual(299);
    expect(on).toBeLessThan(300 + LATE_MS);
    expect(bed.nextLine()).toBe('ev wd');
  });

  it('is fed by a line with a right checksum, whatever becomes of it, and by one that is understood', () => {
    const bed = greetedBed(undefined, 100);
    bed.command(`SET ${PIN} 1`);
    for (const text of [encodeFrame(1, 'PING'), encodeFrame(90, 'PING'), encodeFrame(2, 'NOP'), 'LED1 ON\n']) {
      bed.send(text);
      bed.run(60);
    }
    expect(bed.isHigh(PIN)).toBe(true);
  });

  it.each([':2 PING*00\n', 'noise\n', ':\n', '\n', '\x18'])('is not fed by %j', (text) => {
    const bed = greetedBed(undefined, 100);
    bed.command(`SET ${PIN} 1`);
    bed.run(60);
    bed.send(text);
    bed.run(60);
    expect(bed.isHigh(PIN)).toBe(false);
    expect(bed.lines).toContain('ev wd');
  });
});
