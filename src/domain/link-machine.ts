/** The link to a source of events. Knows neither sockets nor delays. */
import type { Machine } from './machine.ts';

export type LinkState = 'closed' | 'connecting' | 'open' | 'waiting';
export type LinkInput = 'connect' | 'opened' | 'lost' | 'retry' | 'close';

export const linkMachine: Machine<LinkState, LinkInput> = {
  closed: { connect: 'connecting', close: 'closed' },
  connecting: { opened: 'open', lost: 'waiting', close: 'closed' },
  open: { lost: 'waiting', close: 'closed' },
  waiting: { retry: 'connecting', close: 'closed' },
};
