/**
 * Plays a recording at 1–20 times its speed: every silence as long as it was, divided by the speed.
 * Reads the file as it goes, never as a whole. Knows no clients.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { isFileName } from '#wire/relay-query.ts';
import { parseLine, renumber } from '#wire/recording.ts';
import type { SourceSink, StartSource } from './source.ts';

/** Between the last event of one pass and the first of the next, so that a short recording does not spin. */
const BETWEEN_PASSES_MS = 1_000;

interface Pass {
  readonly file: string;
  readonly speed: number;
  readonly number: number;
  readonly signal: AbortSignal;
}

/** Plays the file once; resolves to how many events it had and which lines could not be read. */
async function play(pass: Pass, sink: SourceSink, onBroken: (line: number) => void): Promise<number> {
  const lines = createInterface({ input: createReadStream(pass.file), crlfDelay: Infinity });
  let started: { readonly ts: number; readonly at: number } | null = null;
  let played = 0;
  let line = 0;
  for await (const text of lines) {
    line += 1;
    const read = parseLine(text);
    if (read === 'broken') onBroken(line);
    if (typeof read === 'string') continue;
    started ??= { ts: read.ts, at: Date.now() };
    // Against the start, not the line before: so waiting a little too long each time does not add up.
    const wait = started.at + (read.ts - started.ts) / pass.speed - Date.now();
    if (wait > 0) await sleep(wait, undefined, { signal: pass.signal });
    pass.signal.throwIfAborted();
    sink.event(read.event, renumber(read.data, pass.number));
    played += 1;
  }
  return played;
}

/** `dir`: the folder recordings are in; nothing outside it is ever opened. */
export function replayFrom(dir: string): StartSource {
  return (query, sink) => {
    const stop = new AbortController();
    const file = path.join(dir, query.file);

    async function run(): Promise<void> {
      const found = isFileName(query.file) ? await stat(file).catch(() => null) : null;
      if (stop.signal.aborted) return;
      if (!found?.isFile())
        return sink.room({
          state: 'failed',
          code: 'recording-missing',
          reason: `No recording named ${query.file} in the folder given by --recordings`,
        });
      let broken = 0;
      sink.room({ state: 'live' });
      for (let number = 0; ; number++) {
        const played = await play({ file, speed: query.speed, number, signal: stop.signal }, sink, (line) => {
          broken += 1;
          const reason = `Line ${line} cannot be read and was skipped (${broken} so far)`;
          sink.room({ state: 'live', code: 'recording-bad-line', reason });
        });
        if (played === 0)
          return sink.room({ state: 'failed', code: 'recording-bad-line', reason: 'Not one line of it can be read' });
        if (!query.loop) break;
        await sleep(BETWEEN_PASSES_MS, undefined, { signal: stop.signal });
      }
      sink.room({
        state: 'ended',
        code: broken ? 'recording-bad-line' : '',
        reason: `The recording is over${broken ? `; ${broken} lines could not be read` : ''}`,
      });
    }

    run().catch((error: unknown) => {
      if (stop.signal.aborted) return;
      const reason = error instanceof Error ? error.message : String(error);
      sink.room({
        state: 'failed',
        code: 'source-failed',
        reason: `The recording cannot be read: ${reason.slice(0, 200)}`,
      });
    });
    return { stop: () => stop.abort() };
  };
}
