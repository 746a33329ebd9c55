/** The practice board as a port that is always plugged in. Knows no protocol. */
import type { Clock } from './clock.ts';
import type { Port, PortHost } from './port-types.ts';
import { createPracticeBoard } from './practice-board.ts';

export function practicePort(clock: Clock, host: PortHost): Port {
  const board = createPracticeBoard({ clock, send: host.receive });
  let cancel: (() => void) | null = null;
  return {
    kind: 'practice',
    open() {
      host.onDevice(null, null);
      host.onPort('open');
      // Opening a port takes a moment everywhere else too: callers need not expect news before they return.
      cancel = clock.after(0, () => {
        host.onPort('opened');
        board.reset();
      });
    },
    write: (bytes) => board.receive(bytes),
    close() {
      cancel?.();
      board.cut();
    },
  };
}
