/**
 * Every fault Giftwire can meet, named once. What happened, what was kept and what to do stands in the
 * dictionaries under the same code (text/en/faults.ts, text/id/faults.ts; the compiler checks that none is missing).
 * Knows neither words nor screens. Faults cross threads as this data, never as Error objects.
 */

export const FAULTS = {
  // The source and its frames
  'frame-not-json': 'source',
  'frame-malformed': 'source',
  'frame-too-large': 'source',
  'event-unknown': 'source',
  'event-malformed': 'source',
  'event-duplicate': 'source',
  'event-history-skipped': 'source',
  'number-implausible': 'source',
  'likes-counter-jumped': 'source',
  'text-truncated': 'source',
  'frames-missed': 'source',
  'link-lost': 'source',
  'link-silent': 'source',
  'link-refused': 'source',
  'origin-refused': 'source',
  'source-offline': 'source',
  'source-user-unknown': 'source',
  'source-rate-limited': 'source',
  'source-sign-failed': 'source',
  'source-premium': 'source',
  'source-timeout': 'source',
  'source-undecodable': 'source',
  'source-failed': 'source',
  'recording-missing': 'source',
  'recording-bad-line': 'source',
  'recording-too-large': 'source',
  'recording-empty': 'source',
  'recording-unread': 'source',
  // The board
  'serial-unsupported': 'board',
  'port-busy': 'board',
  'port-lost': 'board',
  'port-stuck': 'board',
  'port-needs-choosing': 'board',
  'board-silent': 'board',
  'board-unsuitable': 'board',
  'board-reset': 'board',
  'board-watchdog': 'board',
  'board-off-unasked': 'board',
  'board-limit-cut': 'board',
  'board-refused': 'board',
  'board-reply-damaged': 'board',
  'board-nak': 'board',
  'board-ack-timeout': 'board',
  'command-unsupported': 'board',
  'queue-full': 'board',
  // Flashing
  'flash-unsuitable': 'flash',
  'flash-port-busy': 'flash',
  'flash-cable-lost': 'flash',
  'flash-no-sync': 'flash',
  'flash-wrong-chip': 'flash',
  'flash-line-failed': 'flash',
  'flash-verify-failed': 'flash',
  'flash-hex-missing': 'flash',
  'flash-hex-damaged': 'flash',
  'flash-hex-too-big': 'flash',
  'flash-not-answering': 'flash',
  // The record
  'storage-unavailable': 'record',
  'storage-full': 'record',
  'storage-failed': 'record',
  'storage-newer': 'record',
  'storage-busy-elsewhere': 'record',
  'export-failed': 'record',
  // Rules and profiles
  'profile-not-json': 'rules',
  'profile-invalid': 'rules',
  'profile-too-large': 'rules',
  // The page itself
  'machine-refused': 'page',
  'worker-failed': 'page',
  'playback-refused': 'page',
  'running-elsewhere': 'page',
  'update-failed': 'page',
  'deep-link-unusable': 'page',
  'demo-stopped-for-board': 'page',
} as const;

export type FaultCode = keyof typeof FAULTS;
export type FaultArea = (typeof FAULTS)[FaultCode];

/** `detail` is for a person: a field name, a number, a file. Never a secret, never unbounded. */
export interface Fault {
  readonly code: FaultCode;
  readonly detail: string;
  readonly at: number;
}

/** How often each fault was met, and the last one of it: what Diagnostics shows. */
export interface FaultCount {
  readonly code: FaultCode;
  readonly count: number;
  readonly last: Fault;
}

export type ReportFault = (code: FaultCode, detail?: string) => void;
