/** What a person sees at the pins: the real firmware's edges frame by frame, and edges made for the purpose. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { PinShown } from '#domain/pin-shown.ts';
import { createPinWatch } from '#board/pin-watch.ts';
import { LEVEL } from '#board/pins.ts';
import { createDesk } from './desk.ts';

describe.each(['uno', 'mega'] as const)('the firmware on a %s', (model) => {
  function greeted() {
    const desk = createDesk();
    desk.greet(model);
    const before = desk.views.length;
    return {
      desk,
      /** Everything that was seen of the pin since the greeting. */
      seen: (pin: number): (PinShown | undefined)[] => desk.views.slice(before).map(({ pins }) => pins[pin]),
      command(body: string, ms = 200): void {
        desk.heard();
        desk.command(body);
        expect(desk.heard()).toMatch(/^ok /);
        desk.clock.advance(ms);
      },
    };
  }

  it('SET', () => {
    const { desk, command } = greeted();
    command('SET 13 1');
    expect(desk.pin(13)).toEqual({ does: 'on' });
    command('SET 13 0');
    expect(desk.pin(13)).toEqual({ does: 'off' });
  });

  it('an active-low pin rests at a high level: what that means is not this side’s business', () => {
    const { desk, command } = greeted();
    command('INV 12 1');
    command('SET 12 0');
    expect(desk.pin(12)).toEqual({ does: 'on' });
    command('SET 12 1');
    expect(desk.pin(12)).toEqual({ does: 'off' });
  });

  it('PULSE', () => {
    const { desk, seen, command } = greeted();
    command('PULSE 13 100');
    expect(seen(13).filter((shown) => shown?.does === 'on')).toHaveLength(1);
    expect(desk.pin(13)).toEqual({ does: 'off' });
  });

  it('a pulse of 5 ms is never missed, whenever it comes', () => {
    const { desk, seen, command } = greeted();
    for (let n = 1; n <= 20; n++) {
      command('PULSE 13 5', 31 + n);
      expect(seen(13).filter((shown) => shown?.does === 'on')).toHaveLength(n);
      expect(desk.pin(13)).toEqual({ does: 'off' });
    }
  });

  it('BLINK is seen blink by blink', () => {
    const { seen, command } = greeted();
    command('BLINK 13 50 50 4', 500);
    expect(seen(13).filter((shown) => shown?.does === 'on')).toHaveLength(4);
  });

  it('PWM: its duty cycle', () => {
    const { desk, command } = greeted();
    const pins = model === 'uno' ? [3, 5, 9] : [3, 4, 9, 44];
    for (const pin of pins) {
      command(`PWM ${pin} 64`);
      const shown = desk.pin(pin);
      expect(shown?.does).toBe('pwm');
      expect(shown?.does === 'pwm' && Math.abs(shown.duty - 0.25)).toBeLessThan(0.02);
      command(`PWM ${pin} 128`);
      expect(desk.pin(pin)?.does).toBe('pwm');
      command(`PWM ${pin} 0`);
      expect(desk.pin(pin)).toEqual({ does: 'off' });
    }
  });

  it('SERVO: its pulse', () => {
    const { desk, command } = greeted();
    command('SERVO 9 90');
    command('SERVO 10 500');
    command('SERVO 11 2500');
    const us = (pin: number): number => {
      const shown = desk.pin(pin);
      return shown?.does === 'servo' ? shown.us : NaN;
    };
    expect(Math.abs(us(9) - 1472)).toBeLessThan(20);
    expect(Math.abs(us(10) - 500)).toBeLessThan(20);
    expect(Math.abs(us(11) - 2500)).toBeLessThan(20);
  });

  it('TONE: its pitch, until it ends', () => {
    const { desk, command } = greeted();
    for (const hz of [31, 440, 490, 976, 4_000]) {
      command(`TONE 8 ${hz} 250`);
      const shown = desk.pin(8);
      expect(shown?.does).toBe('tone');
      expect(shown?.does === 'tone' && Math.abs(shown.hz / hz - 1)).toBeLessThan(0.02);
      desk.clock.advance(150);
      expect(desk.pin(8)).toEqual({ does: 'off' });
    }
  });

  it('asks for no more views while nothing changes', () => {
    const { desk, command } = greeted();
    command('PWM 3 64');
    command('SERVO 8 90');
    command('SET 13 1');
    const { length } = desk.views;
    desk.clock.advance(5_000);
    expect(desk.views).toHaveLength(length);
  });
});

describe('edges', () => {
  const MS = 16_000;
  let watch: ReturnType<typeof createPinWatch>;
  beforeEach(() => void (watch = createPinWatch(() => false)));

  it('an input with its pull-up on is not on', () => {
    watch.edge(2, LEVEL.pullUp, 0);
    expect(watch.frame(MS)).toEqual({});
    watch.edge(2, LEVEL.low, 2 * MS);
    expect(watch.frame(3 * MS)).toEqual({ 2: { does: 'off' } });
    watch.edge(2, LEVEL.input, 4 * MS);
    expect(watch.frame(5 * MS)).toEqual({});
  });

  it('a gap between two frames is seen as well: an active-low pin’s pulse', () => {
    watch.edge(2, LEVEL.high, 0);
    expect(watch.frame(16 * MS)).toEqual({ 2: { does: 'on' } });
    watch.edge(2, LEVEL.low, 20 * MS);
    watch.edge(2, LEVEL.high, 25 * MS);
    expect(watch.frame(32 * MS)).toEqual({ 2: { does: 'off' } });
    expect(watch.isRestless()).toBe(true);
    expect(watch.frame(48 * MS)).toEqual({ 2: { does: 'on' } });
  });

  it('gives the same frame again while nothing differs, and comes to rest', () => {
    watch.edge(2, LEVEL.high, 0);
    const frame = watch.frame(16 * MS);
    for (let ms = 32; ms < 160; ms += 16) expect(watch.frame(ms * MS)).toBe(frame);
    expect(watch.isRestless()).toBe(false);
  });

  it('two pulses of a servo’s length at odd times are no servo', () => {
    for (const ms of [0, 20, 60, 71]) {
      watch.edge(2, LEVEL.high, ms * MS);
      watch.edge(2, LEVEL.low, (ms + 1.5) * MS);
      watch.frame((ms + 2) * MS);
    }
    expect(watch.frame(74 * MS)).toEqual({ 2: { does: 'off' } });
  });
});
