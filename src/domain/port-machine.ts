/** The life of a board's port. Knows no Web Serial and no protocol; `silent` means nobody answered HELLO. */
import type { Machine } from './machine.ts';

export type PortState =
  | 'absent' // no granted port is plugged in
  | 'closed' // plugged in, not ours
  | 'opening'
  | 'busy' // another program holds it
  | 'greeting' // open; boot silence, then HELLO
  | 'silent' // open, but nothing answers: our firmware is not on it
  | 'ready'
  | 'lost'; // the cable went
export type PortInput =
  'plug' | 'open' | 'opened' | 'refused' | 'greeted' | 'unanswered' | 'reset' | 'unplug' | 'close';

export const portMachine: Machine<PortState, PortInput> = {
  absent: { plug: 'closed', open: 'opening', unplug: 'absent', close: 'absent' },
  closed: { plug: 'closed', open: 'opening', unplug: 'absent', close: 'closed' },
  opening: { opened: 'greeting', refused: 'busy', unplug: 'lost', close: 'closed' },
  busy: { plug: 'closed', open: 'opening', unplug: 'absent', close: 'closed' },
  greeting: { greeted: 'ready', unanswered: 'silent', reset: 'greeting', unplug: 'lost', close: 'closed' },
  silent: { greeted: 'ready', reset: 'greeting', open: 'opening', unplug: 'lost', close: 'closed' },
  ready: { reset: 'greeting', unplug: 'lost', close: 'closed' },
  lost: { plug: 'closed', open: 'opening', unplug: 'lost', close: 'absent' },
};
