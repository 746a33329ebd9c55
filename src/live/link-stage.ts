/** Where the acknowledged link stands with its board. A table, nothing else. */
import type { Machine } from '#domain/machine.ts';

export type Stage = 'closed' | 'booting' | 'greeting' | 'ready' | 'resending' | 'stopping' | 'silent';
export type StageInput = 'open' | 'greet' | 'greeted' | 'nak' | 'resend' | 'stop' | 'unanswered' | 'close';

/** `resending` is the pause after a nak; `stopping` waits for the board's answer to the stop pair. */
export const stages: Machine<Stage, StageInput> = {
  closed: { open: 'booting', close: 'closed' },
  booting: { greet: 'greeting', close: 'closed' },
  greeting: { greet: 'greeting', greeted: 'ready', unanswered: 'silent', close: 'closed' },
  ready: { greet: 'greeting', nak: 'resending', stop: 'stopping', close: 'closed' },
  resending: { greet: 'greeting', nak: 'resending', resend: 'ready', stop: 'stopping', close: 'closed' },
  stopping: { greet: 'greeting', stop: 'stopping', close: 'closed' },
  silent: { greet: 'greeting', close: 'closed' },
};

/** What a board says when its outputs went off, and the fault it is unless a stop had asked for it. */
export const WENT_OFF = { boot: 'board-reset', off: 'board-off-unasked', wd: 'board-watchdog' } as const;
