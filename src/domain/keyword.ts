/**
 * Keywords in comments, whatever their case and accents. Knows no rule and no event.
 * Comments are hostile: only matched, never kept.
 */

/** More than any real comment (TikTok allows 150): what stands behind it is not looked at. */
const LONGEST_COMMENT = 1_000;

/** What most comments consist of: nothing that normalising would change, and twice as fast without it. */
const ASCII = /^[\x20-\x7e]*$/;

/** Lower case without accents. Source: Unicode NFKD (UAX #15), marks = general category M. */
export function fold(text: string): string {
  const short = text.slice(0, LONGEST_COMMENT);
  if (ASCII.test(short)) return short.toLowerCase();
  return short
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** The words of a folded text: runs of letters, digits and '_'. */
export const wordsOf = (folded: string): string[] => folded.match(/[\p{L}\p{N}_]+/gu) ?? [];
