/** A live worker with a real board plugged in, and recordings to play to it. */
import { expect } from 'vitest';
import { newRule } from '#domain/rule-defaults.ts';
import type { Profile } from '#domain/rule.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import type { RecordingInput } from '#rpc/what-if.ts';
import { fakeSerial, type FakeDevice } from '../fakes/serial.ts';
import { createWorld, gift, type World, type WorldOptions } from '../fakes/world.ts';
import { pulse, START } from '../what-if/bed.ts';

export const UNO: FakeDevice = { usbVendorId: 0x2341, usbProductId: 0x0043, serialNumber: true };

/** Whatever a page's own rules do is on pin 12, and whatever a played profile does on pin 7. */
export const profileOn = (pin: number, ms = 200): Profile => ({
  ...starterProfile(),
  rules: [
    { ...newRule('any', 'Any gift'), effect: { steps: [pulse(pin, ms)], times: { per: 'unit' }, whenBusy: 'queue' } },
  ],
});
export const OWN = profileOn(12);

interface Bed {
  readonly world: World;
  /** All that was written to the real board so far, verb by verb. */
  verbs(): string[];
  isOpen(): boolean;
}

/** A live worker with a real board plugged in, granted and greeted. */
export async function bed(options: WorldOptions = {}): Promise<Bed> {
  const ports: { readonly written: Uint8Array[]; readonly readable: unknown }[] = [];
  const world = await createWorld({
    profile: OWN,
    board: { kind: 'auto' },
    serial: (clock) => {
      const fake = fakeSerial(clock);
      ports.push(fake.plug(UNO));
      return fake.serial;
    },
    ...options,
  });
  await world.after(4_000);
  const text = () => new TextDecoder().decode(Buffer.concat(ports.flatMap(({ written }) => written)));
  return {
    world,
    verbs: () =>
      [...text().matchAll(/:\d+ ([^*]+)\*/g)].map(([, body]) => body ?? '').filter((body) => body !== 'PING'),
    isOpen: () => ports.some(({ readable }) => readable !== null),
  };
}

export const line = (
  atMs: number,
  n: number,
  more: Record<string, unknown> = {},
  part: Record<string, unknown> = {},
): string =>
  JSON.stringify({
    ts: START + atMs,
    event: 'gift',
    data: { ...gift(n, 1, { groupId: `g${n}`, repeatEnd: true, ...more }) },
    ...part,
  });
export const fileOf = (lines: readonly string[]): RecordingInput => ({
  from: 'file',
  file: new File([lines.join('\n')], 'night.jsonl'),
});

/** Asks for a playback and lets it begin: reading, closing the port and the record's answer take a moment. */
export async function play(
  { world }: Bed,
  recording: RecordingInput,
  profile = profileOn(7),
  speed = 1,
): Promise<void> {
  const asked = world.live.play(recording, profile, speed);
  await world.after(1_500);
  expect(await asked).toBeNull();
}
export const edgesOn = ({ world }: Bed, pin: number): number =>
  world.virtual.edges.filter((edge) => edge.on && edge.pin === pin).length;
