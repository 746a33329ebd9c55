/**
 * One field of a hostile object at a time: text made safe to show and store, numbers made plausible.
 * Hand-written since it is hot. Knows no event; whatever is wrong is reported under the field's name.
 */
import type { ReportFault } from '#domain/fault.ts';

/** Control characters and lone surrogates: neither can be shown, and both break encoders further on. */
const UNCLEAN = /[\p{Cc}\p{Cs}]/u;
/** A number written as text, short enough to be one. */
const NUMERAL = /^-?\d{1,30}(?:\.\d{1,30})?$/;

/** White space stays a space, so that words do not run together. */
const clean = (text: string): string =>
  text
    .replace(/[\t\n\v\f\r]+/gu, ' ')
    .replace(/\p{Cc}/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd');

/** The first `cap` UTF-16 units, not cutting a character in two, copied: a slice would keep the whole text in memory. */
const cut = (text: string, cap: number): string => {
  const last = text.charCodeAt(cap - 1);
  return Array.from(text.slice(0, last >= 0xd800 && last < 0xdc00 ? cap - 1 : cap)).join('');
};

/** Text of at most `cap` UTF-16 units; numbers become their digits (ids); '' when missing or not text. */
export function readText(value: unknown, cap: number, field: string, report: ReportFault): string {
  if (typeof value === 'string') {
    let text = value;
    if (text.length > cap) {
      report('text-truncated', `${field}: ${text.length}`);
      text = cut(text, cap);
    }
    return UNCLEAN.test(text) ? clean(text) : text;
  }
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  report('event-malformed', field);
  return '';
}

/** An id as text; TikTok's "0" for "none" becomes ''. */
export function readId(value: unknown, field: string, report: ReportFault): string {
  const id = readText(value, 200, field, report);
  return id === '0' ? '' : id;
}

/** A whole number from 0 to `max`, or −1 when missing, not a number or not plausible. */
export function readCount(value: unknown, max: number, field: string, report: ReportFault): number {
  const number = typeof value === 'string' && NUMERAL.test(value) ? Number(value) : value;
  if (typeof number === 'number') {
    if (number >= 0 && number <= max) return Math.trunc(number) + 0; // + 0: no negative zero
    report('number-implausible', `${field}: ${number}`);
  } else if (number !== undefined && number !== null) report('event-malformed', field);
  return -1;
}
