/**
 * What one AVR chip differs in from another, as data: memory sizes, register addresses, vectors, and which port bit is
 * which Arduino pin. Types only; the tables are chip-m328p.ts and chip-m2560.ts.
 */
import type { AVREEPROMConfig, AVRPortConfig, AVRTimerConfig, WatchdogConfig } from 'avr8js';
import type { UsartRegisters } from './usart.ts';

/** A port's letter and a bit of it, as the data sheets write it: `B5`. */
export type PortBit =
  `${'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H' | 'J' | 'K' | 'L'}${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7}`;

export interface ChipFacts {
  /** Bytes. */
  readonly flash: number;
  readonly eeprom: number;
  /** SRAM in bytes as avr8js counts: its data space is 0x100 bytes of registers followed by this. */
  readonly sram: number;
  /** First address of the SRAM that keeps its contents across a reset. */
  readonly ramStart: number;
  /** Flash is erased and written in pages of so many bytes. */
  readonly page: number;
  /** RAMPZ exists: the flash is larger than the Z pointer reaches. */
  readonly extendedZ: boolean;
  readonly ports: Readonly<Record<string, AVRPortConfig>>;
  readonly timers: readonly AVRTimerConfig[];
  readonly usart: UsartRegisters;
  readonly eepromRegisters: AVREEPROMConfig;
  readonly watchdog: WatchdogConfig;
  /** By Arduino pin number (pins_arduino.h). */
  readonly pins: readonly PortBit[];
}

/** Both chips run from a 16 MHz crystal on every board we know. */
export const CLOCK_HZ = 16_000_000;
export const CYCLES_PER_MS = CLOCK_HZ / 1_000;
