/** The timer that skips ahead against avr8js's own, which counts one by one: nothing a program or a pin could see may differ. */
import { AVRIOPort, AVRTimer, CPU, timer0Config, timer1Config, timer2Config, type AVRTimerConfig } from 'avr8js';
import { portBConfig, portDConfig } from 'avr8js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { M2560 } from '#board/chip-m2560.ts';
import { createTimer } from '#board/timer.ts';

interface Bench {
  readonly cpu: CPU;
  step(cycles: number): void;
  /** All that shows: flags, the next interrupt, the pins' levels. */
  state(): string;
}

const levels = (port: AVRIOPort): string => {
  let all = '';
  for (let bit = 0; bit < 8; bit++) all += port.pinState(bit);
  return all;
};

function bench(config: AVRTimerConfig, make: (cpu: CPU, config: AVRTimerConfig) => unknown): Bench {
  const cpu = new CPU(new Uint16Array(0x4000), 0x2100);
  const ports = [portBConfig, portDConfig].map((port) => new AVRIOPort(cpu, port));
  cpu.writeData(portBConfig.DDR, 0xff);
  cpu.writeData(portDConfig.DDR, 0xff);
  make(cpu, config);
  return {
    cpu,
    step(cycles) {
      cpu.cycles += cycles;
      cpu.tick();
    },
    state: () => `${cpu.data[config.TIFR]} ${cpu.nextInterrupt} ${ports.map(levels).join(' ')}`,
  };
}

type Action =
  | { readonly write: 'TCCRA' | 'TCCRB' | 'OCRA' | 'OCRB' | 'ICR' | 'TIFR' | 'TIMSK'; readonly value: number }
  | { readonly write: 'TCNT'; readonly value: number }
  | { readonly read: 'TCNT' }
  | { readonly wait: number };

const byte = fc.integer({ min: 0, max: 255 });
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ write: fc.constantFrom('TCCRA', 'OCRA', 'OCRB', 'ICR', 'TCNT', 'TIMSK'), value: byte }),
  // Clocked from the chip, at a count per cycle up to one in 64.
  fc.record({ write: fc.constant('TCCRB'), value: fc.constantFrom(1, 2, 3, 9, 10, 11, 0x11, 0x12, 0x19, 0x1a) }),
  fc.record({ read: fc.constant('TCNT') }),
  fc.record({ wait: fc.integer({ min: 1, max: 1_500 }) }),
) as fc.Arbitrary<Action>;

function perform({ cpu }: Bench, config: AVRTimerConfig, todo: Action): number {
  if ('read' in todo) return cpu.readData(config.TCNT);
  if (!('write' in todo)) return 0;
  const address = config[todo.write];
  if (!address) return 0;
  // 16-bit registers take their high byte first; small ones keep the test's timers turning.
  if (config.bits === 16 && /TCNT|OCR|ICR/.test(todo.write)) cpu.writeData(address + 1, todo.value & 1);
  cpu.writeData(address, todo.value);
  return 0;
}

describe.each([
  ['Timer0', timer0Config],
  ['Timer1', timer1Config],
  ['Timer2', timer2Config],
  ['Timer1 of the Mega', M2560.timers[1]],
] as const)('%s', (_, config) => {
  it('shows at every cycle what counting one by one shows', () => {
    fc.assert(
      fc.property(fc.array(action, { minLength: 5, maxLength: 30 }), (actions) => {
        const plain = bench(config!, (cpu, facts) => new AVRTimer(cpu, facts));
        const skipping = bench(config!, createTimer);
        for (const todo of actions) {
          expect(perform(skipping, config!, todo)).toBe(perform(plain, config!, todo));
          for (let waited = 0; waited < ('wait' in todo ? todo.wait : 2); waited++) {
            plain.step(1);
            skipping.step(1);
            if (skipping.state() !== plain.state()) expect(skipping.state()).toBe(plain.state());
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

it('asks for a few clock events per turn instead of one per count', () => {
  const { cpu, step } = bench(timer0Config, createTimer);
  cpu.writeData(timer0Config.TCCRB, 3);
  let events = 0;
  const add = cpu.addClockEvent.bind(cpu);
  cpu.addClockEvent = (callback, cycles) => {
    events++;
    return add(callback, cycles);
  };
  for (let cycle = 0; cycle < 64 * 256 * 10; cycle++) step(1);
  expect(events).toBeLessThan(40);
});
