/** Playing a recording live, from the page's side. Knows no component; the live worker sees to it that nothing real moves. */
import type { Fault } from '#domain/fault.ts';
import { faultOf } from './history.svelte.ts';
import { live } from './live.svelte.ts';
import { inputOf } from './recording-input.ts';
import type { WhatIfQuestion } from './what-if.svelte.ts';
import { workers } from './workers.ts';

export { isPlayback } from '#domain/session.ts';

export const SPEEDS = [1, 2, 5, 10] as const;

/** What is being played and how fast; null: nothing. A relay's replay is not one: it drives the board that is chosen. */
export function playing(): { readonly name: string; readonly speed: number } | null {
  const source = live.running ? live.snapshot?.link.source : null;
  if (source?.kind !== 'replay' || source.relayUrl !== null) return null;
  return { name: source.room, speed: source.speed ?? 1 };
}

/** null: it plays. */
export async function play({ recording, profile }: WhatIfQuestion, speed: number): Promise<Fault | null> {
  try {
    return await workers().live.play(await inputOf(recording), profile, speed);
  } catch (error) {
    return faultOf(error, 'worker-failed');
  }
}
