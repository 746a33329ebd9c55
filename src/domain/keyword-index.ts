/**
 * Many keywords asked of one comment at about the cost of one: indexed by first word, by first two characters or whole.
 * Knows no rules: it hands back whatever was put in with a keyword.
 */
import { fold, wordsOf } from './keyword.ts';

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

function put<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Two UTF-16 units as one number; a keyword of a single unit stands under that unit alone. */
const pairAt = (text: string, i: number): number => (text.charCodeAt(i) + 1) * 65_536 + text.charCodeAt(i + 1);

export function createKeywordIndex<T>(): KeywordIndex<T> {
  const byWord = new Map<string, Entry<T>[]>();
  const byStart = new Map<number, Entry<T>[]>();
  const byWhole = new Map<string, Entry<T>[]>();

  function searchWords(words: readonly string[], found: (value: T, keyword: string) => void): void {
    words.forEach((word, i) => {
      for (const entry of byWord.get(word) ?? []) {
        if (entry.words.every((part, k) => words[i + k] === part)) found(entry.value, entry.keyword);
      }
    });
  }
  function searchParts(folded: string, found: (value: T, keyword: string) => void): void {
    for (let i = 0; i < folded.length; i++) {
      for (const entry of byStart.get(folded.charCodeAt(i)) ?? []) found(entry.value, entry.keyword);
      if (i + 1 >= folded.length) break;
      for (const entry of byStart.get(pairAt(folded, i)) ?? []) {
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
      if (match === 'exact') put(byWhole, folded, entry);
      else if (match === 'word' && first !== undefined) put(byWord, first, entry);
      // Signs and emoji are no words; whoever asks for one means it anywhere in the comment.
      else put(byStart, folded.length === 1 ? folded.charCodeAt(0) : pairAt(folded, 0), entry);
    },
    search(comment, found) {
      if (byWord.size + byStart.size + byWhole.size === 0) return;
      const folded = fold(comment).trim();
      for (const entry of byWhole.get(folded) ?? []) found(entry.value, entry.keyword);
      if (byWord.size > 0) searchWords(wordsOf(folded), found);
      if (byStart.size > 0) searchParts(folded, found);
    },
  };
}
