/**
 * The real firmware in the emulator, the real acknowledged link, and a bad line between them, in virtual time. Pulses whose
 * pin and length name them are sent by the thousand; the pins tell which of them happened. Judges, and asserts nothing.
 */
import { readFileSync } from 'node:fs';
import { createMachine } from '#board/machine.ts';
import { LEVEL, type Level } from '#board/pins.ts';
import { giftwireLink } from '#live/giftwire-link.ts';
import type { PinSettings } from '#domain/rule.ts';
import { parseIntelHex } from '#wire/intel-hex.ts';
import { fakeClock } from '../fakes/clock.ts';
import { badLine, seeded } from './damage.ts';
import { eavesdrop } from './eavesdrop.ts';

const CYCLES_PER_MS = 16_000;
const STEP_MS = 0.25;
/** Pulses on these pins, of 5, 9, 13 … 65 ms: far enough apart to be told by their length, in an order that repeats after 16. */
const PULSE_PINS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13] as const;
const LENGTHS = 16;
const lengthOf = (count: number): number => 5 + 4 * (count % LENGTHS);
/** Switched on and left on, for the board to cut. */
const HELD_PINS = [15, 16, 17] as const;
const LIMIT_MS = 120;
/** A pulse is timed by a counter of 1.024 ms ticks, and its end waits for the loop. */
const SLACK_MS = 3;
const WATCHDOG_MS = 5_000;
/** So many in a row may at most be lost without a trace: more than fit in flight, fewer than repeat a name. */
const SKIPPED = 24;

interface Sent {
  readonly name: string;
  outcome: string | null;
  settled: number;
  executed: number;
}

export interface FuzzRun {
  readonly frames: number;
  readonly executed: number;
  readonly reopenings: number;
  /** ms of the board's time. */
  readonly lasted: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Frames or answers that damage made out of others, checksum and all. */
  readonly forged: readonly string[];
  /** What must never be: in words, empty when all is well. */
  readonly violations: readonly string[];
}

