/** The live worker's link and the emulated board at the two ends of a wire, in simulated time. */
import { CYCLES_PER_MS } from '#board/chip.ts';
import { createMachine } from '#board/machine.ts';
import { giftwireLink } from '#live/giftwire-link.ts';
import type { LinkHost } from '#live/link.ts';
import { encodeFrame } from '#wire/board-frame.ts';
import { fakeClock } from '../fakes/clock.ts';

const PIN = 13;
/** How often the two ends look at each other, ms: a tenth of what a byte takes. */
const TURN_MS = 0.01;
const BOOT_MS = 3_000;

/** Times from a lone command's first bit to its pin's edge, µs. */
export function commandToPin(image: Uint8Array, commands = 2_000): number[] {
  let edge = 0;
  const machine = createMachine('m328p', {
    onEdge: (pin, _, cycle) => {
      if (pin === PIN) edge = cycle;
    },
  });
  const send = (seq: number, body: string): void =>
    machine.send(new TextEncoder().encode(encodeFrame(seq & 0xff, body)));
  machine.setHostBaud(115_200);
  machine.load(image);
  machine.reset('external');
  machine.run(BOOT_MS * CYCLES_PER_MS);
  send(0, 'HELLO 0');
  machine.run(100 * CYCLES_PER_MS);
  return Array.from({ length: commands }, (_, n) => {
    const from = machine.cycles();
    send(n + 1, `SET ${PIN} ${(n + 1) % 2}`);
    // Every gap is another one, so that commands come at all phases of the board's clock tick.
    machine.run(Math.round((6 + (n % 97) * 0.0731) * CYCLES_PER_MS));
    if (edge <= from) throw new Error(`Command ${n} moved nothing.`);
    return ((edge - from) / CYCLES_PER_MS) * 1_000;
  });
}

/** As many SET commands as the link lets through for some seconds. */
export function sustained(image: Uint8Array, baud: number, seconds = 10) {
  const clock = fakeClock(0);
  let said: number[] = [];
  let acked = 0;
  let resent = 0;
  let on = false;
  const machine = createMachine('m328p', { onByte: (byte) => void said.push(byte) });
  const ignore = (): void => undefined;
  const host: LinkHost = {
    clock,
    report: (code, detail = '') => {
      throw new Error(`${code} ${detail}`);
    },
    write: (bytes) => machine.send(bytes),
    room: fill,
    resent: (frames) => void (resent += frames),
    ...{ greeted: ignore, unanswered: ignore, reset: ignore, wentOff: ignore },
    ...{ stopPin: ignore, limitCut: ignore, heard: ignore },
  };
  const link = giftwireLink(host, () => []);
  function fill(): void {
    for (;;) {
      const command = { verb: 'SET', pin: PIN, on } as const;
      if (!link.canSend(command)) return;
      on = !on;
      link.send({
        command,
        written: ignore,
        settled: (outcome) => {
          if (outcome === 'acked') acked++;
        },
      });
    }
  }
  function run(ms: number): void {
    for (let turns = ms / TURN_MS; turns > 0; turns--) {
      machine.run(TURN_MS * CYCLES_PER_MS);
      if (said.length) {
        const bytes = Uint8Array.from(said);
        said = [];
        link.receive(bytes);
      }
      clock.advance(TURN_MS);
    }
  }
  machine.setHostBaud(baud);
  machine.load(image);
  machine.reset('external');
  link.start();
  run(BOOT_MS);
  acked = 0;
  run(seconds * 1_000);
  return { perSecond: acked / seconds, resent };
}
