/** A fault report that remembers. */
import type { FaultCode, ReportFault } from '#domain/fault.ts';

export interface Reports {
  readonly report: ReportFault;
  readonly codes: FaultCode[];
}

export function reports(): Reports {
  const codes: FaultCode[] = [];
  return { report: (code) => void codes.push(code), codes };
}