/** @param rates shares of bytes hurt on the way to the board and back, 0–1 */
export function fuzzLink(hex: string, frames: number, rates: readonly [number, number], seed: number): FuzzRun {
  const program = parseIntelHex(hex, 32_768);
  if (!program.ok) throw new Error(`the firmware's file: ${program.problem} in line ${program.line}`);
  const chance = seeded(seed);
  const [hurt, hurtBack] = [badLine(rates[0], chance), badLine(rates[1], chance)];
  const [toBoard, toHost] = [eavesdrop(':'), eavesdrop('')];
  const violations: string[] = [];
  const happened: { name: string; at: number }[] = [];
  const upSince = new Map<number, number>();
  let said: number[] = [];
  const machine = createMachine('m328p', { onByte: (byte) => void said.push(byte), onEdge });
  machine.load(program.image);
  machine.reset('power');

  function onEdge(pin: number, level: Level, cycle: number): void {
    if (level === LEVEL.high) return void upSince.set(pin, cycle);
    const since = upSince.get(pin);
    upSince.delete(pin);
    if (since === undefined) return;
    const ms = (cycle - since) / CYCLES_PER_MS;
    const isPulse = (PULSE_PINS as readonly number[]).includes(pin);
    if (isPulse) happened.push({ name: `${pin} ${lengthOf(Math.round((ms - 5) / 4))}`, at: since });
    else if (ms > LIMIT_MS + SLACK_MS) violations.push(`pin ${pin} was on for ${ms.toFixed(1)} ms, limit ${LIMIT_MS}`);
  }

  const pins = HELD_PINS.map((pin): PinSettings => ({ pin, name: '', inverted: false, limitMs: LIMIT_MS, gapMs: 0 }));
  const clock = fakeClock(0);
  let isHostAlive = true;
  let isOpen = false;
  let reopenings = 0;
  const silent = (): void => undefined;
  const link = giftwireLink(
    {
      ...{ clock, report: silent, greeted: silent, reset: silent, room: silent, resent: silent },
      ...{ wentOff: silent, stopPin: silent, limitCut: silent, heard: silent },
      // Nobody answered five times: a person would open the port again.
      unanswered: () => void (reopenings++, (isOpen = false)),
      write(bytes) {
        if (!isHostAlive) return;
        toBoard.left(bytes);
        const arrives = hurt(bytes);
        toBoard.arrived(arrives);
        machine.send(arrives);
      },
    },
    () => pins,
  );
  const sent: Sent[] = [];
  const busyUntil = new Map<number, number>();
  const counts = new Map<number, number>();
  let nextHolds = false;

  function offer(): void {
    while (sent.length < frames) {
      const now = clock.now();
      const holds = nextHolds;
      const free = PULSE_PINS.find((pin) => (busyUntil.get(pin) ?? 0) <= now);
      const pin = holds ? HELD_PINS[Math.floor(chance() * HELD_PINS.length)] : free;
      if (pin === undefined) return;
      const count = counts.get(pin) ?? 0;
      const ms = lengthOf(count);
      const command = holds
        ? ({ verb: 'SET', pin, on: chance() < 0.8 } as const)
        : ({ verb: 'PULSE', pin, ms } as const);
      if (!link.canSend(command)) return;
      const entry: Sent = { name: holds ? 'held' : `${pin} ${ms}`, outcome: null, settled: 0, executed: 0 };
      sent.push(entry);
      nextHolds = chance() < 0.1;
      if (!holds) counts.set(pin, count + 1);
      busyUntil.set(pin, Infinity);
      link.send({
        command,
        written: () => undefined,
        settled(outcome) {
          entry.outcome = outcome;
          entry.settled++;
          busyUntil.set(pin, clock.now() + ms + SLACK_MS);
        },
      });
    }
  }
  function pass(ms: number): void {
    for (let left = ms; left > 0; left -= STEP_MS) {
      machine.run(STEP_MS * CYCLES_PER_MS);
      if (said.length && isHostAlive) {
        const bytes = Uint8Array.from(said);
        toHost.left(bytes);
        const arrives = hurtBack(bytes);
        toHost.arrived(arrives);
        link.receive(arrives);
      }
      said = [];
      if (!isHostAlive) continue;
      if (!isOpen) {
        isOpen = true;
        link.close();
        link.start();
      }
      clock.advance(STEP_MS);
      offer();
      link.flush();
    }
  }

  // A line this bad may need many greetings, but not for ever.
  const longest = frames * 200 + 10_000;
  for (let waited = 0; waited < longest && sent.filter(({ settled }) => settled).length < frames; waited += 100)
    pass(100);
  pass(LIMIT_MS + 100);
  isHostAlive = false;
  pass(WATCHDOG_MS + 100);
  for (const pin of [...PULSE_PINS, ...HELD_PINS])
    if (machine.level(pin) === LEVEL.high) violations.push(`pin ${pin} is on after the watchdog's time`);

  judge(sent, happened, violations);
  const outcomes: Record<string, number> = {};
  for (const { outcome } of sent) outcomes[String(outcome)] = (outcomes[String(outcome)] ?? 0) + 1;
  return {
    frames: sent.length,
    executed: happened.length,
    reopenings,
    lasted: clock.now(),
    outcomes,
    forged: [...toBoard.forged, ...toHost.forged],
    violations,
  };
}

/** Every pulse that happened must be the next of those sent that bears its name; every one acked must have happened. */
function judge(sent: readonly Sent[], happened: readonly { name: string; at: number }[], violations: string[]): void {
  let next = 0;
  for (const { name } of happened.toSorted((a, b) => a.at - b.at)) {
    const index = sent.findIndex((entry, i) => i >= next && i < next + SKIPPED && entry.name === name);
    const entry = sent[index];
    if (!entry) violations.push(`${name} happened twice, out of order or unasked`);
    else {
      entry.executed++;
      next = index + 1;
    }
  }
  for (const [index, { name, outcome, settled, executed }] of sent.entries()) {
    if (settled !== 1) violations.push(`command ${index} was settled ${settled} times`);
    if (name !== 'held' && outcome === 'acked' && executed !== 1) violations.push(`${index} (${name}) acked, not done`);
    if (outcome === 'refused' && executed) violations.push(`${index} (${name}) refused and done`);
  }
}

export const unoHex = (): string => readFileSync('public/firmware/uno.hex', 'utf8');
