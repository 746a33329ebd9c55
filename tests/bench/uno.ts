/**
 * An emulated Uno with the real firmware on a pty, in a process of its own: what sends to it takes no time from it, as from
 * no real board. Knows no page.
 */
import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { forkBundled } from './bundled.ts';
import { monotonicNow, type FromUno } from './uno-words.ts';

export interface Uno {
  /** Its directory of fake devices, for a browser. */
  readonly devices: string;
  /** Its port, for any other program. */
  readonly path: string;
  /** When the pin went high or low since the last call (ms, performance.now). */
  takeEdges(): Promise<readonly number[]>;
  close(): void;
}

export async function powerUno(): Promise<Uno> {
  const child = await forkBundled('uno-process.ts');
  const first = await heard(child);
  if (!('devices' in first)) throw new Error('The Uno speaks out of turn.');
  return {
    ...first,
    async takeEdges() {
      const answer = heard(child);
      child.send('edges');
      const said = await answer;
      if (!('edges' in said)) throw new Error('The Uno speaks out of turn.');
      const sinceStart = monotonicNow() - performance.now();
      return said.edges.map((at) => at - sinceStart);
    },
    close: () => child.disconnect(),
  };
}

async function heard(child: ChildProcess): Promise<FromUno> {
  const over = new AbortController();
  const { signal } = over;
  try {
    const [message] = (await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(([code]) => {
        throw new Error(`The Uno's process ended with ${code}.`);
      }),
    ])) as [FromUno];
    return message;
  } finally {
    over.abort();
  }
}
