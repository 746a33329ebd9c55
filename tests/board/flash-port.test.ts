/** The flasher's port in front of a browser that misbehaves: a disturbed line, and drivers that hang at each of their calls. */
import { expect, test } from 'vitest';
import { flashPort } from '#board/flash-port.ts';
import type { FlashFailed } from '#board/flash-transport.ts';
import { fakeClock } from '../fakes/clock.ts';
import { UNO_IDS } from './flash-bed.ts';
import { flashPortFake } from './flash-port-fake.ts';

async function portBed() {
  const clock = fakeClock();
  const cancel = new AbortController();
  const fake = flashPortFake(UNO_IDS, { setBaud: () => undefined, reset: () => undefined, send: () => undefined });
  const [device] = await fake.serial.getPorts();
  if (!device) throw new Error('no port');
  const port = flashPort(device, clock, cancel.signal);
  const rest = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...{ fake, port, rest },
    cancel: () => cancel.abort(),
    say(...bytes: number[]) {
      for (const byte of bytes) fake.receive(byte);
      fake.deliver();
    },
    /** Lets `ms` pass. @returns how `task` has ended by then */
    async after(ms: number, task: Promise<unknown>): Promise<unknown> {
      let how: unknown = 'waits';
      task.then(
        (value) => (how = value ?? 'done'),
        (error: FlashFailed) => (how = error.code ?? error.name),
      );
      for (let passed = 0; passed < ms; passed += 100) {
        await rest();
        clock.advance(100);
      }
      await rest();
      return how;
    },
  };
}

test.each(['FramingError', 'ParityError', 'BreakError', 'BufferOverrunError'])(
  'a %s ends the stream, not the port: the next one is read, and it is counted',
  async (name) => {
    const bed = await portBed();
    await bed.port.setBaud(57_600);
    for (let i = 0; i < 3; i++) {
      bed.fake.damage(name);
      await bed.rest();
    }
    bed.say(0x14, 0x10);
    expect(await bed.after(100, bed.port.read(2, 1_000))).toEqual(Uint8Array.of(0x14, 0x10));
    expect(bed.port.trouble()).toEqual(['line errors: 3']);
  },
);

test('a cable that goes ends the reading at once, also after the line was disturbed', async () => {
  const bed = await portBed();
  await bed.port.setBaud(115_200);
  bed.fake.damage('FramingError');
  await bed.rest();
  const reading = bed.port.read(1, 60_000);
  bed.fake.unplug();
  expect(await bed.after(100, reading)).toBe('flash-cable-lost');
});

test.each(['cancel', 'close'] as const)('a driver that hangs at %s is not waited for without end', async (call) => {
  const bed = await portBed();
  await bed.port.setBaud(57_600);
  bed.fake.hang(call);
  expect(await bed.after(5_000, bed.port.setBaud(115_200))).toBe('port-stuck');
  expect(await bed.after(5_000, bed.port.close())).toBe('done');
  expect(bed.port.trouble()).toEqual(['not closed']);
});

test('a driver that hangs as it opens the port ends as a fault, and cancelling ends it sooner', async () => {
  const patient = await portBed();
  patient.fake.hang('open');
  expect(await patient.after(60_000, patient.port.setBaud(115_200))).toBe('port-stuck');

  const bed = await portBed();
  bed.fake.hang('open');
  const opening = bed.port.setBaud(115_200);
  expect(await bed.after(1_000, opening)).toBe('waits');
  bed.cancel();
  expect(await bed.after(100, opening)).toBe('FlashCancelled');
  expect(await bed.after(5_000, bed.port.close())).toBe('done');
});

test('cancelled while it opens: closed as soon as it is open', async () => {
  const bed = await portBed();
  const opening = bed.port.setBaud(115_200);
  bed.cancel();
  expect(await bed.after(0, opening)).toBe('FlashCancelled');
  await bed.port.close();
  expect(bed.fake.isClosed()).toBe(true);
});
