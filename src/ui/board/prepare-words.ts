/** Where the preparing of a board stands, in words. Knows no component. */
import type { PrepareState } from '#store/flash.svelte.ts';
import type { FoundBefore, Written } from '#rpc/board.ts';
import type { Words } from '#text/en.ts';

type PrepareWords = Words['prepare'];

/** The steps as a person sees them, in order. */
export const STEPS = ['choosing', 'releasing', 'detecting', 'erasing', 'writing', 'verifying', 'starting'] as const;
export type Step = (typeof STEPS)[number];

/** Which step is under way; null while none is. */
export function stepOf(state: PrepareState): Step | null {
  if (state.at === 'choosing' || state.at === 'releasing') return state.at;
  if (state.at !== 'working') return null;
  const { step } = state.progress;
  return step === 'opening' || step === 'found' ? 'detecting' : step;
}

/** 0–1 of the present step where it is counted, else null. */
export function ratioOf(state: PrepareState): number | null {
  if (state.at !== 'working' || !('total' in state.progress)) return null;
  return state.progress.done / state.progress.total;
}

const saying = (words: PrepareWords['before' | 'was'], before: FoundBefore): string =>
  before.is === 'ours' ? words.ours(before.version) : words[before.is];

/** What was there, once it has been replaced. */
export const wasThere = (words: PrepareWords, before: FoundBefore): string => saying(words.was, before);

/** What happens now as one sentence that changes only with the step; '' while nothing does. */
export function nowSaid(words: PrepareWords, state: PrepareState): string {
  if (state.at === 'choosing' || state.at === 'releasing') return words.now[state.at];
  if (state.at !== 'working') return '';
  const { progress } = state;
  if (progress.step === 'found') return words.found(words.chips[progress.chip], saying(words.before, progress.before));
  return words.now[progress.step];
}

/** What a person must know before they agree that what is on the board is replaced. */
export function askSaid(words: PrepareWords, before: FoundBefore, ours: string): string {
  if (before.is === 'ours') return words.askNewer(before.version, ours);
  return `${saying(words.before, before)} ${words.askSketch}`;
}

/** What is on the board after an end that was none of its own. */
export function leftSaid(words: PrepareWords, written: Written): string {
  return { nothing: words.untouched, part: words.halfDone, unsure: words.unsure, all: words.whole }[written];
}

/** A fault that comes before anything is written says so itself, and so does a firmware that does not answer. */
export const saysWhatIsLeft = ({ fault, written }: PrepareState & { at: 'failed' }): boolean =>
  written !== 'nothing' && fault.code !== 'flash-not-answering';
