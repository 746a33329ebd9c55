/**
 * The acknowledged link: wire protocol v1, host side. Go-back-N over a byte budget, so that nothing is lost or done twice.
 * Bytes in and out, a clock, and nothing else: knows no Web Serial, no lanes, no actions.
 */
import type { Command } from '#domain/command.ts';
import { step, type Machine } from '#domain/machine.ts';
import type { PinSettings } from '#domain/rule.ts';
import { commandBody, encodeFrame, STOP_PAIR } from '#wire/board-frame.ts';
import { bannerFields, lineSplitter, NAK, parseReply, type BoardReply } from '#wire/board-reply.ts';
import { plainLineProblem } from '#wire/text-dialect.ts';
import { alarm } from './board-alarm.ts';
import { pinFrames, type ToldPin } from './link-pins.ts';
import { sendWindow } from './link-window.ts';
import type { Link, LinkHost } from './link.ts';

/** Bootloaders listen for up to 1.4 s after a reset, and one that hears us early may stay: say nothing for longer. */
const BOOT_SILENCE_MS = 2_500;
/** An answer takes about 10 ms at 115200; this much means it was lost. */
const ACK_TIMEOUT_MS = 200;
const ACK_TRIES = 5;
const HELLO_TIMEOUT_MS = 500;
const HELLO_TRIES = 5;
/** Lets the board read and reject the rest of a damaged window before it comes again. */
const NAK_PAUSE_MS = 8;
/** The board turns everything off when it heard nothing for so long … */
const WATCHDOG_MS = 5_000;
/** … so an idle host says something this often. */
const PING_MS = 1_000;

type Stage = 'closed' | 'booting' | 'greeting' | 'ready' | 'resending' | 'stopping' | 'silent';
type StageInput = 'open' | 'greet' | 'greeted' | 'nak' | 'resend' | 'stop' | 'unanswered' | 'close';

/** `resending` is the pause after a nak; `stopping` waits for the board's answer to the stop pair. */
const stages: Machine<Stage, StageInput> = {
  closed: { open: 'booting', close: 'closed' },
  booting: { greet: 'greeting', close: 'closed' },
  greeting: { greet: 'greeting', greeted: 'ready', unanswered: 'silent', close: 'closed' },
  ready: { greet: 'greeting', nak: 'resending', stop: 'stopping', close: 'closed' },
  resending: { greet: 'greeting', nak: 'resending', resend: 'ready', stop: 'stopping', close: 'closed' },
  stopping: { greet: 'greeting', stop: 'stopping', close: 'closed' },
  silent: { greet: 'greeting', close: 'closed' },
};

