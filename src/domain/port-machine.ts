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
  | 'lost' // the cable went
  | 'lent'; // given up on purpose, so that somebody else may have it: flashing
export type PortInput =
  'plug' | 'open' | 'opened' | 'refused' | 'greeted' | 'unanswered' | 'reset' | 'unplug' | 'lend' | 'close';

/** From `lent` only `close` leads away: what an opening that is being given up still says changes nothing. */
export const portMachine: Machine<PortState, PortInput> = {
  absent: { plug: 'closed', open: 'opening', unplug: 'absent', lend: 'lent', close: 'absent' },
  closed: { plug: 'closed', open: 'opening', unplug: 'absent', lend: 'lent', close: 'closed' },
  opening: { opened: 'greeting', refused: 'busy', unplug: 'lost', lend: 'lent', close: 'closed' },
  busy: { plug: 'closed', open: 'opening', unplug: 'absent', lend: 'lent', close: 'closed' },
  greeting: {
    greeted: 'ready',
    unanswered: 'silent',
    reset: 'greeting',
    unplug: 'lost',
    lend: 'lent',
    close: 'closed',
  },
  silent: { greeted: 'ready', reset: 'greeting', open: 'opening', unplug: 'lost', lend: 'lent', close: 'closed' },
  ready: { reset: 'greeting', unplug: 'lost', lend: 'lent', close: 'closed' },
  lost: { plug: 'closed', open: 'opening', unplug: 'lost', lend: 'lent', close: 'absent' },
  lent: { greeted: 'lent', unanswered: 'lent', reset: 'lent', unplug: 'lent', lend: 'lent', close: 'absent' },
};
