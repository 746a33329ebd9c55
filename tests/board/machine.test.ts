/** The machine with the committed firmware, and with programs of a few instructions for what the firmware does not do. */
import { describe, expect, it } from 'vitest';
import { createMachine, type MachineOptions } from '#board/machine.ts';
import { LEVEL, type Level } from '#board/pins.ts';
import { encodeFrame } from '#wire/board-frame.ts';
import { firmwareImage } from './firmware-images.ts';
import { assemble, HALT, ldi, lds, mov, out, RETI, rjmp, sbi, SEI, SLEEP, store } from './opcodes.ts';

const MS = 16_000;
const FLASH = 0x8000;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Of port B I/O addresses, of all else data-space addresses. */
const PINB = 0x03;
const DDRB = 0x04;
const PORTB = 0x05;
const MCUSR = 0x54;
const WDTCSR = 0x60;
const SMCR = 0x53;
const TCCR0A = 0x44;
const TCCR0B = 0x45;
const OCR0A = 0x47;
const TIMSK0 = 0x6e;
const TIMER0_COMPA = 0x1c;

type Code = Parameters<typeof assemble>[1];

function start(code: Code, options: MachineOptions = {}) {
  const edges: { pin: number; level: Level; cycle: number }[] = [];
  const machine = createMachine('m328p', {
    onEdge: (pin, level, cycle) => void edges.push({ pin, level, cycle }),
    ...options,
  });
  machine.load(assemble(FLASH, code));
  machine.reset('power');
  return { machine, edges };
}

describe.each(['m328p', 'm2560'] as const)('%s with our firmware', (chip) => {
  function boot() {
    let text = '';
    const machine = createMachine(chip, { onByte: (byte) => void (text += String.fromCharCode(byte)) });
    machine.load(firmwareImage(chip));
    machine.reset('external');
    machine.run(100 * MS);
    const heard = (): string => {
      const all = text;
      text = '';
      return all;
    };
    return { machine, heard };
  }

  it('says who it is, and answers HELLO', () => {
    const { machine, heard } = boot();
    expect(heard()).toMatch(new RegExp(`^ev boot fw=giftwire/\\S+ proto=1 board=${chip} `));
    machine.send(bytes(encodeFrame(7, 'HELLO 5000')));
    machine.run(20 * MS);
    expect(heard()).toMatch(/^ok 7 fw=giftwire/);
  });

  it('loses none of 200 commands that come while it is answering', () => {
    const { machine, heard } = boot();
    machine.send(bytes(encodeFrame(0, 'HELLO 0')));
    machine.run(20 * MS);
    heard();
    for (let n = 1; n <= 200; n++) {
      machine.send(bytes(encodeFrame(n, `SET 13 ${n % 2}`)));
      // Less than question and answer take on the wire, so that they overlap.
      machine.run(1.7 * MS);
    }
    machine.run(20 * MS);
    const oks = heard().match(/^ok \d+\*/gm) ?? [];
    expect(oks).toHaveLength(200);
    expect(machine.overruns()).toBe(0);
  });
});

describe('reset', () => {
  it('stops what was running and counts on', () => {
    const blink = [sbi(DDRB, 5), sbi(PORTB, 5), HALT];
    const { machine, edges } = start({ 0: [...store(TCCR0B, 1), ...blink] });
    machine.run(MS);
    expect(machine.level(13)).toBe(LEVEL.high);
    const before = machine.cycles();
    machine.reset('external');
    expect(machine.cycles()).toBe(before);
    expect(machine.level(13)).toBe(LEVEL.input);
    expect(edges.at(-1)).toEqual({ pin: 13, level: LEVEL.input, cycle: before });
    machine.run(MS);
    expect(machine.level(13)).toBe(LEVEL.high);
  });

  it('keeps the SRAM, and loses it with power', () => {
    const KEPT = 0x200;
    // Shows on port B what it finds, then leaves something behind.
    const code = [ldi(17, 0xff), out(DDRB, 17), ...lds(18, KEPT), out(PORTB, 18), ...store(KEPT, 0x20), HALT];
    const { machine } = start({ 0: code.flat() });
    machine.run(100);
    expect(machine.level(13)).toBe(LEVEL.low);
    machine.reset('external');
    machine.run(100);
    expect(machine.level(13)).toBe(LEVEL.high);
    machine.reset('power');
    machine.run(100);
    expect(machine.level(13)).toBe(LEVEL.low);
  });

  it('by the watchdog tells its cause, and the watchdog stays on until the program turns it off', () => {
    // Bit 3 of MCUSR shows at pin 11. The first time the watchdog is turned on, at its shortest of 16 ms; never off.
    const code = [ldi(17, 0xff), out(DDRB, 17), ...lds(18, MCUSR), out(PORTB, 18)];
    const { machine, edges } = start({ 0: [...code, ...store(WDTCSR, 0x18), ...store(WDTCSR, 0x08), HALT] });
    machine.run(15 * MS);
    expect(machine.level(11)).toBe(LEVEL.low);
    machine.run(3 * MS);
    expect(machine.level(11)).toBe(LEVEL.high);
    const resets = () => edges.filter(({ pin, level }) => pin === 11 && level === LEVEL.input).length;
    const first = resets();
    machine.load(assemble(FLASH, { 0: [HALT] }));
    machine.run(40 * MS);
    expect(resets()).toBe(first + 1);
    machine.run(40 * MS);
    expect(machine.level(11)).toBe(LEVEL.input);
  });

  it('keeps the EEPROM, also in a machine made anew over it', () => {
    const eeprom = new Uint8Array(1024).fill(0xff);
    // EEARL = 5, EEDR = 0x42, EEMPE, EEPE.
    const write = [...store(0x41, 5), ...store(0x40, 0x42), ldi(17, 4), ldi(18, 2), out(0x1f, 17), out(0x1f, 18), HALT];
    const { machine } = start({ 0: write }, { eeprom });
    machine.run(10 * MS);
    expect(eeprom[5]).toBe(0x42);
    machine.reset('power');
    expect(eeprom[5]).toBe(0x42);
    const read = [...store(0x41, 5), ldi(17, 1), out(0x1f, 17), ldi(19, 0xff), out(DDRB, 19), ...lds(18, 0x40)];
    const again = start({ 0: [...read, out(PORTB, 18), HALT] }, { eeprom });
    again.machine.run(100);
    // 0x42 at port B: bits 6 and 1, of which bit 1 is pin 9.
    expect([8, 9, 10].map((pin) => again.machine.level(pin))).toEqual([LEVEL.low, LEVEL.high, LEVEL.low]);
  });
});

