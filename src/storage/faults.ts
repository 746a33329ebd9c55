/**
 * What a failed database means to a person: from the browser's error names to fault codes.
 * Knows no words; those stand in the dictionaries.
 */
import { FAULTS, type Fault, type FaultCode } from '#domain/fault.ts';

/** Long enough for a browser's message, short enough for a screen. */
const LONGEST_DETAIL = 300;

export const newFault = (code: FaultCode, detail: string): Fault => ({
  code,
  detail: detail.slice(0, LONGEST_DETAIL),
  at: Date.now(),
});

/** Names of DOMException and of Dexie's own errors. */
const CODES: Readonly<Record<string, FaultCode>> = {
  QuotaExceededError: 'storage-full',
  VersionError: 'storage-newer',
  BlockedError: 'storage-busy-elsewhere',
  MissingAPIError: 'storage-unavailable',
  SecurityError: 'storage-unavailable',
};

const isFault = (value: unknown): value is Fault =>
  typeof value === 'object' && value !== null && 'code' in value && String(value.code) in FAULTS && 'detail' in value;

/** The error itself and what it wraps: Dexie keeps the browser's error as `inner`, and the reason of an abort there too. */
function* chain(error: unknown): Generator<object> {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth++) {
    yield at;
    at = 'inner' in at ? at.inner : 'cause' in at ? at.cause : null;
  }
}

/** Any thrown value as a Fault; one that is a Fault already stays as it is. */
export function faultOf(error: unknown, otherwise: FaultCode = 'storage-failed'): Fault {
  if (isFault(error)) return error;
  for (const one of chain(error)) {
    const code = 'name' in one ? CODES[String(one.name)] : undefined;
    if (code) return newFault(code, String(one));
  }
  return newFault(otherwise, String(error));
}
