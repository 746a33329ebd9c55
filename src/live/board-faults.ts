/** Which of the board's faults its panel shows, and how long. Every one of them is reported on as well. Knows no board. */
import type { Fault, FaultCode, ReportFault } from '#domain/fault.ts';
import type { Clock } from './clock.ts';

/** Shown until the board answers again … */
const STANDING: readonly FaultCode[] = [
  'port-busy',
  'port-lost',
  'port-needs-choosing',
  'board-silent',
  'board-unsuitable',
  'serial-unsupported',
];
/** … and those that are over when they are told: shown for a while. */
const PASSING: readonly FaultCode[] = ['board-reset', 'board-watchdog', 'board-off-unasked', 'board-limit-cut'];
const PASSING_MS = 30_000;

export function boardFaults(clock: Clock, onFault: ReportFault) {
  let fault: Fault | null = null;
  const report: ReportFault = (code, detail = '') => {
    // A board that cannot run the firmware stays silent too: the reason is the better advice.
    const explained = code === 'board-silent' && fault?.code === 'board-unsuitable';
    if (!explained && (STANDING.includes(code) || PASSING.includes(code))) fault = { code, detail, at: clock.now() };
    onFault(code, detail);
  };
  return {
    report,
    /** The board is there and answers. */
    answered(): void {
      if (fault && STANDING.includes(fault.code)) fault = null;
    },
    forget(): void {
      fault = null;
    },
    shown: (): Fault | null =>
      fault && PASSING.includes(fault.code) && clock.now() > fault.at + PASSING_MS ? null : fault,
  };
}