export function giftwireLink(host: LinkHost, pins: () => readonly PinSettings[]): Link {
  const { clock, report } = host;
  const splitter = lineSplitter();
  const window = sendWindow(clock, host.write);
  let stage: Stage = 'closed';
  let seq = 0;
  let tries = 0;
  /** Our own frames (INV, LIM, PING, OFF), ahead of any command. */
  let own: string[] = [];
  let told = new Map<number, ToldPin>();
  /** The one deadline of the present stage: boot silence, HELLO, ack, resend or stop. */
  const deadline = alarm(clock, onDeadline);
  const idle = alarm(clock, ping);

  function enter(input: StageInput): void {
    const next = step(stages, stage, input);
    if (next) stage = next;
    else report('machine-refused', `link ${stage}: ${input}`);
  }

  function sayHello(): void {
    tries++;
    // The LF ends whatever noise may have left in the board's line buffer.
    window.write('\n' + encodeFrame(seq, `HELLO ${WATCHDOG_MS}`));
    deadline.set(clock.now() + HELLO_TIMEOUT_MS);
    window.flush();
  }
  /** Numbering starts anew. What was in flight may or may not have happened, and is never sent again. */
  function greet(): void {
    const known = stage === 'ready' || stage === 'resending' || stage === 'stopping';
    enter('greet');
    own = [];
    seq = (seq + 1) & 0xff;
    tries = 0;
    idle.clear();
    window.abandon();
    if (known) host.reset();
    sayHello();
  }
  function greeted(data: string): void {
    enter('greeted');
    const fields = bannerFields(data);
    const [name = '', version = ''] = (fields.get('fw') ?? '').split('/');
    const id = Number(fields.get('id') ?? NaN);
    seq = (seq + 1) & 0xff;
    tries = 0;
    deadline.clear();
    told = new Map();
    tellPins();
    idle.set(clock.now() + PING_MS);
    host.greeted({ name, version, board: fields.get('board') ?? '', id: Number.isInteger(id) ? id : null });
  }
  function tellPins(): void {
    own.push(...pinFrames(pins(), told));
    sendOwn();
  }

  function push(body: string, line = ''): string {
    const frame = encodeFrame(seq, body);
    window.push(seq, frame, line);
    seq = (seq + 1) & 0xff;
    if (window.frames() === 1) expectAnswer();
    idle.set(clock.now() + PING_MS);
    return frame;
  }
  function sendOwn(): void {
    while (stage === 'ready' && own[0] !== undefined && window.fits(encodeFrame(seq, own[0]).length))
      push(own.shift() ?? '');
  }
  function expectAnswer(): void {
    tries = 0;
    deadline.set(clock.now() + ACK_TIMEOUT_MS);
  }
  function ping(): void {
    if (stage !== 'ready') return;
    if (!window.frames()) own.push('PING');
    sendOwn();
    window.flush();
    idle.atLatest(clock.now() + PING_MS);
  }

  function onDeadline(): void {
    switch (stage) {
      case 'booting':
        return greet();
      case 'greeting':
        if (tries < HELLO_TRIES) return sayHello();
        enter('unanswered');
        report('board-silent');
        return host.unanswered();
      case 'stopping':
        return greet();
      case 'resending':
        return resend();
      case 'ready':
        if (!window.frames()) return;
        report('board-ack-timeout');
        if (++tries >= ACK_TRIES) return greet();
        return resend();
    }
  }
  function resend(): void {
    if (stage === 'resending') enter('resend');
    window.resend();
    deadline.set(clock.now() + ACK_TIMEOUT_MS);
    sendOwn();
    window.flush();
    host.room();
  }
  /** Something was answered: the rest has its full time again, and a pending resend is pointless with nothing in flight. */
  function progress(): void {
    if (window.frames()) {
      if (stage === 'ready') expectAnswer();
      return;
    }
    if (stage === 'resending') enter('resend');
    deadline.clear();
  }

  function onReply(reply: BoardReply): void {
    if (reply.type === 'ev') return onEvent(reply.name, reply.data);
    if (stage === 'greeting') {
      if (reply.type === 'ok' && reply.seq === seq && reply.data) greeted(reply.data);
      else if (reply.type === 'nak') deadline.atLatest(clock.now() + NAK_PAUSE_MS);
      return;
    }
    if (stage !== 'ready' && stage !== 'resending') return;
    if (reply.type === 'nak') return onNak(reply.next, reply.code);
    if (reply.type === 'err') report('board-refused', `err ${reply.code}`);
    if (window.settle(reply.seq, reply.type === 'ok' ? 'acked' : 'refused', reply.type === 'err' ? reply.code : null))
      progress();
  }
  function onNak(next: number, code: number): void {
    report('board-nak', String(code));
    if (code === NAK.helloNeeded) {
      report('board-reset', 'HELLO needed');
      host.wentOff();
      return greet();
    }
    // All before `next` was consumed, but nobody will say any more with what result.
    window.settle((next + 255) & 0xff, 'unknown', null);
    if (!window.frames()) return progress();
    if (stage === 'resending') return;
    enter('nak');
    deadline.set(clock.now() + NAK_PAUSE_MS);
  }
  function onEvent(name: string, data: string): void {
    const running = stage === 'ready' || stage === 'resending';
    switch (name) {
      case 'boot':
        if (stage === 'closed') return;
        if (running || stage === 'stopping') report('board-reset');
        host.wentOff();
        return greet();
      case 'off':
        if (running) report('board-off-unasked');
        if (running || stage === 'stopping') {
          host.wentOff();
          greet();
        }
        return;
      case 'wd':
        if (!running) return;
        report('board-watchdog');
        host.wentOff();
        return greet();
      case 'stop':
        return host.stopPin(data === '1');
      case 'lim':
        report('board-limit-cut', data.slice(0, 8));
        return host.limitCut(Number(data));
      default:
        return host.heard(`${name} ${data}`);
    }
  }

  return {
    start() {
      enter('open');
      splitter.clear();
      deadline.set(clock.now() + BOOT_SILENCE_MS);
    },
    receive(bytes) {
      for (const line of splitter.push(bytes)) {
        const reply = line === null ? null : parseReply(line);
        if (reply) onReply(reply);
        // Before the greeting a port may say anything: a bootloader's noise, half a line, somebody's own sketch.
        else if (line !== '' && (stage === 'ready' || stage === 'resending')) report('board-reply-damaged');
      }
      sendOwn();
      host.room();
      window.flush();
    },
    refusal: (command: Command) => (command.verb === 'TEXT' ? plainLineProblem(command.line) : null),
    canSend(command) {
      if (stage !== 'ready' || own.length) return false;
      if (command.verb === 'TEXT') return window.fits(command.line.length + 1 + encodeFrame(seq, 'PING').length);
      return window.fits(encodeFrame(seq, commandBody(command)).length);
    },
    send(delivery) {
      const { command } = delivery;
      window.carry(delivery);
      // A plain line gets no answer: the PING behind it tells when the board has read both, and so frees their bytes.
      if (command.verb === 'TEXT') push('PING', command.line + '\n');
      else push(commandBody(command));
    },
    flush: () => window.flush(),
    stop() {
      if (stage === 'closed' || stage === 'booting') return;
      host.write(STOP_PAIR);
      if (stage === 'greeting' || stage === 'silent') return;
      enter('stop');
      own = [];
      window.abandon();
      host.reset();
      deadline.set(clock.now() + ACK_TIMEOUT_MS);
    },
    allOff() {
      if (stage !== 'ready' && stage !== 'resending') return;
      own.push('OFF');
      sendOwn();
      window.flush();
    },
    settingsChanged() {
      if (stage !== 'ready' && stage !== 'resending') return;
      tellPins();
      window.flush();
    },
    close() {
      enter('close');
      own = [];
      deadline.clear();
      idle.clear();
      window.abandon();
    },
  };
}
