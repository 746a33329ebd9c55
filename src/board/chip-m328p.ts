/**
 * ATmega328P, the chip of the Uno and the Nano. Addresses and vectors are avr8js's own, which models this chip.
 * Source: data sheet DS40002061A, sections 8 (memories), 12 (interrupts), 36 (register summary); pins: Arduino variant "standard".
 */
import {
  eepromConfig,
  portBConfig,
  portCConfig,
  portDConfig,
  timer0Config,
  timer1Config,
  timer2Config,
  watchdogConfig,
} from 'avr8js';
import type { ChipFacts } from './chip.ts';

export const M328P: ChipFacts = {
  flash: 0x8000,
  eeprom: 1024,
  sram: 0x800,
  ramStart: 0x100,
  page: 128,
  extendedZ: false,
  ports: { B: portBConfig, C: portCConfig, D: portDConfig },
  timers: [timer0Config, timer1Config, timer2Config],
  usart: { base: 0xc0, rxComplete: 0x24, dataEmpty: 0x26, txComplete: 0x28 },
  eepromRegisters: eepromConfig,
  watchdog: watchdogConfig,
  pins: [
    ...(['D0', 'D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7'] as const),
    ...(['B0', 'B1', 'B2', 'B3', 'B4', 'B5'] as const),
    ...(['C0', 'C1', 'C2', 'C3', 'C4', 'C5'] as const),
  ],
};
