/**
 * Outputs off before a port is given up on purpose: an OFF behind whatever is in flight, and the board's word that it
 * was done. Knows no port.
 */
import type { Clock } from './clock.ts';
import type { Link } from './link.ts';

/** Five tries of an ack and a little; beyond that the board's own watchdog has to do it. */
const LONGEST_MS = 1_200;
const OFF = { verb: 'OFF' } as const;

export interface OffFirst {
  /** Resolves when the outputs are off, or nobody can be told any more. */
  readonly done: Promise<void>;
  /** There may be room for another command. */
  room(): void;
  /** The link ended: nothing can be said any more. */
  gone(): void;
}

/** @param link one that is greeted. With the text dialect nobody answers: its stop lines are written, and that is all. */
export function offFirst(link: Link, dialect: 'giftwire' | 'text', clock: Clock): OffFirst {
  let finish = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    const cancel = clock.after(LONGEST_MS, resolve);
    finish = () => {
      cancel();
      resolve();
    };
  });
  let said = false;
  function room(): void {
    if (said || !link.canSend(OFF)) return;
    said = true;
    link.send({ command: OFF, written: () => undefined, settled: () => finish() });
    link.flush();
  }
  if (dialect === 'giftwire') room();
  else {
    link.allOff();
    finish();
  }
  return { done, room, gone: finish };
}
