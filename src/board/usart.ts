/**
 * USART 0 in asynchronous mode, 8N1, with the wire to the host on its other end. It stands in for avr8js 0.21.1's own, which
 * has no receive buffer and forgets a received byte at each UCSRB write, as the Arduino core does after every reply.
 * Source: ATmega328P data sheet DS40002061A, section 20; the ATmega2560 has the same registers. Not here: parity, 9 bits, SPI mode.
 */
import type { CPU } from 'avr8js';
import { CLOCK_HZ } from './chip.ts';
import { FRAME_ERROR, sampled } from './line-rate.ts';

/** UCSRA, B, C, UBRRL, UBRRH and UDR follow each other from `base`; interrupts by vector, as word addresses. */
export interface UsartRegisters {
  readonly base: number;
  readonly rxComplete: number;
  readonly dataEmpty: number;
  readonly txComplete: number;
}

const RXC = 0x80;
const TXC = 0x40;
const UDRE = 0x20;
const FE = 0x10;
const DOR = 0x08;
const U2X = 0x02;
const MPCM = 0x01;
const RXEN = 0x10;
const TXEN = 0x08;
const FORMAT_8N1 = 0x06;
/** Start bit, eight data bits, stop bit. */
const FRAME_BITS = 10;
/** Received bytes that are held while the next one is coming in (section 20.7.3). */
const BUFFER_BYTES = 2;

export function createUsart(cpu: CPU, registers: UsartRegisters, onByte: (byte: number) => void) {
  const UCSRA = registers.base;
  const UCSRB = UCSRA + 1;
  const UCSRC = UCSRA + 2;
  const UBRRL = UCSRA + 4;
  const UBRRH = UCSRA + 5;
  const UDR = UCSRA + 6;
  const { data } = cpu;
  const interrupt = (address: number, mask: number, constant: boolean) => ({
    ...{ address, flagRegister: UCSRA, flagMask: mask, enableRegister: UCSRB, enableMask: mask, constant },
  });
  // The flags of RXC and UDRE stay until the register is read or written; that of TXC goes with its interrupt.
  const received = interrupt(registers.rxComplete, RXC, true);
  const empty = interrupt(registers.dataEmpty, UDRE, true);
  const sent = interrupt(registers.txComplete, TXC, false);

  /** Bytes that the host has sent and the chip has not yet seen; the first one is on the wire when `coming`. */
  const line: number[] = [];
  let coming = false;
  /** The receive buffer, oldest first, and behind it the shift register: each a byte, plus FRAME_ERROR. */
  let buffer: number[] = [];
  let waiting: number | null = null;
  let overruns = 0;
  /** The transmit shift register and the data register that feeds it. */
  let sending: number | null = null;
  let next: number | null = null;
  /** Baud at which the host talks and listens; null = at whatever the chip is set to. */
  let hostBaud: number | null = null;

  data[UCSRA] = UDRE;
  data[UCSRB] = 0;
  data[UCSRC] = FORMAT_8N1;

  const reg = (address: number): number => data[address] ?? 0;
  const chipBit = (): number => (((reg(UBRRH) << 8) | reg(UBRRL)) + 1) * (reg(UCSRA) & U2X ? 8 : 16);
  const hostBit = (): number => (hostBaud === null ? chipBit() : CLOCK_HZ / hostBaud);

  /** The buffer's head shows in the flags. */
  function showHead(): void {
    const head = buffer[0];
    data[UCSRA] = reg(UCSRA) & ~FE;
    if (head === undefined) return cpu.clearInterrupt(received);
    if (head & FRAME_ERROR) data[UCSRA] = reg(UCSRA) | FE;
    cpu.setInterruptFlag(received);
  }
  function startBit(): void {
    if (coming || !line.length) return;
    coming = true;
    // Only now is it too late for the byte in the shift register: there is no room to receive this one otherwise.
    if (waiting !== null) {
      waiting = null;
      overruns++;
      data[UCSRA] = reg(UCSRA) | DOR;
    }
    cpu.addClockEvent(stopBit, Math.round(FRAME_BITS * hostBit()));
  }
  function stopBit(): void {
    coming = false;
    const byte = line.shift();
    if (byte !== undefined && reg(UCSRB) & RXEN) {
      const seen = sampled(byte, hostBit(), chipBit());
      if (buffer.length < BUFFER_BYTES) buffer.push(seen);
      else waiting = seen;
      showHead();
    }
    startBit();
  }
  function transmit(byte: number): void {
    sending = byte;
    cpu.addClockEvent(transmitted, FRAME_BITS * chipBit());
  }
  function transmitted(): void {
    const byte = sending;
    sending = null;
    if (next === null) cpu.setInterruptFlag(sent);
    else {
      transmit(next);
      next = null;
      cpu.setInterruptFlag(empty);
    }
    if (byte !== null) onByte(sampled(byte, chipBit(), hostBit()) & 0xff);
  }

  cpu.writeHooks[UCSRA] = (value) => {
    data[UCSRA] = (reg(UCSRA) & ~(U2X | MPCM)) | (value & (U2X | MPCM));
    cpu.clearInterruptByFlag(sent, value);
    return true;
  };
  cpu.writeHooks[UCSRB] = (value) => {
    data[UCSRB] = value;
    if (!(value & RXEN)) {
      buffer = [];
      waiting = null;
      showHead();
    }
    for (const each of [received, empty, sent]) cpu.updateInterruptEnable(each, value);
    return true;
  };
  cpu.readHooks[UDR] = () => {
    const byte = buffer.shift() ?? 0;
    if (waiting !== null) buffer.push(waiting);
    waiting = null;
    data[UCSRA] = reg(UCSRA) & ~DOR;
    showHead();
    return byte & 0xff;
  };
  cpu.writeHooks[UDR] = (value) => {
    // Without an empty data register a write goes nowhere.
    if (!(reg(UCSRB) & TXEN) || next !== null) return true;
    cpu.clearInterrupt(sent);
    if (sending === null) transmit(value);
    else {
      next = value;
      cpu.clearInterrupt(empty);
    }
    return true;
  };

  return {
    /** Puts bytes on the wire to the chip; they arrive one behind the other at the host's pace. */
    receive(bytes: Uint8Array): void {
      for (const byte of bytes) line.push(byte);
      startBit();
    },
    /** At which rate the host talks and listens; null: always at the chip's own. */
    setHostBaud(baud: number | null): void {
      hostBaud = baud;
    },
    /** Bytes are on their way, one direction or the other. */
    isBusy: (): boolean => coming || sending !== null,
    /** How many received bytes were lost because nobody read them in time. */
    overruns: (): number => overruns,
  };
}
