/**
 * Wire protocol v1 from the board's side, as its description reads: the independent model that the firmware is held
 * against. Bytes in, bytes out, at the pace of a real one. Knows no firmware and nothing of the host.
 */
import { alarm } from '#live/board-alarm.ts';
import type { Clock } from '#live/clock.ts';
import { checksum, MAX_FRAME_CHARS } from '#wire/board-frame.ts';
import { ERR, NAK } from '#wire/board-reply.ts';
import { protocolOutputs } from './protocol-outputs.ts';

const CAN = 0x18;
const LF = 0x0a;
const CR = 0x0d;
/** Of the Arduino core's 64-byte ring, what can be used. */
const RX_BYTES = 63;
const WATCHDOG_MS = 5_000;
/** A repeat is at most so far behind; anything else is a gap. */
const REPEATS = 64;

export interface ProtocolModelOptions {
  readonly clock: Clock;
  /** Bytes to the host, at the time they arrive there. */
  send(bytes: Uint8Array): void;
  onPin?(pin: number, on: boolean, at: number): void;
  /** Bits per second on the wire, both ways; Infinity = no wire at all. */
  readonly baudRate?: number;
  /** From power-on or reset to the banner, ms. */
  readonly bootMs?: number;
  /** What the processor takes for one line, ms: about 2000 lines/s on a 16 MHz AVR. */
  readonly lineMs?: number;
}

