/**
 * An Arduino's chip: flash, EEPROM, CPU and the parts our firmware and the bootloaders use, stepped by the cycle.
 * avr8js 0.21.1 runs the instructions and most parts; what it leaves out is closed here, in usart.ts and in
 * self-programming.ts: SLEEP, SPM, a reset that resets the parts too, the instruction after SEI. Not here: ADC, SPI, TWI.
 * Knows no time but cycles, and no protocol.
 */
import { AVRClock, AVREEPROM, AVRWatchdog, avrInstruction, CPU } from 'avr8js';
import type { Chip } from '#domain/board-model.ts';
import { M2560 } from './chip-m2560.ts';
import { M328P } from './chip-m328p.ts';
import { CLOCK_HZ, type ChipFacts } from './chip.ts';
import { createPins, type Level } from './pins.ts';
import { createSelfProgramming } from './self-programming.ts';
import { createTimer } from './timer.ts';
import { createUsart } from './usart.ts';

const CHIPS: Readonly<Record<Chip, ChipFacts>> = { m328p: M328P, m2560: M2560 };

/** Why the chip starts anew: a bit of MCUSR (data sheet DS40002061A, section 11.9.1). */
const CAUSES = { power: 0x01, external: 0x02, watchdog: 0x08 } as const;
export type ResetCause = keyof typeof CAUSES;

const MCUSR = 0x54;
const SMCR = 0x53;
const SLEEP_ENABLE = 0x01;
const WATCHDOG_CHANGE = 0x18;
const WATCHDOG_ON = 0x08;
const SLEEP = 0x9588;
const SPM = 0x95e8;
const SEI = 0x9478;
/** What waking takes beyond the interrupt itself (section 10.1). */
const WAKE_CYCLES = 4;

export interface MachineOptions {
  /** Stands at the end of the flash, from `start` (a byte address) on, and gets every reset, as the BOOTRST fuse has it. */
  readonly bootloader?: { readonly image: Uint8Array; readonly start: number };
  /** The EEPROM's contents, kept up to date by the machine; without, a fresh one. */
  readonly eeprom?: Uint8Array;
  /** A byte the chip sent, at the end of its stop bit. */
  readonly onByte?: (byte: number) => void;
  /** Every change of what stands at an Arduino pin. */
  readonly onEdge?: (pin: number, level: Level, cycle: number) => void;
}

/** Bytes of flash and of EEPROM that a chip has. */
export const memoryOf = (chip: Chip): { readonly flash: number; readonly eeprom: number } => CHIPS[chip];

