/**
 * Faults the page itself meets, counted as the workers count theirs, and which notices a person has put away.
 * Knows no words: screens look a code up in the dictionary.
 */
import type { Fault, FaultCode, FaultCount } from '#domain/fault.ts';

/** A detail longer than this is cut: it may come from anywhere. */
const LONGEST_DETAIL = 300;

let counts = $state.raw<readonly FaultCount[]>([]);
let dismissed = $state.raw<readonly string[]>([]);

const key = (fault: Fault): string => `${fault.code}@${fault.at}`;

/** Counts a fault of the page and shows it in the notice area. */
export function reportFault(code: FaultCode, detail = ''): void {
  const last: Fault = { code, detail: detail.slice(0, LONGEST_DETAIL), at: Date.now() };
  const count = (counts.find((entry) => entry.code === code)?.count ?? 0) + 1;
  counts = [...counts.filter((entry) => entry.code !== code), { code, count, last }];
}

/** Shows a fault that a worker handed back as an answer (saving, exporting, opening). */
export const showFault = (fault: Fault): void => reportFault(fault.code, fault.detail);

/** An exception from a call across threads, in the page's own terms. */
export const reportError = (code: FaultCode, error: unknown): void =>
  reportFault(code, error instanceof Error ? error.message : String(error));

export const pageFaults = (): readonly FaultCount[] => counts;
export const isDismissed = (fault: Fault): boolean => dismissed.includes(key(fault));
export const dismissFault = (fault: Fault): void => void (dismissed = [...dismissed, key(fault)]);
