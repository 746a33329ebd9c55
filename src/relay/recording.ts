/**
 * One line of a recording: {ts, event, data}, or a frame of our own ({at, event, data}) saved as it came.
 * Knows neither files nor time passing.
 */

export interface RecordedEvent {
  /** ms UTC */
  readonly ts: number;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** A line beyond this is no event. */
const LONGEST_LINE = 1_000_000;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function timeOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? Date.parse(value) : NaN;
}

/**
 * The event; 'skip' for what is rightly no event (an empty line, the relay's own relay.* words);
 * 'broken' for what cannot be read.
 */
export function parseLine(line: string): RecordedEvent | 'skip' | 'broken' {
  const text = line.trim();
  if (text === '') return 'skip';
  if (text.length > LONGEST_LINE) return 'broken';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'broken';
  }
  if (!isObject(value) || typeof value['event'] !== 'string' || value['event'] === '') return 'broken';
  if (value['event'].startsWith('relay.')) return 'skip';
  const ts = timeOf(value['ts'] ?? value['at']);
  if (!Number.isFinite(ts) || !isObject(value['data'])) return 'broken';
  return { ts, event: value['event'], data: value['data'] };
}

/** Ids of a second pass must be new, or the reader would take all of it for duplicates. `pass` counts from 0. */
export function renumber(data: Record<string, unknown>, pass: number): Record<string, unknown> {
  if (pass === 0) return data;
  const fresh = { ...data };
  for (const name of ['msgId', 'groupId'])
    if (typeof data[name] === 'string' && data[name] !== '') fresh[name] = `${data[name]}-${pass}`;
  return fresh;
}
