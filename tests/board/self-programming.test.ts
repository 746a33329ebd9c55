/** SPM against its data sheet, and a bootloader of twenty instructions that writes a page with it. */
import { CPU } from 'avr8js';
import { beforeEach, describe, expect, it } from 'vitest';
import { M2560 } from '#board/chip-m2560.ts';
import { M328P } from '#board/chip-m328p.ts';
import { createMachine } from '#board/machine.ts';
import { createSelfProgramming } from '#board/self-programming.ts';
import { assemble, HALT, input, ldi, mov, out, rjmp, sbrc, SPM } from './opcodes.ts';
import type { ChipFacts } from '#board/chip.ts';

const SPMCSR = 0x57;
const RAMPZ = 0x5b;
const BUSY = 0x40;
const [FILL, ERASE, WRITE, RE_ENABLE] = [0x01, 0x03, 0x05, 0x11];
const BOOT = 0x7e00;

let cpu: CPU;
let flash: Uint8Array;
let spm: () => void;

function bench(chip: ChipFacts, bootStart: number): void {
  flash = new Uint8Array(chip.flash).fill(0x55);
  cpu = new CPU(new Uint16Array(flash.buffer), chip.sram);
  spm = createSelfProgramming(cpu, chip, flash, bootStart);
}
function wait(cycles: number): void {
  cpu.cycles += cycles;
  for (let events = 0; events < 4; events++) cpu.tick();
}
function command(operation: number, z: number, word = 0): void {
  cpu.data.set([word & 0xff, word >> 8]);
  cpu.data.set([z & 0xff, (z >> 8) & 0xff], 30);
  cpu.data[RAMPZ] = z >> 16;
  cpu.writeData(SPMCSR, operation);
  cpu.cycles += 2;
  spm();
}
function writePage(z: number, word: number): void {
  command(ERASE, z);
  wait(100_000);
  command(FILL, z, word);
  command(WRITE, z);
  wait(100_000);
}

beforeEach(() => bench(M328P, BOOT));

describe('a page', () => {
  it('is erased and written as a whole', () => {
    writePage(0x100, 0x1234);
    expect([...flash.subarray(0x100, 0x104)]).toEqual([0x34, 0x12, 0xff, 0xff]);
    expect([flash[0xff], flash[0x17f], flash[0x180]]).toEqual([0x55, 0xff, 0x55]);
  });

  it('written without being erased only loses bits', () => {
    command(FILL, 0x100, 0x0f0f);
    command(WRITE, 0x100);
    expect(flash[0x100]).toBe(0x05);
    expect(flash[0x102]).toBe(0x55);
  });

  it('may be filled before it is erased, and its buffer is empty after the write', () => {
    command(FILL, 0x100, 0x1234);
    command(ERASE, 0x100);
    wait(100_000);
    command(WRITE, 0x100);
    wait(100_000);
    expect(flash[0x100]).toBe(0x34);
    command(ERASE, 0x100);
    wait(100_000);
    command(WRITE, 0x100);
    expect(flash[0x100]).toBe(0xff);
  });

  it('of the boot section stays', () => {
    writePage(BOOT, 0x1234);
    expect(flash[BOOT]).toBe(0x55);
    writePage(BOOT - 2, 0x1234);
    expect(flash[BOOT - 2]).toBe(0x34);
  });

  it('beyond 64 KiB is found through RAMPZ', () => {
    bench(M2560, 0x3e000);
    writePage(0x2_0100, 0x1234);
    expect(flash[0x2_0100]).toBe(0x34);
    expect(flash[0x100]).toBe(0x55);
  });
});

describe('SPMCSR', () => {
  it('is busy for about 4 ms, and the section is to be re-enabled afterwards', () => {
    command(ERASE, 0x100);
    wait(50_000);
    expect(cpu.data[SPMCSR]).toBe(BUSY | ERASE);
    command(WRITE, 0x200);
    expect(flash[0x200]).toBe(0x55);
    wait(30_000);
    expect(cpu.data[SPMCSR]).toBe(BUSY);
    command(RE_ENABLE, 0);
    expect(cpu.data[SPMCSR]).toBe(0);
  });

  it('counts for four cycles', () => {
    cpu.writeData(SPMCSR, ERASE);
    wait(8);
    spm();
    expect(cpu.data[SPMCSR]).toBe(0);
    expect(flash[0]).toBe(0x55);
  });
});

describe('a program', () => {
  const IO_SPMCSR = SPMCSR - 0x20;
  const run = (operation: number) => [ldi(20, operation), out(IO_SPMCSR, 20), SPM];
  /** Until SPMEN is clear. */
  const done = [input(20, IO_SPMCSR), sbrc(20, 0), rjmp(-3)];
  const code = [
    ...[ldi(30, 0x00), ldi(31, 0x01), ldi(16, 0x34), ldi(17, 0x12), mov(0, 16), mov(1, 17)],
    ...[...run(ERASE), ...done, ...run(FILL), ...run(WRITE), ...done, ...run(RE_ENABLE), HALT],
  ];

  it('in the boot section, where a reset leads, writes the flash', () => {
    const machine = createMachine('m328p', {
      bootloader: { image: assemble(0x8000, { [BOOT / 2]: code }), start: BOOT },
    });
    machine.run(200_000);
    expect([...machine.flash.subarray(0x100, 0x103)]).toEqual([0x34, 0x12, 0xff]);
  });

  it('elsewhere does not', () => {
    const machine = createMachine('m328p', {
      bootloader: { image: assemble(0x8000, { [BOOT / 2]: [0x940c, 0x0000] }), start: BOOT },
    });
    const application = assemble(0x8000, { 0: code, 0x80: [0x5555] });
    machine.load(application);
    machine.reset('power');
    machine.run(200_000);
    expect(machine.flash[0x100]).toBe(0x55);
  });
});
