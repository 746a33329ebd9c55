/**
 * The acknowledged link: wire protocol v1, host side. Go-back-N over a byte budget, so that nothing is lost or done twice.
 * Bytes in and out, a clock, and nothing else: knows no Web Serial, no lanes, no actions.
 */
import type { Command } from '#domain/command.ts';
import { step } from '#domain/machine.ts';
import type { PinSettings } from '#domain/rule.ts';
import { commandBody, encodeFrame, STOP_PAIR } from '#wire/board-frame.ts';
import { ERR, lineSplitter, NAK, parseReply, type BoardReply } from '#wire/board-reply.ts';
import { plainLineProblem } from '#wire/text-dialect.ts';
import { alarm } from './board-alarm.ts';
import { firmwareOf } from './link-firmware.ts';
import { ownFrames } from './link-own.ts';
import { stages, WENT_OFF, type Stage, type StageInput } from './link-stage.ts';
import { stopButton } from './link-stop.ts';
import { TIMES } from './link-times.ts';
import { sendWindow } from './link-window.ts';
import type { Link, LinkHost } from './link.ts';

export function giftwireLink(host: LinkHost, pins: (board: number | null) => readonly PinSettings[]): Link {
  const { clock, report } = host;
  const splitter = lineSplitter();
  const window = sendWindow(clock, host.write);
  let stage: Stage = 'closed';
  let seq = 0;
  let tries = 0;
  /** What the board says of itself is another thing now: greet it as soon as nothing is in flight. */
  let greetAgain = false;
  const own = ownFrames(pins);
  const button = stopButton(host.stopPin);
  /** The one deadline of the present stage: boot silence, HELLO, ack, resend or stop. */
  const deadline = alarm(clock, onDeadline);
  const idle = alarm(clock, ping);

  const isRunning = (): boolean => stage === 'ready' || stage === 'resending';
  function enter(input: StageInput): void {
    const next = step(stages, stage, input);
    if (next) stage = next;
    else report('machine-refused', `link ${stage}: ${input}`);
  }

  function sayHello(): void {
    tries++;
    // The LF ends whatever noise may have left in the board's line buffer.
    window.write('\n' + encodeFrame(seq, `HELLO ${TIMES.watchdog}`));
    deadline.set(clock.now() + TIMES.hello);
    window.flush();
  }
  /** Numbering starts anew. What was in flight may or may not have happened, and is never sent again. */
  function greet(): void {
    const known = isRunning() || stage === 'stopping';
    enter('greet');
    greetAgain = false;
    own.drop();
    // A number of its own: a late answer to an earlier HELLO must not pass for this one's.
    seq = (seq + 1) & 0xff;
    tries = 0;
    idle.clear();
    window.abandon();
    if (known) host.reset();
    sayHello();
  }
  /** The board turned its outputs off by itself. */
  function startOver(): void {
    host.wentOff();
    greet();
  }
  function greeted(data: string): void {
    enter('greeted');
    seq = (seq + 1) & 0xff;
    tries = 0;
    deadline.clear();
    const firmware = firmwareOf(data);
    own.greeted(firmware.id);
    sendOwn();
    idle.set(clock.now() + TIMES.ping);
    host.greeted(firmware);
  }

  const fits = (body: string): boolean => window.fits(encodeFrame(seq, body).length);
  function push(body: string, line = ''): void {
    window.push(seq, encodeFrame(seq, body), line);
    seq = (seq + 1) & 0xff;
    if (window.frames() === 1) expectAnswer();
    idle.set(clock.now() + TIMES.ping);
  }
  function sendOwn(): void {
    while (stage === 'ready' && own.any() && fits(own.next())) push(own.take(window.carry));
  }
  function say(body: string): void {
    own.push(body);
    sendOwn();
    window.flush();
  }
  function expectAnswer(): void {
    tries = 0;
    deadline.set(clock.now() + TIMES.ack);
  }
  function ping(): void {
    if (stage !== 'ready') return;
    if (!window.frames()) own.push('PING');
    sendOwn();
    window.flush();
    idle.atLatest(clock.now() + TIMES.ping);
  }

  function onDeadline(): void {
    switch (stage) {
      case 'booting':
      case 'stopping':
        return greet();
      case 'greeting':
        if (tries < TIMES.helloTries) return sayHello();
        enter('unanswered');
        report('board-silent');
        return host.unanswered();
      case 'resending':
        return resend();
      case 'ready':
        if (!window.frames()) return;
        report('board-ack-timeout');
        return ++tries >= TIMES.ackTries ? greet() : resend();
    }
  }
  function resend(): void {
    if (stage === 'resending') enter('resend');
    host.resent(window.resend());
    deadline.set(clock.now() + TIMES.ack);
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
    if (greetAgain && !own.any()) greet();
  }

  function onReply(reply: BoardReply): void {
    if (reply.type === 'ev') return onEvent(reply.name, reply.data);
    if (stage === 'greeting') {
      if (reply.type === 'ok' && reply.seq === seq && reply.data) greeted(reply.data);
      else if (reply.type === 'nak') deadline.atLatest(clock.now() + TIMES.nakPause);
      return;
    }
    if (!isRunning()) return;
    if (reply.type === 'nak') return onNak(reply.next, reply.code);
    const code = reply.type === 'err' ? reply.code : null;
    if (code !== null) report('board-refused', `err ${code}`);
    if (window.settle(reply.seq, code === null ? 'acked' : 'refused', code)) progress();
    if (code === ERR.stopPressed) button.pressed();
  }
  function onNak(next: number, code: number): void {
    report('board-nak', String(code));
    if (code === NAK.helloNeeded) {
      report('board-reset', 'HELLO needed');
      return startOver();
    }
    // All before `next` was consumed, but nobody will say any more with what result.
    window.settle((next + 255) & 0xff, 'unknown', null);
    if (!window.frames()) return progress();
    if (stage === 'resending') return;
    enter('nak');
    deadline.set(clock.now() + TIMES.nakPause);
  }
  function onEvent(name: string, data: string): void {
    if (name === 'stop') return data === '1' ? button.pressed() : button.letGo();
    if (name === 'boot') for (const part of [own, button]) part.boardReset();
    if (name === 'lim') {
      report('board-limit-cut', data.slice(0, 8));
      return host.limitCut(Number(data));
    }
    if (!Object.hasOwn(WENT_OFF, name)) return host.heard(`${name} ${data}`);
    // Asked for by a stop, or said by a board that nobody has greeted yet, it is no fault.
    const expected = name === 'boot' ? stage !== 'closed' : stage === 'stopping' && name === 'off';
    if (!isRunning() && !expected) return;
    if (isRunning() || (name === 'boot' && stage === 'stopping')) report(WENT_OFF[name as keyof typeof WENT_OFF]);
    startOver();
  }

  return {
    start() {
      enter('open');
      splitter.clear();
      deadline.set(clock.now() + TIMES.bootSilence);
    },
    receive(bytes) {
      for (const line of splitter.push(bytes)) {
        const reply = line === null ? null : parseReply(line);
        if (reply) onReply(reply);
        // Before the greeting a port may say anything: a bootloader's noise, half a line, somebody's own sketch.
        else if (line !== '' && isRunning()) report('board-reply-damaged');
      }
      sendOwn();
      host.room();
      window.flush();
    },
    refusal: (command: Command) => (command.verb === 'TEXT' ? plainLineProblem(command.line) : null),
    canSend(command) {
      if (stage !== 'ready' || own.any() || greetAgain) return false;
      if (command.verb === 'TEXT') return window.fits(command.line.length + 1 + encodeFrame(seq, 'PING').length);
      return fits(commandBody(command));
    },
    send(delivery) {
      window.carry(delivery);
      // A plain line gets no answer: the PING behind it tells when the board has read both, and so frees their bytes.
      if (delivery.command.verb === 'TEXT') push('PING', delivery.command.line + '\n');
      else push(commandBody(delivery.command));
    },
    flush: () => window.flush(),
    stop() {
      if (stage === 'closed') return;
      // Two bytes without a number may be lost, and a bootloader must hear none: an OFF that is answered follows the greeting.
      own.offLater();
      if (stage === 'booting') return;
      host.write(STOP_PAIR);
      if (stage === 'greeting' || stage === 'silent') return;
      enter('stop');
      own.drop();
      window.abandon();
      host.reset();
      deadline.set(clock.now() + TIMES.ack);
    },
    allOff: () => (isRunning() ? say('OFF') : own.offLater()),
    settingsChanged() {
      if (!isRunning()) return;
      own.tellPins();
      sendOwn();
      window.flush();
    },
    setId(id) {
      if (!isRunning()) return;
      greetAgain = true;
      say(`ID ${id}`);
    },
    close() {
      enter('close');
      own.close();
      deadline.clear();
      idle.clear();
      window.abandon();
    },
  };
}
