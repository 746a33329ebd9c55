/** Runs the baseline, hand-written.mjs. Knows neither what it is sent nor what plays the board. */
import { fork } from 'node:child_process';
import path from 'node:path';
import type { ScriptedRelay } from '../e2e/scripted-relay.ts';

export interface HandWritten {
  /** A path of a serial port. */
  readonly port: string;
  readonly baudRate: number;
  /** What it writes at each comment. */
  readonly lines: Readonly<Record<string, string>>;
}

/** Resolves when it listens. @returns ends it */
export async function runHandWritten(relay: ScriptedRelay, options: HandWritten): Promise<() => void> {
  const url = `${relay.origin.replace('http', 'ws')}/ws?room=bench&source=tiktok`;
  const { port, baudRate, lines } = options;
  const script = fork(path.join(import.meta.dirname, 'hand-written.mjs'), [
    ...[url, port, String(baudRate), JSON.stringify(lines)],
  ]);
  await new Promise((ready, fail) => {
    script.once('message', ready);
    script.once('exit', (code) => fail(new Error(`The hand-written script ended with ${code}.`)));
  });
  return () => void script.kill();
}
