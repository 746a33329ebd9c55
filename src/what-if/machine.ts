/**
 * The live worker's own board, lanes and acknowledged link and all, with the timing model at the far end of the virtual
 * Arduino's cable; on a virtual clock. Knows no rules and no record.
 */
import type { Action } from '#domain/action.ts';
import { modelFor } from '#domain/model-for.ts';
import type { Command } from '#domain/command.ts';
import type { ReportFault } from '#domain/fault.ts';
import type { Profile } from '#domain/rule.ts';
import type { FromVirtualPort, ToVirtualPort } from '#rpc/virtual-port.ts';
import { createBoard } from '#live/board.ts';
import type { Board } from '#live/board-types.ts';
import { switchOff } from '#live/switch-off.ts';
import { virtualCable, type CableEnd } from '#live/virtual-port.ts';
import { modelBoard } from './timing-board.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { PinTimes } from './pin-times.ts';

export interface MachineOptions {
  readonly clock: VirtualClock;
  readonly profile: Profile;
  readonly report: ReportFault;
  onAction(action: Action): void;
  /** The board carried a command out on this pin. */
  onCommand(pin: number, at: number): void;
}

export interface Machine extends Pick<Board, 'enqueue' | 'flushWrites' | 'sessionStarts'> {
  sessionEnds(): void;
  /** What each pin did up to `at`, ms. */
  close(at: number): ReadonlyMap<number, PinTimes>;
}

/** Commands as they are written to a board that does not answer, each once. */
function sentOnce(obey: (command: Command) => void, clock: VirtualClock) {
  const known = new WeakMap<Action, number>();
  /** A merged pulse stands in several actions' results, at the same moment. */
  const pulsed = new WeakMap<Command, number>();
  return (action: Action): void => {
    let next = known.get(action) ?? 0;
    for (let result = action.results[next]; result && result.outcome !== 'waiting'; result = action.results[++next]) {
      const { command, outcome } = result;
      if (outcome !== 'sent' || (command.verb === 'PULSE' && pulsed.get(command) === clock.now())) continue;
      if (command.verb === 'PULSE') pulsed.set(command, clock.now());
      obey(command);
    }
    known.set(action, next);
  };
}

export function createMachine({ clock, profile, report, onAction, onCommand }: MachineOptions): Machine {
  const { dialect, baudRate } = profile;
  const model = modelFor(profile);
  let opening = 0;
  const say = (message: FromVirtualPort) => end.onmessage?.call(null as never, { data: message } as MessageEvent);
  const end: CableEnd = {
    onmessage: null,
    postMessage(message: ToVirtualPort) {
      if (message.type === 'write') return far.receive(message.bytes);
      if (message.type === 'close') return;
      ({ opening } = message);
      clock.after(0, () => {
        say({ type: 'opened', opening });
        far.boot();
      });
    },
    close: () => undefined,
  };
  // Lines of somebody's own sketch say nothing to the model, and it says nothing back: it is told what was meant.
  const silent = dialect === 'text';
  const far = modelBoard({
    ...{ clock, model, baudRate, onCommand },
    send: (bytes) => silent || say({ type: 'bytes', opening, bytes }),
  });
  const sent = sentOnce((command) => command.verb !== 'TEXT' && far.obey(command, clock.now()), clock);

  const cable = virtualCable();
  cable.attach(end);
  const board = createBoard({
    ...{ clock, report, serial: null, virtual: cable },
    onAction(action) {
      onAction(action);
      if (silent) sent(action);
    },
    onChange: () => undefined,
  });
  board.setProfile(profile);
  board.choose({ kind: 'virtual', model });

  const { enqueue, flushWrites, sessionStarts } = board;
  const { sessionEnds } = switchOff(() => [board], report);
  return { enqueue, flushWrites, sessionStarts, sessionEnds, close: (at) => far.close(at) };
}