describe('sleep', () => {
  it('jumps to the next event: a second of it is one step', () => {
    const { machine } = start({ 0: [...store(SMCR, 1), SEI, SLEEP, HALT] });
    // At 16 MHz a year; executed one by one it would take weeks.
    machine.run(5e14);
    expect(machine.cycles()).toBeGreaterThanOrEqual(5e14);
  });

  it('keeps time exactly: an interrupt toggles its pin every 100 cycles', () => {
    const setUp = [sbi(DDRB, 5), ...store(TCCR0A, 2), ...store(OCR0A, 99), ...store(TIMSK0, 2), ...store(SMCR, 1)];
    const { machine, edges } = start({
      0: [rjmp(0x3f)],
      [TIMER0_COMPA]: [sbi(PINB, 5), RETI],
      0x40: [...setUp, ...store(TCCR0B, 1), SEI, SLEEP, rjmp(-2)],
    });
    machine.run(10_000);
    const cycles = edges.filter(({ pin }) => pin === 13).map(({ cycle }) => cycle);
    const apart = cycles.slice(3).map((cycle, i) => cycle - (cycles[i + 2] ?? 0));
    expect(apart.length).toBeGreaterThan(90);
    expect(new Set(apart)).toEqual(new Set([100]));
  });

  it('is not entered without SE', () => {
    const { machine } = start({ 0: [SLEEP, sbi(DDRB, 5), sbi(PORTB, 5), HALT] });
    machine.run(100);
    expect(machine.level(13)).toBe(LEVEL.high);
  });

  it('is ended by an interrupt that was due when SEI came right before it', () => {
    // The interrupt comes once: taken between SEI and SLEEP, nothing would end the sleep.
    const once = [...store(TIMSK0, 0), RETI];
    const setUp = [sbi(DDRB, 5), ...store(SMCR, 1), ...store(TIMSK0, 2), ...store(OCR0A, 3), ...store(TCCR0B, 1)];
    const wait = [mov(0, 0), mov(0, 0), mov(0, 0), mov(0, 0), mov(0, 0), mov(0, 0)];
    const { machine } = start({
      0: [rjmp(0x3f)],
      [TIMER0_COMPA]: once,
      0x40: [...setUp, ...wait, SEI, SLEEP, sbi(PORTB, 5), HALT],
    });
    machine.run(10_000);
    expect(machine.level(13)).toBe(LEVEL.high);
  });
});

it('an unread line overruns', () => {
  const UCSRB = 0xc1;
  const { machine } = start({ 0: [...store(UCSRB, 0x10), HALT] });
  machine.run(100);
  machine.send(bytes('0123456789'));
  machine.run(10 * MS);
  expect(machine.overruns()).toBe(7);
});

it('an input reads what is wired to it, across resets, and high when nothing is', () => {
  // Copies pin 2 (port D, bit 2) to pin 10 (port B, bit 2) for ever.
  const { machine } = start({ 0: [sbi(DDRB, 2), ...lds(18, 0x29), out(PORTB, 18), rjmp(-4)] });
  machine.run(100);
  expect(machine.level(10)).toBe(LEVEL.high);
  machine.setInput(2, false);
  machine.run(100);
  expect(machine.level(10)).toBe(LEVEL.low);
  machine.reset('power');
  machine.run(100);
  expect(machine.level(10)).toBe(LEVEL.low);
  machine.setInput(2, true);
  machine.run(100);
  expect(machine.level(10)).toBe(LEVEL.high);
});
