/** Collects reported faults so that a test can say which and how often. */
import type { FaultCode, ReportFault } from '#domain/fault.ts';

export interface CollectedFaults {
  readonly report: ReportFault;
  readonly all: { code: FaultCode; detail: string }[];
  count(code: FaultCode): number;
}

export function collectFaults(): CollectedFaults {
  const all: { code: FaultCode; detail: string }[] = [];
  return {
    report: (code, detail = '') => void all.push({ code, detail }),
    all,
    count: (code) => all.filter((fault) => fault.code === code).length,
  };
}
