/** Which faults the notice area shows: those that hold now and the page's own, less what was put away or is said elsewhere. */
import type { Fault, FaultCode } from '#domain/fault.ts';
import { isDismissed, pageFaults } from '#store/faults.svelte.ts';
import { live } from '#store/live.svelte.ts';
import { route } from '#store/route.svelte.ts';

/** What the Board screen's own first sentence says in full while the board is not ready. */
const SAID: readonly FaultCode[] = [
  'port-needs-choosing',
  'board-unsuitable',
  'board-silent',
  'port-busy',
  'port-lost',
  'serial-unsupported',
];

/** Whether the Board screen's sentence already says what is wrong with the board. */
export function boardSentenceSays(fault: Fault): boolean {
  const board = live.snapshot?.board;
  return board?.fault?.code === fault.code && board.state !== 'ready' && SAID.includes(fault.code);
}

/** One notice per code: a fault repeated is still one thing to do. */
export function openFaults(): readonly Fault[] {
  const { snapshot } = live;
  const current = [snapshot?.board.fault, snapshot?.link.fault, snapshot?.record.fault];
  const all = [...current, ...pageFaults().map((entry) => entry.last)].filter((fault) => fault != null);
  return all.filter(
    (fault, index) =>
      !isDismissed(fault) &&
      !(route() === 'board' && boardSentenceSays(fault)) &&
      all.findIndex((other) => other.code === fault.code) === index,
  );
}
