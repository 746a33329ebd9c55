/** Several emulated Unos of one make on fake cables, and a profile whose rules name some of them. */
import { vi } from 'vitest';
import type { Action } from '#domain/action.ts';
import type { Command } from '#domain/command.ts';
import type { FaultCode } from '#domain/fault.ts';
import { newRule } from '#domain/rule-defaults.ts';
import type { PinSettings } from '#domain/rule.ts';
import { createBoards } from '#live/boards.ts';
import { switchOff } from '#live/switch-off.ts';
import { virtualCable } from '#live/virtual-port.ts';
import { fakeClock } from '../fakes/clock.ts';
import { fakeSerial, type FakeDevice } from '../fakes/serial.ts';
import { actionOf, effectOf, profileOf } from './board-bed.ts';

/** From a look at the ports to a board that is greeted, and a little. */
export const GREETED = 1_100;

export const uno = (id?: number, changes: Partial<FakeDevice> = {}): FakeDevice => ({
  ...{ usbVendorId: 0x2341, usbProductId: 0x0043, serialNumber: true },
  ...(id === undefined ? {} : { id }),
  ...changes,
});

export function boardsBed(named: readonly number[], pins: readonly PinSettings[] = []) {
  const clock = fakeClock();
  const usb = fakeSerial(clock);
  const report = vi.fn<(code: FaultCode, detail?: string) => void>();
  const onHardwareStop = vi.fn();
  const onAction = vi.fn<(action: Action) => void>();
  const made = createBoards({
    ...{ clock, report, onAction, onHardwareStop, serial: usb.serial, virtual: virtualCable() },
    onChange: () => undefined,
  });
  const boards = { ...made, ...switchOff(() => [made], report) };
  const profile = profileOf({ pins, rules: named.map((board) => ({ ...newRule(`r${board}`, ''), board })) });
  boards.setProfile(profile);
  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 10) {
      clock.advance(Math.min(10, left));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return {
    ...{ clock, usb, boards, profile, report, onAction, onHardwareStop, pass },
    faults: () => report.mock.calls.map(([code]) => code),
    /** Plugs these in, opens the first and gives the others their time. */
    async open(...devices: FakeDevice[]) {
      const ports = devices.map((device) => usb.plug(device));
      boards.choose({ kind: 'auto' });
      await pass(2 * GREETED);
      return ports;
    },
    fire(command: Command, board?: number, changes: Partial<Action> = {}): Action {
      const action = actionOf(effectOf([command]), clock.now(), { board, ...changes });
      boards.enqueue(action, clock.now());
      boards.flushWrites();
      return action;
    },
    ids: () => [boards.view(), ...boards.others()].map(({ firmware }) => firmware?.id ?? null),
    /** Closes every port, so that no chip runs on. */
    async close(): Promise<void> {
      void boards.lendPort();
      await pass(1_300);
    },
  };
}
