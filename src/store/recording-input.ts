/**
 * A recording as a person chooses it, and how it is handed to a worker: a file as it is, a session as a channel to the
 * record. Knows no screen.
 */
import { transfer } from 'comlink';
import type { Session } from '#domain/session.ts';
import type { RecordingInput } from '#rpc/what-if.ts';
import { live } from './live.svelte.ts';
import { workers } from './workers.ts';

export type ChosenRecording =
  { readonly from: 'session'; readonly session: Session } | { readonly from: 'file'; readonly file: File };

/** Ready for one call to a worker. A session that runs is written down first, as far as it has come. */
export async function inputOf(chosen: ChosenRecording): Promise<RecordingInput> {
  if (chosen.from === 'file') return { from: 'file', file: chosen.file };
  const { id } = chosen.session;
  if (live.session?.id === id) await workers().live.flush();
  const { port1, port2 } = new MessageChannel();
  await workers().storage.serveLog(transfer(port1, [port1]));
  const input: RecordingInput = { from: 'session', sessionId: id, log: port2 };
  return transfer(input, [port2]);
}
