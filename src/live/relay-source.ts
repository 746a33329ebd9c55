/**
 * A room as a relay tells it: hello, room state, heartbeats, gaps and numbered events, resumed exactly after an outage.
 * Knows the relay's contract; knows no session, no rule, and not what an event means.
 */
import type { Fault, FaultCode, ReportFault } from '#domain/fault.ts';
import { FAULTS } from '#domain/fault.ts';
import type { LinkView, SourceConfig } from '#rpc/live.ts';
import {
  parseFrames,
  readBeat,
  readGap,
  readHello,
  readRoom,
  SILENCE_MS,
  type Envelope,
  type RelayRoom,
} from '#wire/relay-frame.ts';
import { buildQuery } from '#wire/relay-query.ts';
import type { Clock } from './clock.ts';
import { createSocketLink, type SocketLike } from './socket-link.ts';
import type { LeftPosition, Source, SourceEvents } from './source.ts';

export interface RelaySourceOptions {
  readonly config: SourceConfig & { readonly relayUrl: string };
  readonly clock: Clock;
  readonly random: () => number;
  readonly report: ReportFault;
  readonly openSocket: (url: string) => SocketLike;
  readonly events: SourceEvents;
  /** Resume from here; null = only what is new. */
  readonly from: LeftPosition | null;
}

const isFaultCode = (code: string): code is FaultCode => Object.hasOwn(FAULTS, code);

export function createRelaySource(options: RelaySourceOptions): Source {
  const { config, clock, report, events } = options;
  let epoch: string | null = options.from?.epoch ?? null;
  let seq = options.from?.seq ?? 0;
  /** When we last heard anything of this numbering: a gap in time begins here. */
  let heardAt = options.from?.at ?? clock.now();
  let room: RelayRoom | null = null;
  /** Why the room is not live, as long as it is not. */
  let roomFault: Fault | null = null;
  let found = false;
  /** Since when the relay itself gets nothing from the room. */
  let awayFrom: number | null = null;
  /** How far our clock is ahead of the relay's, ms, as of the last hello. */
  let clockAhead = 0;
  let latencyMs: number | null = null;
  /** One way's delay can only be told by one clock: that of a relay on this very machine. */
  const sameClock = /^wss?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/.test(config.relayUrl);

  function lose(): void {
    if (!found) return;
    found = false;
    events.onLost();
  }

  const link = createSocketLink({
    clock,
    random: options.random,
    report,
    openSocket: options.openSocket,
    silenceMs: SILENCE_MS,
    url: () => {
      const { kind, file, speed, loop } = config;
      const resume = epoch === null ? {} : { since: seq, epoch };
      const replay = kind === 'replay' ? { ...(file && { file }), ...(speed && { speed }), ...(loop && { loop }) } : {};
      return `${config.relayUrl}?${buildQuery({ room: config.room || kind, source: kind === 'tikfinity' ? 'tiktok' : kind, ...resume, ...replay })}`;
    },
    onText: receive,
    onOpen: () => undefined,
    onLost: () => {
      room = null;
      roomFault = null;
      lose();
    },
    onChange: events.onChange,
  });

  function hello(data: Envelope['data'], now: number): void {
    const said = readHello(data);
    if (!said) return report('frame-malformed', 'relay.hello');
    events.onClock(said.now, now);
    clockAhead = now - said.now;
    if (epoch === null) {
      // Begins with what comes: what the relay holds from before is not ours, and must not be resumed later either.
      seq = said.head;
    } else if (epoch !== said.epoch) {
      // Another numbering: the relay was restarted, and nobody holds what came in between.
      events.onGap({ from: heardAt, to: now, by: 'time', at: now, reason: 'relay-restarted' });
      report('frames-missed', 'relay restarted');
      seq = 0;
    }
    epoch = said.epoch;
  }

  function roomState(data: Envelope['data'], now: number): void {
    const said = readRoom(data);
    if (!said) return report('frame-malformed', 'relay.room');
    room = said;
    roomFault = null;
    if (isFaultCode(said.code)) {
      report(said.code, said.reason);
      if (said.state !== 'live') roomFault = { code: said.code, detail: said.reason, at: clock.now() };
    }
    if (said.state === 'live' && !found) {
      found = true;
      events.onFound(said);
      if (awayFrom !== null) events.onGap({ from: awayFrom, to: now, by: 'time', at: now, reason: 'source-away' });
      awayFrom = null;
    } else if (said.state !== 'live') {
      if (found) awayFrom = now;
      lose();
    }
    events.onChange();
  }

  function gap(data: Envelope['data'], now: number): void {
    const said = readGap(data);
    if (!said) return report('frame-malformed', 'relay.gap');
    seq = Math.max(seq, said.to);
    report('frames-missed', `${said.from}–${said.to}`);
    events.onGap({ ...said, by: 'seq', at: now, reason: 'relay-buffer' });
  }

  function beat(data: Envelope['data']): void {
    if (!readBeat(data)) return report('frame-malformed', 'relay.beat');
    events.onChange();
  }

  /** True when the envelope is an event to hand on. Numbers that skip are a gap; numbers that repeat were handled before. */
  function inOrder(envelope: Envelope, now: number): boolean {
    if (envelope.seq === undefined) return true;
    if (envelope.seq <= seq) {
      report('event-duplicate', `seq ${envelope.seq}`);
      return false;
    }
    if (seq > 0 && envelope.seq > seq + 1) {
      report('frames-missed', `${seq + 1}–${envelope.seq - 1}`);
      events.onGap({ from: seq + 1, to: envelope.seq - 1, by: 'seq', at: now, reason: 'relay-buffer' });
    }
    seq = envelope.seq;
    return true;
  }

  function receive(text: string, now: number): void {
    const passed: Envelope[] = [];
    for (const envelope of parseFrames(text, report)) {
      if (envelope.event === 'relay.hello') hello(envelope.data, now);
      else if (envelope.event === 'relay.room') roomState(envelope.data, now);
      else if (envelope.event === 'relay.beat') beat(envelope.data);
      else if (envelope.event === 'relay.gap') gap(envelope.data, now);
      else if (inOrder(envelope, now)) {
        if (envelope.at !== undefined && !envelope.resumed)
          latencyMs = sameClock ? Math.max(0, now - envelope.at) : null;
        passed.push(envelope);
      }
    }
    heardAt = now;
    if (passed.length) events.onEnvelopes(passed, now);
  }

  return {
    connect: link.connect,
    close() {
      found = false;
      room = null;
      link.close();
    },
    retryNow: link.retryNow,
    position: () => ({ epoch, seq }),
    view(): LinkView {
      return {
        state: link.state(),
        source: config,
        room: room?.state ?? 'unknown',
        reason: room?.reason ?? '',
        retryAt: link.retryAt() ?? (room?.retryAt ? room.retryAt + clockAhead : null),
        lastFrameAt: link.lastFrameAt(),
        latencyMs,
        fault: link.state() === 'waiting' ? link.lastEnd() : roomFault,
      };
    },
  };
}
