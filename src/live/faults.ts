/** Counts every fault and keeps the last of each kind: what Diagnostics shows. Knows no words and no remedy. */
import type { Fault, FaultCode, FaultCount, ReportFault } from '#domain/fault.ts';
import type { Clock } from './clock.ts';

/** A detail is for a person's eye; what comes from the network may be any length. */
const MAX_DETAIL = 200;

export interface Faults {
  readonly report: ReportFault;
  counts(): readonly FaultCount[];
}

export function createFaults(clock: Pick<Clock, 'now'>, onChange: () => void): Faults {
  const counts = new Map<FaultCode, { count: number; last: Fault }>();
  return {
    report(code, detail = '') {
      const last: Fault = { code, detail: detail.slice(0, MAX_DETAIL), at: clock.now() };
      const known = counts.get(code);
      if (known) {
        known.count += 1;
        known.last = last;
      } else counts.set(code, { count: 1, last });
      onChange();
    },
    counts: () => [...counts].map(([code, { count, last }]) => ({ code, count, last })),
  };
}
