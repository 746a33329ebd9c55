/**
 * The life of a session. Knows no clock and no source: `lost` and `found` mean the source, never the board.
 */
import type { Machine } from './machine.ts';

export type SessionState = 'idle' | 'starting' | 'live' | 'interrupted' | 'paused' | 'ended';
export type SessionInput = 'start' | 'found' | 'lost' | 'pause' | 'resume' | 'stop';

export const sessionMachine: Machine<SessionState, SessionInput> = {
  idle: { start: 'starting' },
  starting: { found: 'live', pause: 'paused', stop: 'ended' },
  live: { lost: 'interrupted', pause: 'paused', stop: 'ended' },
  interrupted: { found: 'live', pause: 'paused', stop: 'ended' },
  // Paused stays paused while the source comes and goes: only a person resumes.
  paused: { resume: 'live', found: 'paused', lost: 'paused', stop: 'ended' },
  ended: { start: 'starting' },
};

/** True while rules may fire: interrupted counts, since what already waits in lanes goes on. */
export const isArmed = (state: SessionState): boolean => state === 'live' || state === 'interrupted';
/** True while a session exists that has not ended. */
export const isRunning = (state: SessionState): boolean => state !== 'idle' && state !== 'ended';
