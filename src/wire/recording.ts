/**
 * One line of a recording: {ts, event, data}, or a frame of our own ({at, event, data}) saved as it came.
 * Knows neither files nor time passing.
 */
import type { ReportFault } from '#domain/fault.ts';
import { parseFrames } from './relay-frame.ts';

export interface RecordedEvent {
  /** ms UTC */
  readonly ts: number;
  readonly event: string;
  readonly data: Record<string, unknown>;
  /** TikTok's own replay at connect. */
  readonly history?: true;
}

/** What is wrong with a line is told by the line as a whole. */
const unreported: ReportFault = () => undefined;

function timeOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? Date.parse(value) : NaN;
}

/**
 * The event; 'skip' for what is rightly no event (an empty line, the relay's own relay.* words);
 * 'broken' for what cannot be read. A line is held to the same limits as a frame that comes over the wire.
 */
export function parseLine(line: string): RecordedEvent | 'skip' | 'broken' {
  const text = line.trim();
  if (text === '') return 'skip';
  // A frame may hold several events, a line is one.
  const [envelope] = text.startsWith('{') ? parseFrames(text, unreported) : [];
  if (!envelope) return 'broken';
  const { event, data, history } = envelope;
  if (event.startsWith('relay.')) return 'skip';
  const ts = timeOf('ts' in envelope ? envelope.ts : envelope.at);
  return Number.isFinite(ts) ? { ts, event, data, ...(history && { history }) } : 'broken';
}

/** Ids of a second pass must be new, or the reader would take all of it for duplicates. `pass` counts from 0. */
export function renumber(data: Record<string, unknown>, pass: number): Record<string, unknown> {
  if (pass === 0) return data;
  const fresh = { ...data };
  for (const name of ['msgId', 'groupId'])
    if (typeof data[name] === 'string' && data[name] !== '') fresh[name] = `${data[name]}-${pass}`;
  return fresh;
}