export function createProtocolModel(options: ProtocolModelOptions) {
  const { clock, baudRate = 115_200, bootMs = 300, lineMs = 0.45 } = options;
  const byteMs = 10_000 / baudRate;
  const outputs = protocolOutputs({
    onPin: (pin, on, at) => options.onPin?.(pin, on, at),
    onLimit: (pin, at) => reply(`ev lim ${pin}`, at),
  });
  /** Bytes on the wire with their arrival times, the receive ring, and lines on their way back. */
  let arriving: { byte: number; at: number }[] = [];
  let ring: number[] = [];
  let leaving: { text: string; at: number }[] = [];
  let wireFreeAt = 0;
  let replyFreeAt = 0;
  let cpuFreeAt = 0;
  let bootAt = Infinity;
  let line = '';
  let tooLong = false;
  let lastByte = 0;
  let greeted = false;
  let lastSeq = 255;
  let lastErr = 0;
  let watchdogMs = WATCHDOG_MS;
  let heardAt = Infinity;
  let stopPressed = false;
  let id: number | null = null;
  const wake = alarm(clock, run);

  function reply(content: string, at: number): void {
    const text = `${content}*${checksum(content)}\n`;
    replyFreeAt = Math.max(replyFreeAt, at) + text.length * byteMs;
    leaving.push({ text, at: replyFreeAt });
  }
  const banner = () =>
    `fw=giftwire/model proto=1 board=m328p rx=${RX_BYTES} line=${MAX_FRAME_CHARS} ` +
    `caps=set,pulse,blink,pwm,servo,tone,inv,lim,id,wd${id === null ? '' : ` id=${id}`}`;
  function nak(code: number, at: number): void {
    reply(greeted ? `nak ${(lastSeq + 1) & 0xff} ${code}` : `nak 0 ${NAK.helloNeeded}`, at);
  }

  function onFrame(at: number): void {
    const match = /^:(.*)\*([0-9a-fA-F]{2})$/.exec(line);
    if (!match) return nak(NAK.syntax, at);
    const content = match[1] ?? '';
    if (checksum(content) !== (match[2] ?? '').toLowerCase()) return nak(NAK.checksum, at);
    const [number = '', verb = '', ...words] = content.split(' ').filter(Boolean);
    const seq = /^\d+$/.test(number) ? Number(number) : 256;
    if (seq > 255 || !verb) return nak(NAK.syntax, at);
    const args = words.map((word) => (/^\d+$/.test(word) ? Number(word) : NaN));
    heardAt = at;
    if (verb === 'HELLO') {
      if (args[0] !== undefined && args[0] <= 65535) watchdogMs = args[0];
      greeted = true;
      lastSeq = seq;
      lastErr = 0;
      return reply(`ok ${seq} ${banner()}`, at);
    }
    if (!greeted) return nak(NAK.helloNeeded, at);
    const ahead = (seq - lastSeq + 256) & 0xff;
    if (ahead === 0 || ahead >= 256 - REPEATS) return answer(seq, ahead === 0 ? lastErr : 0, at);
    if (ahead !== 1) return nak(NAK.gap, at);
    lastSeq = seq;
    lastErr = execute(verb, args, at);
    if (verb === 'ID' && !lastErr && id !== null) return reply(`ok ${seq} id=${id}`, at);
    answer(seq, lastErr, at);
  }
  const answer = (seq: number, err: number, at: number) => reply(err ? `err ${seq} ${err}` : `ok ${seq}`, at);

  function execute(verb: string, args: readonly number[], at: number): number {
    switch (verb) {
      case 'PING':
        return args.length ? ERR.argument : 0;
      case 'OFF':
        if (!args.length) outputs.allOff(at);
        return args.length ? ERR.argument : 0;
      case 'WD':
        if (args.length !== 1 || !((args[0] ?? NaN) <= 65535)) return ERR.argument;
        watchdogMs = args[0] ?? 0;
        return 0;
      case 'ID':
        if (args.length > 1 || (args.length && !((args[0] ?? NaN) <= 255))) return ERR.argument;
        id = args[0] ?? id;
        return 0;
      default:
        return outputs.run(verb, args, at, stopPressed);
    }
  }
  /** LED1 … LED9 are pins 5 … 13; bare = a pulse of 500 ms. */
  function onPlain(at: number): void {
    if (!line) return;
    const led = /^LED([1-9])(?: (ON|OFF))?$/.exec(line);
    const args = [Number(led?.[1]) + 4, led?.[2] ? Number(led[2] === 'ON') : 500];
    const refused = !led || outputs.run(led[2] ? 'SET' : 'PULSE', args, at, stopPressed);
    if (refused) reply(`ev plain? ${line.replace(/[^ -~]/g, '?')}`, at);
    else heardAt = at;
  }
  /** @returns whether this byte ended a line, which costs the processor time */
  function onByte(byte: number, at: number): boolean {
    const second = byte === CAN && lastByte === CAN;
    lastByte = second ? 0 : byte;
    if (second) {
      outputs.allOff(at);
      line = '';
      tooLong = false;
      reply('ev off', at);
    }
    if (byte === CAN || byte === CR) return false;
    if (byte === LF) {
      if (!line.startsWith(':')) onPlain(at);
      else if (tooLong) nak(NAK.tooLong, at);
      else onFrame(at);
      const worked = line !== '';
      line = '';
      tooLong = false;
      return worked;
    }
    if (byte === 0x3a) {
      line = '';
      tooLong = false;
    }
    if (line.length < MAX_FRAME_CHARS) line += String.fromCharCode(byte);
    else tooLong = true;
    return false;
  }

  /** The processor works through the ring until `until`. */
  function work(until: number): void {
    let taken = 0;
    while (taken < ring.length && cpuFreeAt <= until) {
      if (onByte(ring[taken++] ?? 0, cpuFreeAt + lineMs)) cpuFreeAt += lineMs;
    }
    if (taken) ring = ring.slice(taken);
  }
  function boot(at: number): void {
    bootAt = Infinity;
    cpuFreeAt = at;
    heardAt = at;
    reply(`ev boot ${banner()}`, at);
  }
  /** Brings the board up to `now`: bytes arrive, the ring fills or overflows, lines are carried out, pins change. */
  function run(): void {
    const now = clock.now();
    if (bootAt <= now) boot(bootAt);
    let taken = 0;
    for (let next = arriving[0]; next && next.at <= now; next = arriving[++taken]) {
      if (bootAt !== Infinity) continue;
      settle(next.at);
      if (!ring.length) cpuFreeAt = Math.max(cpuFreeAt, next.at);
      if (ring.length < RX_BYTES) ring.push(next.byte);
    }
    arriving = arriving.slice(taken);
    settle(now);
    const due = leaving.filter((out) => out.at <= now);
    leaving = leaving.filter((out) => out.at > now);
    rest();
    for (const out of due) options.send(new TextEncoder().encode(out.text));
  }
  function settle(until: number): void {
    for (let due = outputs.due(); due <= until; due = outputs.due()) outputs.advance(due);
    work(until);
    if (watchdogMs && until - heardAt >= watchdogMs) {
      outputs.allOff(heardAt + watchdogMs);
      reply('ev wd', heardAt + watchdogMs);
      heardAt = Infinity;
    }
  }
  function rest(): void {
    const lineEnd = arriving.find(({ byte }) => byte === LF || byte === CAN)?.at ?? arriving[RX_BYTES]?.at;
    const dues = [bootAt, outputs.due(), lineEnd ?? Infinity, leaving[0]?.at ?? Infinity];
    if (ring.length) dues.push(cpuFreeAt);
    if (watchdogMs) dues.push(heardAt + watchdogMs);
    wake.set(Math.min(...dues));
  }
  function reset(): void {
    const now = clock.now();
    outputs.forget(now);
    arriving = [];
    ring = [];
    line = '';
    tooLong = false;
    greeted = false;
    lastSeq = 255;
    lastErr = 0;
    watchdogMs = WATCHDOG_MS;
    heardAt = Infinity;
    bootAt = now + bootMs;
    rest();
  }

  return {
    /** Power on, or the reset button: silence, then the banner. Its id stays: EEPROM. */
    reset,
    /** Takes bytes off the host's hands; they arrive at the pace of the wire. */
    receive(bytes: Uint8Array): void {
      wireFreeAt = Math.max(wireFreeAt, clock.now());
      for (const byte of bytes) arriving.push({ byte, at: (wireFreeAt += byteMs) });
      rest();
    },
    /** Power off: no pin is on and nothing more is said. */
    cut(): void {
      outputs.forget(clock.now());
      leaving = [];
      arriving = [];
      ring = [];
      bootAt = heardAt = Infinity;
      wake.clear();
    },
    /** The stop button wired to the board. */
    pressStop(pressed: boolean): void {
      const now = clock.now();
      stopPressed = pressed;
      if (pressed) outputs.allOff(now);
      reply(`ev stop ${pressed ? 1 : 0}`, now);
      rest();
    },
    isOn: outputs.isOn,
  };
}
