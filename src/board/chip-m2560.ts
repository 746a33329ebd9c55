/**
 * ATmega2560, the chip of the Mega: avr8js knows the parts, this file says where they lie and what they are wired to.
 * Source: data sheet 2549Q, sections 8 (memories), 14 (interrupt vectors, here as word addresses), 16–20 (timers),
 * 33 (register summary); pins: Arduino variant "mega". External and pin-change interrupts are left out: nothing uses them.
 */
import {
  eepromConfig,
  timer0Config,
  timer1Config,
  timer2Config,
  watchdogConfig,
  type AVRPortConfig,
  type AVRTimerConfig,
} from 'avr8js';
import type { ChipFacts } from './chip.ts';

/** PINx, DDRx and PORTx always lie side by side. */
const port = (PIN: number): AVRPortConfig => ({ PIN, DDR: PIN + 1, PORT: PIN + 2, externalInterrupts: [] });

const PORTS = {
  ...{ A: port(0x20), B: port(0x23), C: port(0x26), D: port(0x29), E: port(0x2c), F: port(0x2f) },
  ...{ G: port(0x32), H: port(0x100), J: port(0x103), K: port(0x106), L: port(0x109) },
};

type Output = readonly [port: keyof typeof PORTS, bit: number];

/** Which pins a timer's compare units drive; the T pins, which could clock it from outside, are not wired to anything. */
function outputs([portA, bitA]: Output, [portB, bitB]: Output, c?: Output) {
  return {
    compPortA: PORTS[portA].PORT,
    compPinA: bitA,
    compPortB: PORTS[portB].PORT,
    compPinB: bitB,
    compPortC: c ? PORTS[c[0]].PORT : 0,
    compPinC: c ? c[1] : 0,
    externalClockPort: 0,
    externalClockPin: 0,
  };
}

/** Timers 1, 3, 4 and 5 are alike: 16 bits, three compare units, registers and vectors in the same order. */
function timer16(
  base: number,
  flags: { readonly TIFR: number; readonly TIMSK: number },
  vector: number,
  a: Output,
  b: Output,
  c: Output,
): AVRTimerConfig {
  return {
    ...timer1Config,
    ...flags,
    ...{ TCCRA: base, TCCRB: base + 1, TCCRC: base + 2, TCNT: base + 4, ICR: base + 6 },
    ...{ OCRA: base + 8, OCRB: base + 10, OCRC: base + 12, OCFC: 8, OCIEC: 8 },
    ...{ captureInterrupt: vector, compAInterrupt: vector + 2, compBInterrupt: vector + 4 },
    ...{ compCInterrupt: vector + 6, ovfInterrupt: vector + 8 },
    ...outputs(a, b, c),
  };
}

export const M2560: ChipFacts = {
  flash: 0x40000,
  eeprom: 4096,
  // 8 KiB from 0x200 on; the second 0x100 are the extended registers, which avr8js counts as SRAM.
  sram: 0x2100,
  ramStart: 0x200,
  page: 256,
  extendedZ: true,
  ports: PORTS,
  timers: [
    {
      ...timer0Config,
      ...{ compAInterrupt: 0x2a, compBInterrupt: 0x2c, ovfInterrupt: 0x2e },
      ...outputs(['B', 7], ['G', 5]),
    },
    timer16(0x80, { TIFR: 0x36, TIMSK: 0x6f }, 0x20, ['B', 5], ['B', 6], ['B', 7]),
    {
      ...timer2Config,
      ...{ compAInterrupt: 0x1a, compBInterrupt: 0x1c, ovfInterrupt: 0x1e },
      ...outputs(['B', 4], ['H', 6]),
    },
    timer16(0x90, { TIFR: 0x38, TIMSK: 0x71 }, 0x3e, ['E', 3], ['E', 4], ['E', 5]),
    timer16(0xa0, { TIFR: 0x39, TIMSK: 0x72 }, 0x52, ['H', 3], ['H', 4], ['H', 5]),
    timer16(0x120, { TIFR: 0x3a, TIMSK: 0x73 }, 0x5c, ['L', 3], ['L', 4], ['L', 5]),
  ],
  usart: { base: 0xc0, rxComplete: 0x32, dataEmpty: 0x34, txComplete: 0x36 },
  eepromRegisters: { ...eepromConfig, eepromReadyInterrupt: 0x3c },
  watchdog: { ...watchdogConfig, watchdogInterrupt: 0x18 },
  pins: [
    ...(['E0', 'E1', 'E4', 'E5', 'G5', 'E3', 'H3', 'H4', 'H5', 'H6'] as const),
    ...(['B4', 'B5', 'B6', 'B7', 'J1', 'J0', 'H1', 'H0', 'D3', 'D2'] as const),
    ...(['D1', 'D0', 'A0', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7'] as const),
    ...(['C7', 'C6', 'C5', 'C4', 'C3', 'C2', 'C1', 'C0', 'D7', 'G2'] as const),
    ...(['G1', 'G0', 'L7', 'L6', 'L5', 'L4', 'L3', 'L2', 'L1', 'L0'] as const),
    ...(['B3', 'B2', 'B1', 'B0', 'F0', 'F1', 'F2', 'F3', 'F4', 'F5'] as const),
    ...(['F6', 'F7', 'K0', 'K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7'] as const),
  ],
};
