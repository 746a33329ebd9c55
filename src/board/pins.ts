/**
 * The chip's ports as Arduino pins: what each pin does electrically, its edges, and what hangs on its inputs.
 * Source: ATmega328P data sheet DS40002061A, section 14 (I/O ports). Knows no timers beyond that they may drive a pin.
 */
import { AVRIOPort, type CPU } from 'avr8js';
import type { ChipFacts } from './chip.ts';

/** What stands at a pin. Only an output is low or high by the chip's own doing. The numbers are avr8js's. */
export const LEVEL = { low: 0, high: 1, input: 2, pullUp: 3 } as const;
export type Level = (typeof LEVEL)[keyof typeof LEVEL];

interface Place {
  readonly port: string;
  readonly bit: number;
}

/**
 * One per machine: levels outlive the CPU that made them, so that a reset shows as edges to `input`.
 * @param onEdge every change of a pin's level, with the CPU's cycle count
 */
export function createPins(chip: ChipFacts, onEdge: (pin: number, level: Level, cycle: number) => void) {
  const places: readonly Place[] = chip.pins.map((name) => ({ port: name[0] ?? '', bit: Number(name[1]) }));
  const levels = new Uint8Array(places.length).fill(LEVEL.input);
  /** What is wired to the pins from outside. An open pin reads high: so its pull-up makes it, and without one it may. */
  const outside = new Uint8Array(places.length).fill(1);
  let ports = new Map<string, AVRIOPort>();

  function change(pin: number, level: Level, cycle: number): void {
    if (levels[pin] === level) return;
    levels[pin] = level;
    onEdge(pin, level, cycle);
  }
  const placeOf = (pin: number): Place => {
    const place = places[pin];
    if (!place) throw new RangeError(`no pin ${pin}`);
    return place;
  };
  const setOutside = (pin: number): void => {
    const { port, bit } = placeOf(pin);
    ports.get(port)?.setPin(bit, outside[pin] === 1);
  };

  return {
    /** A new CPU over the same pins: all are inputs again. */
    attach(cpu: CPU): void {
      ports = new Map(Object.entries(chip.ports).map(([name, config]) => [name, new AVRIOPort(cpu, config)]));
      for (const [name, port] of ports) {
        const here = [...places.entries()].filter(([, place]) => place.port === name);
        port.addListener(() => {
          for (const [pin, { bit }] of here) change(pin, port.pinState(bit) as Level, cpu.cycles);
        });
      }
      for (const pin of places.keys()) {
        change(pin, LEVEL.input, cpu.cycles);
        setOutside(pin);
      }
    },
    level: (pin: number): Level => (levels[pin] ?? LEVEL.input) as Level,
    /** Pulls a pin high or low from outside; it matters while the pin is an input. It stays so across resets. */
    setInput(pin: number, high: boolean): void {
      outside[pin] = high ? 1 : 0;
      setOutside(pin);
    },
    /** A timer's compare unit drives the pin, not the program. */
    isTimerDriven(pin: number): boolean {
      const { port, bit } = placeOf(pin);
      const override = ports.get(port)?.['overrideMask'] ?? 0xff;
      return !(override & (1 << bit));
    },
  };
}
