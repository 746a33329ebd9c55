/**
 * Which port a choice means. 'auto': a granted real board that is plugged in wins; until one was seen, the virtual Uno.
 * Knows no protocol and no link.
 */
import type { ReportFault } from '#domain/fault.ts';
import type { BoardChoice } from '#rpc/live.ts';
import type { Clock } from './clock.ts';
import type { SerialPorts } from './one-port.ts';
import type { Port, PortHost } from './port-types.ts';
import { serialPort } from './serial-port.ts';
import type { VirtualCable } from './virtual-port.ts';

export interface PortNeeds {
  readonly choice: BoardChoice;
  readonly clock: Clock;
  readonly report: ReportFault;
  readonly serial: SerialPorts | null;
  readonly virtual: VirtualCable;
  readonly host: PortHost;
  baudRate(): number;
}

export function choosePort(needs: PortNeeds): Port | null {
  const { choice, clock, report, serial, virtual, host, baudRate } = needs;
  if (choice.kind === 'virtual') return virtual.port(choice.model, host, report);
  if (choice.kind === 'serial') {
    if (!serial) report('serial-unsupported');
    return serial ? serialPort({ serial, clock, report, host, baudRate, wanted: choice }) : null;
  }
  return serial ? realElseVirtual(needs, serial) : virtual.port('uno', host, report);
}

/** Starts on the virtual Uno and moves to a real one as soon as there is one. From then on an unplugged board is lost, not replaced. */
function realElseVirtual({ clock, report, virtual, host, baudRate }: PortNeeds, serial: SerialPorts): Port {
  const uno = virtual.port('uno', host, report);
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
        if (current === uno) {
          void uno.close();
          host.onPort('close');
        }
        current = real;
        host.onDevice(vendor, product);
      },
    },
    onNone() {
      if (current || closed) return;
      current = uno;
      uno.open();
    },
  });
  return {
    get kind() {
      return current === real ? 'serial' : 'virtual';
    },
    open: () => real.open(),
    write: (bytes) => current?.write(bytes),
    async close() {
      closed = true;
      await Promise.all([uno.close(), real.close()]);
    },
  };
}
