/**
 * A TIMING MODEL of a healthy board, for reckoning hours in seconds: wire protocol v1 answered at the pace of the wire
 * and of a 16 MHz AVR, by a virtual clock. It is not the firmware, which the emulator runs: nothing here is ever
 * damaged, so checksums, numbering, naks, the watchdog and the stop pair are left out, and so are timer conflicts (err 6)
 * and slots (err 7). tests/what-if/emulated.test.ts holds it against the emulated firmware.
 * Knows nothing of the host.
 */
import { BOARD_MODELS, type BoardModel, type PinAbility } from '#domain/board-model.ts';
import type { BoardCommand } from '#domain/command.ts';
import { checksum } from '#wire/board-frame.ts';
import { ERR } from '#wire/board-reply.ts';
import type { Clock } from '#live/clock.ts';
import { pinTimes, type PinTimes } from './pin-times.ts';

/** What the processor takes for one line: 2,000 and some a second on a 16 MHz AVR, as measured. */
const LINE_MS = 0.45;
/** From the reset that opening brings to the banner, ms. */
const BOOT_MS = 300;
/** 8N1: ten bits a byte. */
const BITS = 10_000;

export interface ModelBoardOptions {
  readonly clock: Clock;
  readonly model: BoardModel;
  /** Bits a second, both ways. */
  readonly baudRate: number;
  /** Bytes to the host, at the time they arrive there. */
  send(bytes: Uint8Array): void;
  /** A command on a pin was carried out. */
  onCommand(pin: number, at: number): void;
}

export interface ModelBoard {
  /** Power on. */
  boot(): void;
  /** Takes bytes off the host's hands; they arrive at the pace of the wire. */
  receive(bytes: Uint8Array): void;
  /** Carries a command out at once: for a dialect whose lines it does not read. */
  obey(command: BoardCommand, at: number): void;
  /** What each pin did up to `at`. */
  close(at: number): ReadonlyMap<number, PinTimes>;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The board command that a frame's words spell; null for a verb that moves no pin. */
function commandOf(verb: string, [pin = 0, a = 0, b = 0, c = 0]: readonly number[]): BoardCommand | null {
  switch (verb) {
    case 'SET':
      return { verb, pin, on: a === 1 };
    case 'PULSE':
      return { verb, pin, ms: a };
    case 'BLINK':
      return { verb, pin, on: a, off: b, times: c };
    case 'PWM':
      return { verb, pin, value: a };
    case 'SERVO':
      return { verb, pin, position: a };
    case 'TONE':
      return { verb, pin, hz: a, ms: b };
    case 'OFF':
      return { verb };
    default:
      return null;
  }
}

function refusal(pin: PinAbility | undefined, command: BoardCommand): number {
  if (command.verb === 'OFF') return 0;
  if (!pin || pin.also === 'serial') return ERR.pin;
  return command.verb === 'PWM' && pin.timer === null ? ERR.pin : 0;
}

export function modelBoard({ clock, model, baudRate, send, onCommand }: ModelBoardOptions): ModelBoard {
  const byteMs = BITS / baudRate;
  const abilities = BOARD_MODELS[model].pins;
  const banner = `fw=giftwire/model proto=1 board=${BOARD_MODELS[model].chip}`;
  const pins = pinTimes();
  /** Until when the wire to the board, its processor and the wire back are taken. */
  let wireFreeAt = 0;
  let workFreeAt = 0;
  let replyFreeAt = 0;
  let half = '';

  function reply(content: string, at: number): void {
    const text = `${content}*${checksum(content)}\n`;
    replyFreeAt = Math.max(replyFreeAt, at) + text.length * byteMs;
    clock.after(replyFreeAt - clock.now(), () => send(encoder.encode(text)));
  }
  function obey(command: BoardCommand, at: number): number {
    const pin = 'pin' in command ? command.pin : null;
    const code = refusal(pin === null ? undefined : abilities[pin], command);
    if (code) return code;
    const cutAt = pins.run(command, at);
    if (pin === null) return 0;
    onCommand(pin, at);
    if (cutAt !== null) clock.after(cutAt - clock.now(), () => pins.cut(pin, cutAt) && reply(`ev lim ${pin}`, cutAt));
    return 0;
  }
  function carryOut(line: string, at: number): void {
    // A rule's own line is neither numbered nor answered.
    if (!line.startsWith(':')) return;
    const [seq = '', verb = '', ...words] = line.slice(1, line.lastIndexOf('*')).split(' ');
    const args = words.map(Number);
    if (verb === 'HELLO') return reply(`ok ${seq} ${banner}`, at);
    if (verb === 'LIM') pins.limit(args[0] ?? 0, args[1] ?? 0);
    const command = commandOf(verb, args);
    const code = command ? obey(command, at) : 0;
    reply(code ? `err ${seq} ${code}` : `ok ${seq}`, at);
  }

  return {
    boot: () => void clock.after(BOOT_MS, () => reply(`ev boot ${banner}`, clock.now())),
    receive(bytes) {
      const lines = (half + decoder.decode(bytes)).split('\n');
      half = lines.pop() ?? '';
      wireFreeAt = Math.max(wireFreeAt, clock.now());
      for (const line of lines) {
        wireFreeAt += (line.length + 1) * byteMs;
        workFreeAt = Math.max(workFreeAt, wireFreeAt) + LINE_MS;
        clock.after(workFreeAt - clock.now(), () => carryOut(line, clock.now()));
      }
    },
    obey(command, at) {
      obey(command, at);
    },
    close: (at) => pins.close(at),
  };
}
