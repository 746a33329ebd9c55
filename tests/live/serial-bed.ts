/** A board on a fake Web Serial, and the devices that may hang on it. */
import { afterEach } from 'vitest';
import type { Profile } from '#domain/rule.ts';
import { fakeSerial, type FakeDevice } from '../fakes/serial.ts';
import { boardBed, profileOf } from './board-bed.ts';

export const UNO: FakeDevice = { usbVendorId: 0x2341, usbProductId: 0x0043, serialNumber: true };
export const CLONE: FakeDevice = { usbVendorId: 0x1a86, usbProductId: 0x7523, serialNumber: false };
export const LEONARDO: FakeDevice = { usbVendorId: 0x2341, usbProductId: 0x8036, serialNumber: true, mute: true };

let closings: (() => void)[] = [];
afterEach(() => {
  for (const close of closings) close();
  closings = [];
});

export function serialBed(profile: Profile = profileOf()) {
  let serial: ReturnType<typeof fakeSerial> | null = null;
  const bed = boardBed(profile, (clock) => (serial = fakeSerial(clock)).serial);
  closings.push(() => bed.board.choose({ kind: 'virtual', model: 'uno' }));
  return {
    ...bed,
    serial: serial as unknown as ReturnType<typeof fakeSerial>,
    /** Lets time pass in small steps, and all promises settle in between. */
    async pass(ms: number) {
      for (let left = ms; left > 0; left -= 10) {
        bed.clock.advance(Math.min(10, left));
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}
/** What was written to a port, one string per write. */
export const text = (port: { written: Uint8Array[] }) => port.written.map((bytes) => new TextDecoder().decode(bytes));
export const outcomes = (action: { results: { outcome: string }[] }) => action.results.map((result) => result.outcome);
