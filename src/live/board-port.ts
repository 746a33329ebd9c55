/**
 * The board's port over time: which one was chosen, in what state it is, and whether it is ours at all just now.
 * Knows no link and no queues; it tells whoever has them (board.ts).
 */
import type { ReportFault } from '#domain/fault.ts';
import { step } from '#domain/machine.ts';
import { portMachine, type PortInput, type PortState } from '#domain/port-machine.ts';
import type { BoardChoice } from '#rpc/live.ts';
import type { Clock } from './clock.ts';
import type { Availability } from './lanes.ts';
import { choosePort } from './port-choice.ts';
import type { SerialPorts } from './one-port.ts';
import type { Port, PortHost } from './port-types.ts';
import type { VirtualCable } from './virtual-port.ts';

const AVAILABILITY: Readonly<Record<PortState, Availability>> = {
  absent: 'away',
  closed: 'soon',
  opening: 'soon',
  busy: 'away',
  greeting: 'soon',
  silent: 'away',
  ready: 'ready',
  lost: 'away',
  lent: 'away',
};

export interface BoardPortOptions {
  readonly clock: Clock;
  readonly report: ReportFault;
  readonly serial: SerialPorts | null;
  readonly virtual: VirtualCable;
  readonly host: Pick<PortHost, 'receive' | 'onDevice'>;
  baudRate(): number;
  /** The state is another one, or was confirmed. `wasAway`: nothing could be sent before. */
  onInput(input: PortInput, wasAway: boolean): void;
  /** Nothing more is said through this port; where the board `answers`, its outputs go off first. */
  endLink(answers: boolean): Promise<void>;
}

export function boardPort(options: BoardPortOptions) {
  const { clock, report, serial, virtual, baudRate, onInput } = options;
  let choice: BoardChoice | null = null;
  let port: Port | null = null;
  let state: PortState = 'absent';
  /** Settles when the device of an earlier choice is closed: it may be the very one that is opened next. */
  let leaving: Promise<unknown> | null = null;
  /** Settles when the port that was given up is closed; null = nobody asked for it. */
  let lent: Promise<void> | null = null;

  function input(what: PortInput): void {
    const next = step(portMachine, state, what);
    if (!next) return report('machine-refused', `port ${state}: ${what}`);
    const wasAway = AVAILABILITY[state] === 'away';
    state = next;
    onInput(what, wasAway);
  }
  const host: PortHost = { onPort: input, receive: options.host.receive, onDevice: options.host.onDevice };

  async function giveUp(answers: boolean): Promise<void> {
    await options.endLink(answers);
    await Promise.all([leaving, port?.close()]);
  }

  return {
    input,
    port: (): Port | null => port,
    state: (): PortState => state,
    availability: (): Availability => AVAILABILITY[state],
    choose: (next: BoardChoice): void => void (choice = next),
    /** A choice was made and nobody else has the port: it may be opened. */
    mayOpen: (): boolean => choice !== null && lent === null,
    /** Gives up what is open, for another choice or other settings. */
    leave(): void {
      const isReal = port?.kind === 'serial';
      const closing = port?.close();
      if (isReal) leaving = Promise.all([leaving, closing]);
      for (const end of ['close', 'unplug'] as const) if (state !== 'absent') input(end);
    },
    open(): void {
      if (!choice) return;
      const next = choosePort({ choice, clock, report, serial, virtual, host, baudRate });
      port = next;
      if (!leaving) return next?.open();
      const open = () => (port === next ? next?.open() : undefined);
      leaving.then(open, open);
    },
    /** Outputs off, then the port closed. Resolves when somebody else may open it, also where there was none. */
    lend(): Promise<void> {
      if (lent) return lent;
      const answers = state === 'ready';
      // First: nothing new may start, and nothing that plugs in is ours now.
      input('lend');
      lent = giveUp(answers);
      return lent;
    },
    /** Calls `reopen` when the port is ours again. */
    async reclaim(reopen: () => void): Promise<void> {
      const ended = lent;
      await ended;
      if (!ended || lent !== ended) return;
      lent = null;
      reopen();
    },
  };
}
