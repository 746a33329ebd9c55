/** Which recording an input means: a file, or a session of the record by way of its channel. The only place that knows both. */
import { wrap } from 'comlink';
import { FAULTS, type Fault, type ReportFault } from '#domain/fault.ts';
import type { LogApi } from '#rpc/storage.ts';
import type { RecordingInput } from '#rpc/what-if.ts';
import { fileRecording, LARGEST_RECORDING_BYTES } from './recording-file.ts';
import { logRecording } from './recording-log.ts';
import type { Recording } from './recording.ts';

/** Storage throws Faults; a browser that cannot read a file throws its own errors. */
export function recordingFault(error: unknown): Fault {
  if (typeof error === 'object' && error !== null && 'code' in error && Object.hasOwn(FAULTS, String(error.code)))
    return error as Fault;
  return { code: 'recording-unread', detail: String(error).slice(0, 200), at: Date.now() };
}

/** Throws a Fault. `report` is told each line that cannot be read. */
export async function openRecording(input: RecordingInput, report: ReportFault): Promise<Recording> {
  if (input.from === 'file') {
    const { file } = input;
    if (file.size <= LARGEST_RECORDING_BYTES) return fileRecording(file, report);
    const tooLarge: Fault = { code: 'recording-too-large', detail: file.name.slice(0, 200), at: Date.now() };
    throw tooLarge;
  }
  const { log, sessionId } = input;
  const recording = await logRecording(wrap<LogApi>(log), sessionId, () => log.close());
  if (recording) return recording;
  log.close();
  const gone: Fault = { code: 'recording-unread', detail: sessionId.slice(0, 200), at: Date.now() };
  throw gone;
}
