/**
 * Keywords in comments, whatever their case and accents. Knows no rule and no event.
 * Comments are hostile: only matched, never kept.
 */

/** More than any real comment (TikTok allows 150): what stands behind it is not looked at. */
const LONGEST_COMMENT = 1_000;

/** Lower case without accents. Source: Unicode NFKD (UAX #15), marks = general category M. */
export const fold = (text: string): string =>
  text
    .slice(0, LONGEST_COMMENT)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

/** The words of a folded text: runs of letters, digits and '_'. */
export const wordsOf = (folded: string): string[] => folded.match(/[\p{L}\p{N}_]+/gu) ?? [];
