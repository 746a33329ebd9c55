/**
 * A board that speaks wire protocol v1, written from the protocol's text alone and apart from the code under test, so
 * that one misreading cannot hide in both. Keeps an account of what it executed; moves nothing and models no pin.
 */
import type { Peer } from './peer.ts';

/** One thing the board did, in order. `text` is the frame without numbering: "PULSE 13 200"; "STOP" is the stop pair. */
export interface Executed {
  readonly text: string;
  /** ms, performance.now, when its last byte came. */
  readonly at: number;
}

export interface GiftwirePeer extends Peer {
  /** Verbs that act on pins, plain lines and stops, across resets; HELLO, PING and the like are not in it. */
  readonly executed: Executed[];
  /** Replies that asked for a resend, and watchdog cuts: trouble that a healthy line does not have. */
  readonly naks: string[];
  watchdogCuts: number;
  greetings: number;
  /** While true, frames are executed but nothing is answered: a lost reply. */
  mute: boolean;
}

const BOOT_MS = 30;
const WATCHDOG_MS = 5_000;
const LONGEST_LINE = 56;
const STOP = 0x18;
const LF = 0x0a;
const BANNER = 'fw=giftwire/1.0 proto=1 board=m328p rx=63 line=56 caps=set,pulse,blink,pwm,servo,tone,inv,lim,id';
/** How far behind the last number a frame counts as a repeat. */
const REPEAT_WINDOW = 64;
const ACTS = new Set(['SET', 'PULSE', 'BLINK', 'PWM', 'SERVO', 'TONE', 'OFF']);
const SETTINGS = new Set(['PING', 'WD', 'INV', 'LIM', 'ID']);

/** CRC-8, polynomial 0x07, initial 0x00 (the protocol's own choice; SMBus calls it PEC). */
function crc8(text: string): string {
  let crc = 0;
  for (const byte of Buffer.from(text, 'latin1')) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : crc << 1;
  }
  return crc.toString(16).padStart(2, '0');
}

/** `bootMs`: how long the bootloader keeps the board silent after a reset. */
export function createGiftwirePeer(bootMs = BOOT_MS): GiftwirePeer {
  let send: ((bytes: Uint8Array) => void) | null = null;
  let line = '';
  let greeted = false;
  let lastSeq = 0;
  let lastWasStop = false;
  let booting: NodeJS.Timeout | null = null;
  let watchdog: NodeJS.Timeout | null = null;
  let watchdogMs = WATCHDOG_MS;

  function reply(text: string): void {
    if (!peer.mute) send?.(Buffer.from(`${text}*${crc8(text)}\n`, 'latin1'));
  }
  function nak(next: number, code: number): void {
    peer.naks.push(`${next} ${code}`);
    reply(`nak ${next} ${code}`);
  }
  function feedWatchdog(): void {
    if (watchdog) clearTimeout(watchdog);
    watchdog = null;
    if (greeted && watchdogMs > 0)
      watchdog = setTimeout(() => {
        peer.watchdogCuts++;
        reply('ev wd');
      }, watchdogMs);
  }
  function stopTimers(): void {
    for (const timer of [booting, watchdog]) if (timer) clearTimeout(timer);
    booting = watchdog = null;
  }

  function frame(raw: string, at: number): void {
    const next = (lastSeq + 1) & 0xff;
    if (raw.length > LONGEST_LINE) return nak(next, 9);
    const match = /^:(\d{1,3}) (.*)\*([0-9a-fA-F]{2})$/.exec(raw);
    if (!match) return nak(next, 2);
    const [, number, body, check] = match as unknown as [string, string, string, string];
    if (crc8(`${number} ${body}`) !== check.toLowerCase()) return nak(next, 1);
    const seq = Number(number);
    const [verb = '', ...args] = body.split(' ');
    if (verb === 'HELLO') {
      greeted = true;
      lastSeq = seq;
      watchdogMs = args[0] === undefined ? WATCHDOG_MS : Number(args[0]);
      peer.greetings++;
      return reply(`ok ${seq} ${BANNER}`);
    }
    if (!greeted) return nak(0, 10);
    if (seq !== next) {
      const behind = (lastSeq - seq) & 0xff;
      return behind < REPEAT_WINDOW ? reply(`ok ${seq}`) : nak(next, 8);
    }
    lastSeq = seq;
    if (ACTS.has(verb)) peer.executed.push({ text: body, at });
    else if (!SETTINGS.has(verb)) return reply(`err ${seq} 3`);
    if (verb === 'WD') watchdogMs = Number(args[0]);
    reply(`ok ${seq}`);
  }

  const peer: GiftwirePeer = {
    executed: [],
    naks: [],
    watchdogCuts: 0,
    greetings: 0,
    mute: false,
    connect(to) {
      send = to;
    },
    receive(bytes, at) {
      if (booting) return;
      feedWatchdog();
      for (const byte of bytes) {
        if (byte === STOP) {
          if (lastWasStop) {
            peer.executed.push({ text: 'STOP', at });
            reply('ev off');
          }
          lastWasStop = !lastWasStop;
          continue;
        }
        lastWasStop = false;
        const character = String.fromCharCode(byte);
        if (byte === LF) {
          const whole = line;
          line = '';
          if (whole.startsWith(':')) frame(whole, at);
          else if (whole !== '') peer.executed.push({ text: `plain ${whole}`, at });
        } else if (character === ':') line = ':';
        else if (character !== '\r') line += character;
      }
    },
    reset() {
      stopTimers();
      line = '';
      greeted = false;
      lastSeq = 0;
      lastWasStop = false;
      booting = setTimeout(() => {
        booting = null;
        reply(`ev boot ${BANNER}`);
      }, bootMs);
    },
    disconnect() {
      stopTimers();
      greeted = false;
      send = null;
    },
  };
  return peer;
}
