/**
 * The real firmware and the model of the protocol side by side: both hear the same good, bad and damaged lines, one at a
 * time, and must say the same and hold the same pins. Tells where they differ; asserts nothing.
 */
import { createMachine } from '#board/machine.ts';
import { LEVEL } from '#board/pins.ts';
import { encodeFrame } from '#wire/board-frame.ts';
import { parseIntelHex } from '#wire/intel-hex.ts';
import { fakeClock } from '../fakes/clock.ts';
import { createProtocolModel } from '../fakes/protocol-model.ts';
import { badLine, seeded } from './damage.ts';

const CYCLES_PER_MS = 16_000;
/** After each line: the longest takes 6 ms on the wire, its answer as long again, and the shortest pulse has to end. */
const PAUSE_MS = 30;
/** Pins without PWM, which only ever are on or off here. */
const LEVEL_PINS = [2, 4, 7, 12] as const;
const BOTH_AWAKE_MS = 400;

/** Lines as a host, a person or nobody in their right mind would send them; `seq` is the next number. */
function lineMaker(chance: () => number): (seq: number) => string {
  const below = (limit: number) => Math.floor(chance() * limit);
  const of = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const pin = () => (chance() < 0.9 ? of(LEVEL_PINS) : of([0, 1, 14, 20, 69, 255, 65_535]));
  // Short enough to end within the pause, or too long to end at all: nothing here may hang on a millisecond.
  const ms = () => of([1, 3, 60_000, 60_000, 0, 60_001]);
  const verbs: readonly (() => string)[] = [
    () => `SET ${pin()} ${of([0, 1, 1, 2])}`,
    () => `PULSE ${pin()} ${ms()}`,
    () => `BLINK ${pin()} ${of([60_000, 2, 0])} ${of([60_000, 60_001])} ${of([0, 1, 3, 65_535, 65_536])}`,
    () => `PWM ${of([3, 5, 6, 9, 10, 11, 4])} ${of([0, 128, 255, 256])}`,
    () => `SERVO ${of([8, 13, 15, 16, 17])} ${of([0, 90, 180, 181, 500, 2500, 2501])}`,
    () => `TONE ${of([8, 13, 15])} ${of([31, 440, 30])} ${of([60_000, 60_001])}`,
    () => `LIM ${pin()} ${of([65_535, 0, 65_536])}`,
    () => `WD ${of([0, 65_535, 65_536])}`,
    () => `ID ${below(300)}`,
    () =>
      of(['PING', 'OFF', 'PING 1', 'OFF 1', 'ID', 'SET', 'SET 2', 'SET x 1', 'NOPE 1', 'set 2 1', '', 'PULSE 2 -5']),
  ];
  return (seq) => {
    const kind = chance();
    if (kind < 0.75) return encodeFrame(seq, of(verbs)());
    if (kind < 0.8) return encodeFrame(seq - below(80), of(verbs)());
    if (kind < 0.84) return encodeFrame(seq + 1 + below(60), of(verbs)());
    if (kind < 0.87) return `LED${below(11)}${of(['', ' ON', ' OFF', ' on', ' '])}\n`;
    if (kind < 0.9) return encodeFrame(seq, `HELLO ${of(['0', '65535', ''])}`.trim());
    if (kind < 0.93) return `:${'x'.repeat(below(90))}\n`;
    if (kind < 0.96) return of(['\x18\x18', '\x18', ':5 SET\x18\x18', '\n', '\r\n', ':', '::::\n']);
    return Array.from({ length: below(70) }, () => String.fromCharCode(below(256))).join('');
  };
}

/** `ok 5 fw=…` says of itself what nobody else says; only the first two words count there. */
const comparable = (line: string): string => (line.includes(' fw=') ? line.split(' ').slice(0, 2).join(' ') : line);

export function fuzzModel(hex: string, lines: number, rate: number, seed: number): readonly string[] {
  const program = parseIntelHex(hex, 32_768);
  if (!program.ok) throw new Error(`the firmware's file: ${program.problem} in line ${program.line}`);
  const chance = seeded(seed);
  const hurt = badLine(rate, chance);
  const nextLine = lineMaker(chance);
  const clock = fakeClock(0);
  let [saysFirmware, saysModel] = ['', ''];
  const machine = createMachine('m328p', { onByte: (byte) => void (saysFirmware += String.fromCharCode(byte)) });
  machine.load(program.image);
  machine.reset('power');
  const model = createProtocolModel({
    clock,
    bootMs: 1,
    send: (bytes) => void (saysModel += new TextDecoder('latin1').decode(bytes)),
  });
  model.reset();
  const differences: string[] = [];
  let seq = 0;

  function hear(line: string): void {
    const bytes = hurt(Uint8Array.from(line, (char) => char.charCodeAt(0)));
    machine.send(bytes);
    model.receive(bytes);
    pass(PAUSE_MS);
  }
  function pass(ms: number): void {
    machine.run(ms * CYCLES_PER_MS);
    clock.advance(ms);
  }
  function compare(line: string): void {
    const [firmware, reference] = [saysFirmware, saysModel].map((said) =>
      said
        .split('\n')
        .filter(Boolean)
        .map((part) => comparable(part.slice(0, -3))),
    );
    [saysFirmware, saysModel] = ['', ''];
    const levels = LEVEL_PINS.filter((pin) => (machine.level(pin) === LEVEL.high) !== model.isOn(pin));
    if (String(firmware) !== String(reference) || levels.length)
      differences.push(`${JSON.stringify(line)}: firmware ${firmware}, model ${reference}, pins ${levels}`);
    const accepted = /(?:ok|err) (\d+)/.exec(reference?.at(-1) ?? '');
    if (accepted) seq = (Number(accepted[1]) + 1) & 0xff;
  }

  pass(BOTH_AWAKE_MS);
  compare('boot');
  // No limit may fall due within the run: it would come a millisecond sooner here or there.
  for (const body of ['HELLO 0', ...Array.from({ length: 18 }, (_, i) => `LIM ${i + 2} 65535`)]) {
    const line = encodeFrame(seq, body);
    hear(line);
    compare(line);
  }
  for (let n = 0; n < lines && differences.length < 5; n++) {
    const line = nextLine(seq);
    hear(line);
    compare(line);
  }
  return differences;
}
