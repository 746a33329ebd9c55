/**
 * Many keywords asked of one comment at about the cost of one: indexed by first word, by first two characters or whole.
 * Knows no rules: it hands back whatever was put in with a keyword.
 */
import { fold, wordsOf } from './keyword.ts';
import { append } from './multimap.ts';

export type KeywordMatch = 'word' | 'contains' | 'exact';

interface Entry<T> {
  readonly value: T;
  /** As a person wrote it. */
  readonly keyword: string;
  readonly folded: string;
  readonly words: readonly string[];
}

export interface KeywordIndex<T> {
  add(value: T, keyword: string, match: KeywordMatch): void;
  /** Calls `found` for every keyword in the comment; the same value may come more than once. */
  search(comment: string, found: (value: T, keyword: string) => void): void;
}

/** Two UTF-16 units as one number; behind the last one NaN shifts to 0, where no pair of a keyword stands. */
const pairAt = (text: string, i: number): number => (text.charCodeAt(i) << 16) | text.charCodeAt(i + 1);

const NOTHING: readonly never[] = [];

export function createKeywordIndex<T>(): KeywordIndex<T> {
  const byWord = new Map<string, Entry<T>[]>();
  const byPair = new Map<number, Entry<T>[]>();
  /** Keywords of a single unit. */
  const byUnit = new Map<number, Entry<T>[]>();
  const byWhole = new Map<string, Entry<T>[]>();

  function searchWords(words: readonly string[], found: (value: T, keyword: string) => void): void {
    for (const [i, word] of words.entries()) {
      for (const entry of byWord.get(word) ?? NOTHING) {
        if (entry.words.every((part, k) => words[i + k] === part)) found(entry.value, entry.keyword);
      }
    }
  }
  function searchParts(folded: string, found: (value: T, keyword: string) => void): void {
    for (let i = 0; i < folded.length; i++) {
      for (const entry of byUnit.get(folded.charCodeAt(i)) ?? NOTHING) found(entry.value, entry.keyword);
      for (const entry of byPair.get(pairAt(folded, i)) ?? NOTHING) {
        if (folded.startsWith(entry.folded, i)) found(entry.value, entry.keyword);
      }
    }
  }

  return {
    add(value, keyword, match) {
      const folded = fold(keyword).trim();
      if (folded === '') return;
      const entry = { value, keyword, folded, words: wordsOf(folded) };
      const [first] = entry.words;
      if (match === 'exact') append(byWhole, folded, entry);
      else if (match === 'word' && first !== undefined) append(byWord, first, entry);
      // Signs and emoji are no words; whoever asks for one means it anywhere in the comment.
      else if (folded.length === 1) append(byUnit, folded.charCodeAt(0), entry);
      else append(byPair, pairAt(folded, 0), entry);
    },
    search(comment, found) {
      if (byWord.size + byPair.size + byUnit.size + byWhole.size === 0) return;
      const folded = fold(comment).trim();
      for (const entry of byWhole.get(folded) ?? []) found(entry.value, entry.keyword);
      if (byWord.size > 0) searchWords(wordsOf(folded), found);
      if (byPair.size + byUnit.size > 0) searchParts(folded, found);
    },
  };
}
