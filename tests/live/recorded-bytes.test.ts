/** Recorded frames in, exact bytes out: the whole way from a relay's text to a serial port, under a fake clock. */
import { expect, it } from 'vitest';
import type { Profile } from '#domain/rule.ts';
import { newRule } from '#domain/rule-defaults.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import { fakeSerial, type FakeDevice } from '../fakes/serial.ts';
import { BOOTED, createWorld, gift, viewer, type World } from '../fakes/world.ts';

const UNO: FakeDevice = { usbVendorId: 0x2341, usbProductId: 0x0043, serialNumber: true };

/** A world with a real port shape under it, live, and what was written to it since. */
async function onAir(profile: Profile): Promise<{ world: World; written: () => string; writes: () => number }> {
  let port: { written: Uint8Array[] } | null = null;
  const world = await createWorld({
    profile,
    board: { kind: 'auto' },
    serial: (clock) => {
      const fake = fakeSerial(clock);
      port = fake.plug(UNO);
      return fake.serial;
    },
  });
  // Without answers there is no telling when a board listens: the page waits as long as bootloaders do.
  await world.after(profile.dialect === 'text' ? 2_600 : BOOTED);
  await world.goLive();
  const ours = (): Uint8Array[] => port?.written ?? [];
  const from = ours().length;
  const text = () => new TextDecoder().decode(Buffer.concat(ours().slice(from)));
  // The watchdog's pings tell nothing of the events.
  return { world, written: () => text().replace(/:\d+ PING\*[0-9a-f]{2}\n/g, ''), writes: () => ours().length - from };
}
const verbs = (bytes: string): string[] => [...bytes.matchAll(/:\d+ ([^*]+)\*/g)].map(([, body]) => body ?? '');

it('a room as it was recorded: streak, keyword, unknown gift, follow, history', async () => {
  const { world, written } = await onAir(starterProfile());
  world.say('gift', gift(1, 9, { giftName: 'Old', giftId: 1 }), { history: true });
  world.say('gift', gift(1, 1, { groupId: 'a' }));
  await world.after(400);
  world.say('gift', gift(1, 2, { groupId: 'a' }));
  await world.after(400);
  world.say('gift', gift(1, 2, { groupId: 'a', repeatEnd: true }));
  world.say('chat', { ...viewer(2), comment: 'Ayo GÁME!', msgId: 'k1' });
  await world.after(400);
  world.say('gift', gift(3, 1, { giftId: 999_999, giftName: 'Never seen', groupId: 'b' }));
  world.say('follow', { ...viewer(4), msgId: 'f1' });
  await world.after(1_000);
  expect(verbs(written())).toEqual(['PULSE 13 200', 'PULSE 13 200', 'PULSE 13 100', 'PULSE 13 200']);
});

it('frames carry number and checksum, byte for byte', async () => {
  const rule = newRule('follow', 'Follow');
  const profile: Profile = {
    ...starterProfile(),
    rules: [
      {
        ...rule,
        trigger: { on: 'follow' },
        effect: { ...rule.effect, steps: [{ do: 'command', command: { verb: 'SET', pin: 7, on: true } }] },
      },
    ],
  };
  const { world, written } = await onAir(profile);
  world.say('follow', { ...viewer(4), msgId: 'f1' });
  await world.after(100);
  const [frame] = /:\d+ SET 7 1\*[0-9a-f]{2}\n/.exec(written()) ?? [''];
  // CRC-8, polynomial 0x07, over what stands between ":" and "*": computed here bit by bit, not by the code under test.
  const body = frame.slice(1, frame.indexOf('*'));
  let crc = 0;
  for (const char of body) {
    crc ^= char.charCodeAt(0);
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : crc << 1;
  }
  expect(frame).toBe(`:${body}*${crc.toString(16).padStart(2, '0')}\n`);
});

it('all that one frame asks for leaves in one write, in order', async () => {
  const pins = [2, 3, 4, 5];
  const rules = pins.map((pin) => {
    const rule = newRule(`r${pin}`, `Pin ${pin}`);
    const trigger = { on: 'chat', words: [`w${pin}`], match: 'word' } as const;
    return {
      ...rule,
      trigger,
      effect: { ...rule.effect, steps: [{ do: 'command', command: { verb: 'SET', pin, on: true } } as const] },
    };
  });
  const { world, written, writes } = await onAir({ ...starterProfile(), rules });
  await world.after(200);
  const before = writes();
  const frames = pins.map((pin, i) => ({
    ...{ event: 'chat', seq: i + 1, at: world.clock.now() },
    data: { ...viewer(pin), comment: `w${pin}`, msgId: `c${pin}` },
  }));
  world.sockets.last().say(JSON.stringify(frames));
  await Promise.resolve();
  expect(writes() - before).toBe(1);
  await world.after(500);
  expect(verbs(written())).toEqual(pins.map((pin) => `SET ${pin} 1`));
});

it('the text dialect sends the lines as they stand, and never what a viewer typed', async () => {
  const rule = newRule('say', 'Say');
  const profile: Profile = {
    ...starterProfile(),
    dialect: 'text',
    rules: [
      {
        ...rule,
        trigger: { on: 'chat', words: ['spin'], match: 'contains' },
        effect: { ...rule.effect, steps: [{ do: 'text', line: 'SPIN {user} {comment}' }] },
      },
    ],
  };
  const { world, written } = await onAir(profile);
  world.say('chat', { ...viewer(1), uniqueId: 'a\nOFF', comment: 'spin;\r\n:0 OFF*00 {pin}', msgId: 't1' });
  await world.after(300);
  expect(written()).toBe('SPIN aOFF spin0OFF00pin\n');
});