/** A chip with power and an empty flash. Put a program in with `load`, or let a bootloader do it. */
export function createMachine(chipName: Chip, options: MachineOptions = {}) {
  const chip = CHIPS[chipName];
  const { bootloader, onByte = () => undefined, onEdge = () => undefined } = options;
  const bootStart = bootloader?.start ?? chip.flash;
  const words = new Uint16Array(chip.flash / 2).fill(0xffff);
  const flash = new Uint8Array(words.buffer);
  if (bootloader) flash.set(bootloader.image.subarray(bootStart, chip.flash), bootStart);
  const eeprom = options.eeprom ?? new Uint8Array(chip.eeprom).fill(0xff);
  const pins = createPins(chip, onEdge);
  let hostBaud: number | null = null;
  let asleep = false;
  let overrunsBefore = 0;
  /** The watchdog has barked; its reset comes when the instruction is over. */
  let watchdogReset = false;
  let { cpu, usart, selfProgram } = build('power', null);

  /** CPU and parts as a reset leaves them: avr8js's own `reset` would keep timers, ports and the USART as they were. */
  function build(cause: ResetCause, old: CPU | null) {
    const cpu = new CPU(words, chip.sram);
    asleep = watchdogReset = false;
    if (old) {
      cpu.cycles = old.cycles;
      if (cause !== 'power') cpu.data.set(old.data.subarray(chip.ramStart), chip.ramStart);
    }
    const earlier = cause === 'power' ? 0 : (old?.data[MCUSR] ?? 0);
    cpu.data[MCUSR] = earlier | CAUSES[cause];
    cpu.pc = bootloader ? bootStart / 2 : 0;
    cpu.reset = () => void (watchdogReset = true);
    pins.attach(cpu);
    for (const timer of chip.timers) createTimer(cpu, timer);
    new AVREEPROM(cpu, eepromBackend(eeprom), chip.eepromRegisters);
    new AVRWatchdog(cpu, chip.watchdog, new AVRClock(cpu, CLOCK_HZ));
    if (cause === 'watchdog') {
      // It stays on, at its shortest, until the program has seen why it was reset (section 11.9.2, WDE).
      cpu.writeData(chip.watchdog.WDTCSR, WATCHDOG_CHANGE);
      cpu.writeData(chip.watchdog.WDTCSR, WATCHDOG_ON);
    }
    const usart = createUsart(cpu, chip.usart, onByte);
    usart.setHostBaud(hostBaud);
    return { cpu, usart, selfProgram: createSelfProgramming(cpu, chip, flash, bootStart) };
  }
  function reset(cause: ResetCause): void {
    overrunsBefore += usart.overruns();
    ({ cpu, usart, selfProgram } = build(cause, cpu));
  }

  /** One instruction, and whatever clock event or interrupt is due after it. */
  function step(): void {
    const opcode = words[cpu.pc];
    if (opcode === undefined) {
      // The program counter wraps; an empty flash so runs on into the bootloader.
      cpu.pc = 0;
      return;
    }
    if (opcode === SLEEP) asleep = ((cpu.data[SMCR] ?? 0) & SLEEP_ENABLE) !== 0;
    else if (opcode === SPM && cpu.pc * 2 >= bootStart) selfProgram();
    avrInstruction(cpu);
    const next = nextEvent(cpu);
    const due = cpu.nextInterrupt >= 0 || (next !== null && next.cycles <= cpu.cycles);
    // No interrupt comes between SEI and what follows it (section 7.7), or `sei; sleep` could sleep through one.
    if (due && opcode !== SEI) tick();
  }
  function tick(): void {
    const { pc } = cpu;
    cpu.tick();
    if (!asleep || cpu.pc === pc) return;
    asleep = false;
    cpu.cycles += WAKE_CYCLES;
  }
  /** Asleep, nothing happens before the next clock event. Deeper modes are taken for idle: their clocks run on here. */
  function doze(end: number): void {
    if (cpu.nextInterrupt < 0 || !cpu.interruptsEnabled)
      cpu.cycles = Math.max(cpu.cycles, Math.min(nextEvent(cpu)?.cycles ?? end, end));
    tick();
  }

  return {
    flash,
    /** Writes an image from address 0 on. A bootloader keeps its place. Takes effect with the next reset. */
    load(image: Uint8Array): void {
      flash.fill(0xff, 0, bootStart);
      flash.set(image.subarray(0, bootStart));
    },
    /** Flash and EEPROM stay, and the SRAM unless power was lost; all pins are inputs and the cycles count on. */
    reset,
    /** Runs for so many cycles, and up to one instruction longer. */
    run(cycles: number): void {
      const end = cpu.cycles + cycles;
      while (cpu.cycles < end) {
        if (asleep) doze(end);
        else step();
        if (watchdogReset) reset('watchdog');
      }
    },
    /** Since it was made; never goes back. */
    cycles: (): number => cpu.cycles,
    /** Bytes from the host, which follow each other on the wire. */
    send: (bytes: Uint8Array): void => usart.receive(bytes),
    /** At which rate the host talks and listens, baud; null, as at first: whatever the chip is set to. */
    setHostBaud(baud: number | null): void {
      hostBaud = baud;
      usart.setHostBaud(baud);
    },
    /** Bytes are on the wire, one way or the other. */
    isWireBusy: (): boolean => usart.isBusy(),
    /** How many bytes from the host nobody read in time. */
    overruns: (): number => overrunsBefore + usart.overruns(),
    level: pins.level,
    setInput: pins.setInput,
    isTimerDriven: pins.isTimerDriven,
  };
}

/** The clock event that is due first. avr8js keeps it to itself. */
const nextEvent = (cpu: CPU): { readonly cycles: number } | null => cpu['nextClockEvent'];

function eepromBackend(memory: Uint8Array) {
  return {
    readMemory: (address: number): number => memory[address] ?? 0xff,
    /** Programming only clears bits (section 8.6.3, EEPM). */
    writeMemory: (address: number, value: number): void => void (memory[address] = (memory[address] ?? 0) & value),
    eraseMemory: (address: number): void => void (memory[address] = 0xff),
  };
}
