/** Diagnostics as a list and as text to hand on. Knows no component. */
import type { FaultCount } from '#domain/fault.ts';
import type { Words } from '#text/en.ts';

/** What the workers met and what the page met, by code, latest first. */
export function allFaults(workers: readonly FaultCount[], page: readonly FaultCount[]): readonly FaultCount[] {
  const byCode = new Map<string, FaultCount>();
  for (const entry of [...workers, ...page]) {
    const known = byCode.get(entry.code);
    const last = known && known.last.at > entry.last.at ? known.last : entry.last;
    byCode.set(entry.code, { ...entry, last, count: entry.count + (known?.count ?? 0) });
  }
  return [...byCode.values()].sort((a, b) => b.last.at - a.last.at);
}

/** One line of facts for each fault; times in UTC, so that readers elsewhere agree. */
export function diagnosticsText(faults: readonly FaultCount[], words: Words, browser: string, version: string): string {
  const lines = faults.map(({ code, count, last }) => {
    const detail = last.detail ? ` (${last.detail})` : '';
    return `${count} × ${code}, ${new Date(last.at).toISOString()}: ${words.faults[code].happened}${detail}`;
  });
  return [`Giftwire ${version}`, browser, ...(lines.length ? lines : [words.settings.diagnostics.none])].join('\n');
}
