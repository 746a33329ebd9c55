/**
 * How often damage on the line makes another valid command of one: frames of protocol v1, each byte hurt with some chance,
 * read as a board reads them. No board takes part; the firmware's own behaviour under damage is tested elsewhere.
 */
import { crc8, encodeFrame } from '#wire/board-frame.ts';
import { figure, type Figure } from './figure.ts';

const FRAMES = 300_000;
const RATES = [0.001, 0.01] as const;
/** What a board would carry out if it came with a good checksum; ranges do not matter here. */
const COMMAND =
  /^\d{1,3} (?:SET \d+ [01]|(?:PULSE|PWM|SERVO|LIM|INV) \d+ \d+|TONE \d+ \d+ \d+|OFF|HELLO(?: \d+)?|WD \d+)$/;

/** Mulberry32: small, seeded, good enough to damage bytes with. */
function seeded(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
const chance = seeded(1);
const below = (limit: number): number => Math.floor(chance() * limit);

const BODIES: readonly (() => string)[] = [
  () => `SET ${2 + below(12)} ${below(2)}`,
  () => `PULSE ${2 + below(12)} ${50 + below(950)}`,
  () => `PWM ${3 + below(9)} ${below(256)}`,
  () => `SERVO ${2 + below(12)} ${below(181)}`,
];

type Damage = (byte: number) => string;
const char = String.fromCharCode;
const DAMAGES: Readonly<Record<string, Damage>> = {
  'a flipped bit': (byte) => char(byte ^ (1 << below(8))),
  'a garbage byte': () => char(below(256)),
  'a lost byte': () => '',
  'a doubled byte': (byte) => char(byte) + char(byte),
};

/** The content of the last frame in what arrived, when a board would take it. */
function taken(arrived: string): string | null {
  const match = /:([^:\n]*)\*([0-9a-fA-F]{2})\r?\n/.exec(arrived);
  const content = match?.[1] ?? '';
  return match && crc8(content) === parseInt(match[2] ?? '', 16) && COMMAND.test(content) ? content : null;
}

export function checksum(): Figure[] {
  const figures: Figure[] = [];
  for (const [name, damage] of Object.entries(DAMAGES))
    for (const rate of RATES) {
      let hurt = 0;
      let forged = 0;
      for (let n = 0; n < FRAMES; n++) {
        const content = `${n & 0xff} ${(BODIES[below(BODIES.length)] ?? String)()}`;
        const sent = encodeFrame(n, content.slice(content.indexOf(' ') + 1));
        let arrived = '';
        for (let i = 0; i < sent.length; i++) arrived += chance() < rate ? damage(sent.charCodeAt(i)) : (sent[i] ?? '');
        if (arrived === sent) continue;
        hurt++;
        const got = taken(arrived);
        if (got !== null && got !== content) forged++;
      }
      figures.push(
        figure(
          `forged, ${name}, ${rate * 100} % of bytes`,
          'per million',
          (forged / FRAMES) * 1e6,
          `${hurt} of ${FRAMES} frames hurt`,
        ),
      );
    }
  return figures;
}
