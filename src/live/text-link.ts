/**
 * The link to somebody's own sketch: lines out, no answers. Paced by the baud rate, so that a stop can overtake.
 * Bytes in and out and a clock; knows no Web Serial, no lanes, no actions.
 */
import type { Command } from '#domain/command.ts';
import type { TextDialect } from '#domain/rule.ts';
import { lineSplitter } from '#wire/board-reply.ts';
import { lineEnd, lineProblem, templateLine } from '#wire/text-dialect.ts';
import { alarm } from './board-alarm.ts';
import type { Delivery, Link, LinkHost } from './link.ts';
import { TIMES } from './link-times.ts';

/** What may stand between us and the wire, as time on the line: 64 bytes at 115200. */
const LEAD_MS = 5.5;
/** Where timers come late the lead grows by their lateness, up to this: still in time for a stop. */
const LONGEST_LEAD_MS = 12;
/** From this rate on the port is USB all the way and the figure means little: full-speed USB carries about 1 MB/s. */
const USB_BAUD = 1_000_000;
const USB_BYTES_PER_MS = 1_000;

export interface TextSettings {
  readonly dialect: TextDialect;
  readonly baudRate: number;
  /** A pin's name, '' when it has none. */
  nameOf(pin: number): string;
}

const encoder = new TextEncoder();

export function textLink(host: LinkHost, settings: () => TextSettings): Link {
  const { clock } = host;
  const splitter = lineSplitter();
  let stage: 'closed' | 'booting' | 'ready' = 'closed';
  let pending = '';
  let unwritten: Delivery[] = [];
  /** When the wire will have carried all that was written, by the clock. */
  let wireFreeAt = 0;
  let leadMs = LEAD_MS;
  let askedAt = 0;
  const room = alarm(clock, onTime);
  const boot = alarm(clock, () => {
    stage = 'ready';
    host.greeted(null);
    flush();
  });

  const bytesPerMs = (): number => {
    const { baudRate } = settings();
    return baudRate >= USB_BAUD ? USB_BYTES_PER_MS : baudRate / 10_000;
  };
  function onTime(): void {
    // Late timers leave the wire idle: keep that much more ahead, and let it fade when they are on time again.
    const late = clock.now() - askedAt;
    leadMs = Math.min(LONGEST_LEAD_MS, Math.max(LEAD_MS, leadMs * 0.99, LEAD_MS + late));
    host.room();
    flush();
  }
  function lineOf(command: Command): string | null {
    if (command.verb === 'TEXT') return command.line;
    return templateLine(command, 'pin' in command ? settings().nameOf(command.pin) : '', settings().dialect);
  }
  function put(line: string): void {
    const text = line + lineEnd(settings().dialect);
    pending += text;
    wireFreeAt = Math.max(wireFreeAt, clock.now()) + text.length / bytesPerMs();
  }
  function flush(): void {
    if (!pending) return;
    const bytes = encoder.encode(pending);
    const deliveries = unwritten;
    pending = '';
    unwritten = [];
    host.write(bytes);
    const now = clock.now();
    for (const delivery of deliveries) {
      delivery.written(now);
      delivery.settled('sent', null, now);
    }
  }
  function takeUnwritten(): Delivery[] {
    const taken = unwritten;
    unwritten = [];
    pending = '';
    return taken;
  }
  function abandon(lost: readonly Delivery[]): void {
    for (const delivery of lost) delivery.settled('unknown', null, clock.now());
  }
  function sayStop(): void {
    for (const line of settings().dialect.stopLines) if (lineProblem(line) === null) put(line);
    flush();
  }

  return {
    start() {
      stage = 'booting';
      wireFreeAt = 0;
      splitter.clear();
      boot.set(clock.now() + TIMES.bootSilence);
    },
    receive(bytes) {
      for (const line of splitter.push(bytes)) if (line) host.heard(line);
    },
    refusal(command) {
      const line = lineOf(command);
      return line === null ? `${command.verb}: the text dialect has no template` : lineProblem(line);
    },
    canSend() {
      if (stage !== 'ready') return false;
      const ahead = wireFreeAt - clock.now();
      if (ahead < leadMs) return true;
      // Come back when half the lead is used up: a timer that is a little late still finds the wire busy.
      askedAt = clock.now() + ahead - leadMs / 2;
      room.set(askedAt);
      return false;
    },
    send(delivery) {
      unwritten.push(delivery);
      put(lineOf(delivery.command) ?? '');
    },
    flush,
    stop() {
      if (stage === 'closed') return;
      // A board that does not reset on opening hears it now; one that does starts with everything off.
      const lost = takeUnwritten();
      // What was abandoned never took its time on the wire.
      wireFreeAt = Math.min(wireFreeAt, clock.now() + leadMs);
      sayStop();
      abandon(lost);
      host.wentOff();
    },
    allOff() {
      if (stage === 'ready') sayStop();
    },
    settingsChanged() {
      if (stage === 'ready') host.room();
    },
    setId: () => undefined,
    close() {
      stage = 'closed';
      boot.clear();
      room.clear();
      abandon(takeUnwritten());
    },
  };
}
