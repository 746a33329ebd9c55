/**
 * What went wrong with TikTok or its sign server, as a fault code, words and when to try again.
 * Knows the library's errors by name only. No text of theirs is passed on unasked: it may hold addresses with keys.
 */
import { backoffMs } from '#domain/backoff.ts';
import type { FaultCode } from '#domain/fault.ts';

export interface TikTokFault {
  readonly code: FaultCode;
  readonly reason: string;
  /** ms to wait at least, where the other side said so. */
  readonly retryAfterMs: number;
}

/** First wait 5 s, doubling to 5 minutes: sign servers ban those who hammer. */
const RETRY = { first: 5_000, cap: 5 * 60_000 };
/** A Retry-After beyond a day is a mistake. */
const LONGEST_RETRY_AFTER_MS = 86_400_000;

const WORDS = {
  'source-user-unknown': 'TikTok knows no such name, or it has never been LIVE: check how it is spelt',
  'source-offline': 'Not LIVE right now; looking again by itself',
  'source-rate-limited':
    'The sign server says: too many connections. Waiting as it asks (an own SIGN_API_KEY allows more)',
  'source-sign-failed': 'The sign server did not give access; trying again',
  'source-premium': 'The sign server wants a paid plan for this: set SIGN_API_KEY, or use another source',
  'source-timeout': 'TikTok did not answer in time; trying again',
  'source-undecodable': 'TikTok sent something that cannot be read; trying again',
  'source-failed': 'TikTok cannot be reached or does not answer as it should; trying again',
} as const satisfies Partial<Record<FaultCode, string>>;
type TikTokCode = keyof typeof WORDS;

/** Most particular first: several extend others. */
const BY_NAME: readonly (readonly [string, TikTokCode])[] = [
  ['InvalidUniqueIdError', 'source-user-unknown'],
  ['UserOfflineError', 'source-offline'],
  ['SignatureRateLimitError', 'source-rate-limited'],
  ['PremiumFeatureError', 'source-premium'],
  ['SignatureMissingTokensError', 'source-sign-failed'],
  ['SignAPIError', 'source-sign-failed'],
  ['ConnectTimeoutError', 'source-timeout'],
  ['TimeoutError', 'source-timeout'],
  ['SchemaDecodeError', 'source-undecodable'],
];

/** The names of an error's class and of all it extends. */
function lineage(error: unknown): string[] {
  const names: string[] = [];
  for (let proto: unknown = Object.getPrototypeOf(error ?? {}); proto; proto = Object.getPrototypeOf(proto))
    names.push((proto as { constructor: { name: string } }).constructor.name);
  return names;
}

/** The sign server said no: 429 too many, 402 and 403 not in this plan. */
export class SignRefusal extends Error {
  static readonly STATUSES: readonly number[] = [402, 403, 429];
  readonly status: number;
  /** ms; 0 when not told */
  readonly retryAfter: number;
  /** `retryAfter`: the header, seconds or a date (RFC 9110 §10.2.3). `now`: ms UTC. */
  constructor(status: number, retryAfter: unknown, now: number) {
    super(`sign server answered ${status}`);
    this.status = status;
    const seconds = Number(retryAfter ?? 0);
    this.retryAfter = Number.isNaN(seconds)
      ? Math.max(0, (Date.parse(String(retryAfter)) || 0) - now)
      : seconds * 1_000;
  }
}

/** When all ways to find a room failed, the ways' own errors tell whether there is such a person. */
function fromAttempts(error: unknown): TikTokCode | null {
  const attempts = (error as { config?: { requestErrs?: unknown } } | null)?.config?.requestErrs;
  if (!Array.isArray(attempts)) return null;
  const said = attempts.map((attempt) => (attempt instanceof Error ? attempt.message : '')).join('\n');
  if (/user_not_found|19881007/.test(said)) return 'source-user-unknown';
  return /Failed to extract Room ID from (HTML|API)/.test(said) ? 'source-offline' : null;
}

function codeOf(error: unknown): TikTokCode {
  if (error instanceof SignRefusal) return error.status === 429 ? 'source-rate-limited' : 'source-premium';
  // The library trips over its own 429: reading the header of a body that has none.
  if (error instanceof TypeError && /retry-after/.test(error.message)) return 'source-rate-limited';
  const names = lineage(error);
  return BY_NAME.find(([name]) => names.includes(name))?.[1] ?? fromAttempts(error) ?? 'source-failed';
}

export function tiktokFault(error: unknown): TikTokFault {
  const code = codeOf(error);
  const told = Number((error as { retryAfter?: unknown } | null)?.retryAfter ?? 0);
  const retryAfterMs = told > 0 ? Math.min(told, LONGEST_RETRY_AFTER_MS) : 0;
  return { code, reason: WORDS[code], retryAfterMs };
}

/** ms until failed attempt number `attempt` (0, 1 …) is repeated; `random` is 0 ≤ x < 1. */
export const retryMs = (attempt: number, random: number, fault: Pick<TikTokFault, 'retryAfterMs'>): number =>
  Math.max(fault.retryAfterMs, backoffMs(attempt, random, RETRY));
