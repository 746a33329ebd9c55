/**
 * The words and formats of the language in use. Knows no setting: settings.svelte.ts says which language it is.
 * English is always there; another language comes as its own chunk, so nobody loads words they do not read.
 */
import { en, type Words } from '#text/en.ts';
import { formatters, type Formatters, type Language } from './format.ts';

let words = $state.raw<Words>(en);
let formats = $state.raw<Formatters>(formatters('en'));
let wanted: Language = 'en';

/** The current dictionary. Reactive: read it where it is shown, never keep a piece of it. */
export const t = (): Words => words;

/** The current formatters, each as a function; reactive like `t`. */
export const fmt = (): Formatters => formats;

/**
 * Switches language; resolves when the words are there.
 * Rejects when the chunk cannot be loaded, and then the language stays as it was.
 */
export async function useLanguage(language: Language): Promise<void> {
  wanted = language;
  const next = language === 'id' ? (await import('#text/id.ts')).id : en;
  // Somebody may have chosen again while the chunk was on its way.
  if (wanted !== language) return;
  words = next;
  formats = formatters(language);
  document.documentElement.lang = language;
}
