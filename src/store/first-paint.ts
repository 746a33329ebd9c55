/**
 * The two choices that must be known before anything is painted: theme and language.
 * A mirror of the settings in localStorage, which alone can be read at once; the database stays the truth.
 */
import type { Language } from './format.ts';

export type Theme = 'dark' | 'light' | 'system';
export interface FirstPaint {
  readonly theme: Theme;
  readonly language: Language;
}

const KEY = 'giftwire.first-paint';

export const isLanguage = (value: unknown): value is Language => value === 'en' || value === 'id';
export const isTheme = (value: unknown): value is Theme => value === 'dark' || value === 'light' || value === 'system';

/** Indonesian where the browser is Indonesian ('id', 'id-ID', and the old code 'in'), else English. */
export const languageOf = (tag: string): Language => (/^(id|in)\b/i.test(tag) ? 'id' : 'en');

/** Never fails: without a readable mirror the browser's language and the dark theme serve. */
export function readFirstPaint(): FirstPaint {
  let stored: Partial<Record<keyof FirstPaint, unknown>> = {};
  try {
    stored = (JSON.parse(localStorage.getItem(KEY) ?? 'null') as typeof stored | null) ?? {};
  } catch {
    // Blocked or damaged: the defaults are right enough until the database has been read.
    stored = {};
  }
  return {
    theme: isTheme(stored.theme) ? stored.theme : 'dark',
    language: isLanguage(stored.language) ? stored.language : languageOf(navigator.language),
  };
}

export function mirrorFirstPaint(choice: FirstPaint): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(choice));
  } catch {
    // Storage may be blocked; then the first paint uses the defaults, and nothing is lost.
    return;
  }
}

const light = () => matchMedia('(prefers-color-scheme: light)');

/** Puts a theme on the page; 'system' follows the machine when it changes. Returns how to stop following. */
export function applyTheme(theme: Theme): () => void {
  const put = () => {
    const name = theme === 'system' ? (light().matches ? 'light' : 'dark') : theme;
    document.documentElement.dataset['theme'] = name;
    const bar = document.querySelector<HTMLMetaElement>('meta[name="theme-color"]');
    if (bar) bar.content = name === 'light' ? '#f3f5f7' : '#0d1014';
  };
  put();
  if (theme !== 'system') return () => undefined;
  const watched = light();
  watched.addEventListener('change', put);
  return () => watched.removeEventListener('change', put);
}
