/** Lengths of time as a sentence tells them: "200 ms", "1.5 s", "5 min". Knows no clock. */
import type { Formatters } from '#store/format.ts';
import type { Words } from '#text/en.ts';

const SECOND = 1_000;
const MINUTE = 60_000;

/** `ms` in its largest unit that reads well; seconds under ten keep one decimal when they are not whole. */
export function durationText(ms: number, words: Words['rules'], fmt: Formatters): string {
  if (ms < SECOND) return words.inMs(fmt.number(ms));
  if (ms < 2 * MINUTE) {
    const seconds = ms / SECOND;
    return words.inSeconds(Number.isInteger(seconds) ? fmt.number(seconds) : fmt.latency(seconds));
  }
  return words.inMinutes(fmt.number(Math.round(ms / MINUTE)));
}
