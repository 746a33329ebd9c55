/**
 * The SPM instruction: a bootloader writes the flash it stands in, page by page. avr8js 0.21.1 takes it for a NOP.
 * Source: ATmega328P data sheet DS40002061A, section 27 (ATmega2560: 2549Q, section 29). Not here: lock bits — the boot
 * section is simply protected — and reading the application section during a write, which on the chip gives nonsense.
 */
import type { CPU } from 'avr8js';
import { CYCLES_PER_MS, type ChipFacts } from './chip.ts';

const SPMCSR = 0x57;
const RAMPZ = 0x5b;
/** Application section busy: to be re-enabled by RWWSRE before it can be read. */
const RWWSB = 0x40;
/** The five bits that choose the operation; SPMEN, the lowest, arms it. */
const OPERATION = 0x1f;
const SPMEN = 0x01;
const FILL = 0x01;
const ERASE = 0x03;
const WRITE = 0x05;
const RE_ENABLE = 0x11;
/** SPM counts only within four cycles of SPMEN; two more for the STS that set it, whose cycles are not yet counted. */
const ARMED_CYCLES = 6;
/** Erase or write of a page takes 3.7–4.5 ms (table 27-18). */
const PAGE_CYCLES = 4.1 * CYCLES_PER_MS;

/** @param bootStart first byte of the boot section, which SPM leaves alone */
export function createSelfProgramming(cpu: CPU, chip: ChipFacts, flash: Uint8Array, bootStart: number) {
  const { data } = cpu;
  const buffer = new Uint8Array(chip.page).fill(0xff);
  let busy = false;

  const reg = (address: number): number => data[address] ?? 0;
  const finish = (): void => void (data[SPMCSR] = reg(SPMCSR) & ~OPERATION);
  function takeAWhile(): void {
    busy = true;
    data[SPMCSR] = reg(SPMCSR) | RWWSB;
    cpu.addClockEvent(() => {
      busy = false;
      finish();
    }, PAGE_CYCLES);
  }

  cpu.writeHooks[SPMCSR] = (value) => {
    if (busy) return true;
    data[SPMCSR] = (reg(SPMCSR) & RWWSB) | (value & ~RWWSB);
    cpu.clearClockEvent(finish);
    if (value & SPMEN) cpu.addClockEvent(finish, ARMED_CYCLES);
    return true;
  };

  /** Carries out SPM; to be called when it is about to be executed within the boot section. */
  return function selfProgram(): void {
    const operation = reg(SPMCSR) & OPERATION;
    if (busy || !(operation & SPMEN)) return;
    cpu.clearClockEvent(finish);
    const z = ((chip.extendedZ ? reg(RAMPZ) << 16 : 0) | (reg(31) << 8) | reg(30)) % chip.flash;
    const offset = (z % chip.page) & ~1;
    const page = z - (z % chip.page);
    const writable = page < bootStart;
    switch (operation) {
      case FILL:
        // A word of the buffer can be written once until the buffer is emptied: bits only go from 1 to 0.
        buffer[offset] = (buffer[offset] ?? 0xff) & reg(0);
        buffer[offset + 1] = (buffer[offset + 1] ?? 0xff) & reg(1);
        return finish();
      case ERASE:
        if (writable) flash.fill(0xff, page, page + chip.page);
        return takeAWhile();
      case WRITE:
        if (writable) for (const [i, byte] of buffer.entries()) flash[page + i] = (flash[page + i] ?? 0xff) & byte;
        buffer.fill(0xff);
        return takeAWhile();
      case RE_ENABLE:
        data[SPMCSR] = reg(SPMCSR) & ~RWWSB;
        buffer.fill(0xff);
        return finish();
      default:
        return finish();
    }
  };
}
