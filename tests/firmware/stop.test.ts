/** The emergency stop: two bytes at any place, and the button wired to the board. */
import { describe, expect, it } from 'vitest';
import { encodeFrame } from '#wire/board-frame.ts';
import { greetedBed, poweredBed, STOP_PIN, type Bed } from './bed.ts';

const PIN = 12;
const STOP = '\x18\x18';

describe('the stop pair', () => {
  it('switches all off, and the numbering goes on', () => {
    const bed = greetedBed();
    bed.command(`SET ${PIN} 1`);
    expect(bed.ask(STOP)).toBe('ev off');
    expect(bed.isHigh(PIN)).toBe(false);
    expect(bed.command('PING')).toBe('ok');
  });

  it('counts at every place of a frame, whose half is forgotten', () => {
    const bed = greetedBed();
    const frame = encodeFrame(2, 'SET 7 1');
    for (let at = 1; at < frame.length; at++) {
      bed.ask(bed.frame(0, 'HELLO'));
      bed.command(`SET ${PIN} 1`);
      expect(bed.ask(frame.slice(0, at) + STOP)).toBe('ev off');
      expect(bed.isHigh(PIN)).toBe(false);
      bed.send('\n');
      expect(bed.command('PING')).toBe('ok');
      expect(bed.isHigh(7)).toBe(false);
    }
  });

  it('needs both bytes, one behind the other', () => {
    const bed = greetedBed();
    bed.command(`SET ${PIN} 1`);
    bed.send('\x18\n\x18\r\x18');
    expect(bed.command('PING')).toBe('ok');
    expect(bed.isHigh(PIN)).toBe(true);
    expect(bed.ask('\x18\x18\x18')).toBe('ev off');
    expect(bed.ask('\x18x\x18\x18')).toBe('ev off');
  });

  it('is answered as often as it comes, and before HELLO too', () => {
    const bed = poweredBed();
    bed.send(STOP + STOP);
    expect([bed.nextLine(), bed.nextLine()]).toEqual(['ev off', 'ev off']);
  });

  it.each(Array.from({ length: 8 }, (_, i) => 150 + i))('gets through behind %d bytes too many', (bytes) => {
    const bed = greetedBed();
    bed.command(`SET ${PIN} 1`);
    // Each line of two bytes is answered by fourteen, so the line out fills, and then the line in.
    bed.send('x\n'.repeat(200) + '\n'.repeat(bytes) + STOP);
    bed.until('switch off', () => !bed.isHigh(PIN), 200);
    bed.until('say so', () => bed.lines.includes('ev off'), 200);
    bed.run(100);
    expect(bed.lines.filter((line) => line === 'ev off')).toHaveLength(1);
  });
});

describe.each(['m328p', 'm2560'] as const)('the stop button of %s', (chip) => {
  const press = (bed: Bed, pressed: boolean) => bed.machine.setInput(STOP_PIN[chip], !pressed);

  it('switches all off, and nothing moves until it is released', () => {
    const bed = greetedBed({ chip });
    bed.command('BLINK 7 5 5 0');
    bed.command(`SET ${PIN} 1`);
    press(bed, true);
    const before = bed.now();
    expect(bed.nextLine()).toBe('ev stop 1');
    expect(bed.now() - before).toBeLessThan(8);
    expect([bed.isHigh(7), bed.isHigh(PIN)]).toEqual([false, false]);
    for (const body of [
      'SET 12 1',
      'SET 12 0',
      'PULSE 12 5',
      'BLINK 12 5 5 1',
      'PWM 9 5',
      'SERVO 12 0',
      'TONE 12 99 9',
    ])
      expect(bed.command(body)).toBe('err 11');
    for (const body of ['PING', 'OFF', 'LIM 12 5', 'INV 12 0', 'WD 0']) expect(bed.command(body)).toBe('ok');
    for (const [body, code] of [
      ['SET 12 2', 4],
      ['SET 1 1', 5],
      ['PWM 17 9', 5],
    ])
      expect(bed.command(`${body}`)).toBe(`err ${code}`);
    expect(bed.ask('LED1 ON\n')).toBe('ev plain? LED1 ON');
    press(bed, false);
    expect(bed.nextLine()).toBe('ev stop 0');
    expect(bed.isHigh(PIN)).toBe(false);
    expect(bed.command('SET 12 1')).toBe('ok');
  });

  it('is seen while lines come in as fast as they can', () => {
    const bed = greetedBed({ chip });
    for (let i = 0; i < 200; i++) bed.send(encodeFrame(i + 1, 'PING'));
    bed.run(20);
    press(bed, true);
    bed.until('see it', () => bed.lines.includes('ev stop 1'), 12);
  });

  it('counts from the very first moment', () => {
    const bed = poweredBed({ chip, wire: (machine) => machine.setInput(STOP_PIN[chip], false) });
    expect(bed.nextLine()).toBe('ev stop 1');
    bed.command('HELLO 0');
    expect(bed.command('SET 12 1')).toBe('err 11');
  });

  it('bounces without a second word', () => {
    const bed = greetedBed({ chip });
    // A button being let go may close again for as long as a press takes to count.
    for (const [pressed, ms] of [
      [true, 0.7],
      [false, 10],
    ] as const) {
      for (let i = 0; i < 6; i++) {
        press(bed, pressed);
        bed.run(ms);
        press(bed, !pressed);
        bed.run(ms);
      }
      press(bed, pressed);
      bed.run(100);
    }
    expect(bed.lines).toEqual(['ev stop 1', 'ev stop 0']);
  });
});
