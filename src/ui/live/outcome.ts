/** What became of an action, in a word or two and a tone. Knows no component. */
import type { Outcome } from '#domain/command.ts';
import type { Formatters } from '#store/format.ts';
import type { Words } from '#text/en.ts';

export type Tone = 'ok' | 'warn' | 'bad' | 'quiet';
export interface OutcomeWords {
  readonly text: string;
  readonly tone: Tone;
}

const TONES: Record<Outcome, Tone> = {
  waiting: 'ok',
  acked: 'ok',
  sent: 'ok',
  refused: 'bad',
  unknown: 'warn',
  owed: 'warn',
  muted: 'warn',
  dropped: 'quiet',
  expired: 'quiet',
  cooldown: 'quiet',
};
/** The worst one colours a mixture. */
const WORST: readonly Tone[] = ['bad', 'warn', 'quiet', 'ok'];

/** `counts` as in ActionView: commands and runs, by outcome. "4 of 10" while it runs, "8 done · 2 owed" when mixed. */
export function outcomeWords(counts: Partial<Record<Outcome, number>>, words: Words, fmt: Formatters): OutcomeWords {
  const { outcome } = words.live;
  const kinds = (Object.keys(TONES) as Outcome[]).filter((kind) => (counts[kind] ?? 0) > 0);
  const of = (kind: Outcome) => counts[kind] ?? 0;
  const [only] = kinds;
  if (!only) return { text: outcome.nothing, tone: 'quiet' };
  if (kinds.length === 1) return { text: outcome[only], tone: only === 'waiting' ? 'quiet' : TONES[only] };
  if (of('waiting') > 0) {
    const all = kinds.reduce((sum, kind) => sum + of(kind), 0);
    return { text: outcome.progress(fmt.number(all - of('waiting')), fmt.number(all)), tone: 'ok' };
  }
  return {
    text: kinds.map((kind) => outcome.count(fmt.number(of(kind)), outcome[kind])).join(' · '),
    tone: WORST.find((tone) => kinds.some((kind) => TONES[kind] === tone)) ?? 'ok',
  };
}
