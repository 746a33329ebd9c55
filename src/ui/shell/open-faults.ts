/** Which faults the notice area shows: those that hold now and the page's own, less what was put away. */
import type { Fault } from '#domain/fault.ts';
import { isDismissed, pageFaults } from '#store/faults.svelte.ts';
import { live } from '#store/live.svelte.ts';

/** One notice per code: a fault repeated is still one thing to do. */
export function openFaults(): readonly Fault[] {
  const { snapshot } = live;
  const current = [snapshot?.board.fault, snapshot?.link.fault, snapshot?.record.fault];
  const all = [...current, ...pageFaults().map((entry) => entry.last)].filter((fault) => fault != null);
  return all.filter(
    (fault, index) => !isDismissed(fault) && all.findIndex((other) => other.code === fault.code) === index,
  );
}
