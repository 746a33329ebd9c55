/**
 * A what-if from the page's side: which recording and which rules, how far it is, what came out. At most one at a time;
 * it goes on while other screens are looked at. Knows no component.
 */
import { proxy } from 'comlink';
import type { Fault } from '#domain/fault.ts';
import type { Profile } from '#domain/rule.ts';
import type { WhatIfAnswer, WhatIfResult } from '#rpc/what-if.ts';
import { faultOf } from './history.svelte.ts';
import { inputOf, type ChosenRecording } from './recording-input.ts';
import { startWhatIf, type WhatIfWorker } from './workers.ts';

/** What was asked. */
export interface WhatIfQuestion {
  readonly recording: ChosenRecording;
  readonly profile: Profile;
}

export type WhatIfState =
  | { readonly is: 'idle' }
  /** done: 0–1 */
  | { readonly is: 'reckoning'; readonly question: WhatIfQuestion; readonly done: number }
  | {
      readonly is: 'done';
      readonly question: WhatIfQuestion;
      readonly result: WhatIfResult;
      /** ms it took */
      readonly tookMs: number;
    }
  | { readonly is: 'cancelled' }
  | { readonly is: 'failed'; readonly fault: Fault };

let state = $state.raw<WhatIfState>({ is: 'idle' });
let worker: WhatIfWorker | null = null;

async function ask(at: WhatIfWorker, { recording, profile }: WhatIfQuestion): Promise<WhatIfAnswer> {
  const answered = at.api.compute(
    await inputOf(recording),
    profile,
    proxy(({ done }) => {
      if (worker === at && state.is === 'reckoning') state = { ...state, done };
    }),
  );
  const answer = await Promise.race([answered, at.failed]);
  return answer === 'failed' ? { fault: faultOf('what-if', 'worker-failed') } : answer;
}

function endWorker(): void {
  worker?.end();
  worker = null;
}

export const whatIf = {
  get state(): WhatIfState {
    return state;
  },
  /** Another one that is under way is given up. Resolves when it has ended, however it ended. */
  async reckon(question: WhatIfQuestion): Promise<void> {
    endWorker();
    const mine = startWhatIf();
    worker = mine;
    state = { is: 'reckoning', question, done: 0 };
    const startedAt = performance.now();
    let next: WhatIfState;
    try {
      const { result, fault } = await ask(mine, question);
      next = fault ? { is: 'failed', fault } : { is: 'done', question, result, tookMs: performance.now() - startedAt };
    } catch (error) {
      next = { is: 'failed', fault: faultOf(error, 'worker-failed') };
    }
    if (worker !== mine) return;
    endWorker();
    state = next;
  },
  cancel(): void {
    if (state.is !== 'reckoning') return;
    endWorker();
    state = { is: 'cancelled' };
  },
};
