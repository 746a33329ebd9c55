/**
 * A recording kept in a file, one event a line, as the relay and its kin write them. Read as it goes, never as a whole;
 * everything in it is hostile. Knows no rules.
 */
import type { ReportFault } from '#domain/fault.ts';
import { parseLine } from '#wire/recording.ts';
import { MAX_FRAME_BYTES } from '#wire/relay-frame.ts';
import type { Recorded, Recording, RecordingPage } from './recording.ts';

/** A night of the busiest room is a fifth of this. */
export const LARGEST_RECORDING_BYTES = 1_000_000_000;

/** What reading needs of a browser's File. */
export type ReadableFile = Pick<File, 'name' | 'size' | 'stream'>;

/** Cuts text at LF. A line that is longer than any event is handed out cut short, which makes it broken. */
function cutLines() {
  let half = '';
  return (text: string, last: boolean): string[] => {
    const lines = (half + text).split('\n');
    half = last ? '' : (lines.pop() ?? '').slice(0, MAX_FRAME_BYTES + 1);
    return lines;
  };
}

/** Reports 'recording-bad-line' for each line that cannot be read. */
export function fileRecording(file: ReadableFile, report: ReportFault): Recording {
  let number = 0;

  function read(line: string): Recorded | null {
    number++;
    const found = parseLine(line);
    if (found === 'broken') report('recording-bad-line', `line ${number}`);
    if (typeof found === 'string') return null;
    const { ts, event, data, history } = found;
    return { type: 'envelope', at: ts, envelope: { event, data, ...(history && { history }) } };
  }
  async function* pages(): AsyncGenerator<RecordingPage> {
    const decoder = new TextDecoder();
    const cut = cutLines();
    const reader = file.stream().getReader();
    let bytes = 0;
    number = 0;
    try {
      for (;;) {
        const { done, value } = await reader.read();
        bytes += value?.length ?? 0;
        const lines = cut(decoder.decode(value, { stream: !done }), done);
        const items = lines.flatMap((line) => read(line) ?? []);
        yield { items, done: file.size > 0 ? Math.min(1, bytes / file.size) : 1 };
        if (done) return;
      }
    } finally {
      // Whoever stops in the middle frees the file.
      await reader.cancel();
    }
  }
  return { name: file.name, startedAt: null, endedAt: null, pages, close: () => undefined };
}
