/**
 * Which port a choice means. 'auto': a granted real board that is plugged in wins; until one was seen, the practice board.
 * Knows no protocol and no link.
 */
import type { ReportFault } from '#domain/fault.ts';
import type { Profile } from '#domain/rule.ts';
import type { BoardChoice } from '#rpc/live.ts';
import type { Clock } from './clock.ts';
import type { Port, PortHost } from './port-types.ts';
import { practicePort } from './practice-port.ts';
import { serialPort } from './serial-port.ts';

export interface PortNeeds {
  readonly choice: BoardChoice;
  readonly clock: Clock;
  readonly report: ReportFault;
  readonly serial: Serial | null;
  readonly host: PortHost;
  profile(): Profile | null;
}

export function choosePort({ choice, clock, report, serial, host, profile }: PortNeeds): Port | null {
  const baudRate = () => profile()?.baudRate ?? 115_200;
  if (choice.kind === 'practice') return practicePort(clock, host);
  if (choice.kind === 'serial') {
    if (!serial) report('serial-unsupported');
    return serial ? serialPort({ serial, clock, report, host, baudRate, wanted: choice }) : null;
  }
  if (!serial) return practicePort(clock, host);
  return realElsePractice(serial, clock, report, host, baudRate);
}

/** Starts on the practice board and moves to a real one as soon as there is one. From then on an unplugged board is lost, not replaced. */
function realElsePractice(
  serial: Serial,
  clock: Clock,
  report: ReportFault,
  host: PortHost,
  baudRate: () => number,
): Port {
  const practice = practicePort(clock, host);
  let current: Port | null = null;
  let closed = false;
  const real = serialPort({
    serial,
    clock,
    report,
    baudRate,
    wanted: null,
    host: {
      ...host,
      onDevice(vendor, product) {
        if (current === practice) {
          practice.close();
          host.onPort('close');
        }
        current = real;
        host.onDevice(vendor, product);
      },
    },
    onNone() {
      if (current || closed) return;
      current = practice;
      practice.open();
    },
  });
  return {
    get kind() {
      return current === real ? 'serial' : 'practice';
    },
    open: () => real.open(),
    write: (bytes) => current?.write(bytes),
    close() {
      closed = true;
      practice.close();
      real.close();
    },
  };
}
