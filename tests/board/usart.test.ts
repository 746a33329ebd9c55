/** The USART against its data sheet: what avr8js's own gets wrong, byte by byte. */
import { CPU } from 'avr8js';
import { beforeEach, describe, expect, it } from 'vitest';
import { M328P } from '#board/chip-m328p.ts';
import { createUsart } from '#board/usart.ts';

const UCSRA = 0xc0;
const UCSRB = 0xc1;
const UBRRL = 0xc4;
const UDR = 0xc6;
const RXC = 0x80;
const TXC = 0x40;
const UDRE = 0x20;
const DOR = 0x08;
const U2X = 0x02;
/** UBRR 16 and U2X: 117647 baud, which passes for 115200. */
const BIT = 17 * 8;
const BYTE = 10 * BIT;

let cpu: CPU;
let usart: ReturnType<typeof createUsart>;
let sent: { byte: number; at: number }[];

function run(cycles: number): void {
  for (const end = cpu.cycles + cycles; cpu.cycles < end;) {
    cpu.cycles++;
    cpu.tick();
  }
}
const flags = (mask: number): number => (cpu.data[UCSRA] ?? 0) & mask;
const read = (): number => cpu.readData(UDR);
const receive = (...bytes: number[]): void => usart.receive(Uint8Array.from(bytes));

beforeEach(() => {
  cpu = new CPU(new Uint16Array(64), 0x800);
  sent = [];
  usart = createUsart(cpu, M328P.usart, (byte) => sent.push({ byte, at: cpu.cycles }));
  cpu.writeData(UCSRA, U2X);
  cpu.writeData(UBRRL, 16);
  cpu.writeData(UCSRB, 0x18);
});

describe('the receiver', () => {
  it('takes bytes at the pace of the wire', () => {
    receive(65, 66);
    run(BYTE - 1);
    expect(flags(RXC)).toBe(0);
    run(1);
    expect(flags(RXC)).toBe(RXC);
    expect(read()).toBe(65);
    expect(flags(RXC)).toBe(0);
    run(BYTE);
    expect(read()).toBe(66);
  });

  it('keeps a byte while the program writes UCSRB and UCSRA, as the Arduino core does after every reply', () => {
    receive(65);
    run(BYTE);
    cpu.writeData(UCSRB, 0x18);
    cpu.writeData(UCSRB, 0x98);
    cpu.writeData(UCSRA, U2X | TXC);
    expect(flags(RXC | UDRE)).toBe(RXC | UDRE);
    expect(cpu.nextInterrupt).toBe(M328P.usart.rxComplete);
    expect(read()).toBe(65);
    expect(cpu.nextInterrupt).toBe(-1);
  });

  it('holds two bytes and a third in the shift register', () => {
    receive(1, 2, 3);
    run(3 * BYTE);
    expect(usart.overruns()).toBe(0);
    expect([read(), read(), read()]).toEqual([1, 2, 3]);
    expect(flags(RXC | DOR)).toBe(0);
  });

  it('loses the third at the start bit of a fourth, and says so until it is read', () => {
    receive(1, 2, 3, 4);
    run(3 * BYTE);
    expect(flags(DOR)).toBe(DOR);
    expect(usart.overruns()).toBe(1);
    run(BYTE);
    expect([read(), read(), read()]).toEqual([1, 2, 4]);
    expect(flags(DOR)).toBe(0);
  });

  it('hears nothing while it is off, and forgets what it had', () => {
    receive(1);
    run(BYTE);
    cpu.writeData(UCSRB, 0x08);
    expect(flags(RXC)).toBe(0);
    receive(2);
    run(BYTE);
    cpu.writeData(UCSRB, 0x18);
    expect(flags(RXC)).toBe(0);
  });
});

describe('the transmitter', () => {
  it('sends two bytes without a gap: one waits in the data register', () => {
    const start = cpu.cycles;
    cpu.writeData(UDR, 1);
    expect(flags(UDRE)).toBe(UDRE);
    cpu.writeData(UDR, 2);
    expect(flags(UDRE)).toBe(0);
    run(BYTE);
    expect(flags(UDRE | TXC)).toBe(UDRE);
    run(BYTE);
    expect(flags(UDRE | TXC)).toBe(UDRE | TXC);
    expect(sent).toEqual([
      { byte: 1, at: start + BYTE },
      { byte: 2, at: start + 2 * BYTE },
    ]);
  });

  it('clears TXC when a one is written to it, and nothing else', () => {
    cpu.writeData(UDR, 1);
    run(BYTE);
    cpu.writeData(UCSRA, U2X);
    expect(flags(TXC)).toBe(TXC);
    cpu.writeData(UCSRA, U2X | TXC);
    expect(flags(TXC | UDRE)).toBe(UDRE);
  });
});

describe('a host at another rate', () => {
  it.each([115_200, 112_500, 121_000])('is understood at %i baud, both ways', (baud) => {
    usart.setHostBaud(baud);
    const all = Array.from({ length: 256 }, (_, byte) => byte);
    for (const byte of all) {
      receive(byte);
      cpu.writeData(UDR, byte);
      run(2 * BYTE);
      expect(read()).toBe(byte);
    }
    expect(sent.map(({ byte }) => byte)).toEqual(all);
  });

  it.each([57_600, 230_400])('is not understood at %i', (baud) => {
    usart.setHostBaud(baud);
    receive(0x30);
    cpu.writeData(UDR, 0x30);
    run(3 * BYTE);
    expect(read()).not.toBe(0x30);
    expect(sent[0]?.byte).not.toBe(0x30);
  });
});
