/**
 * One WebSocket kept alive: connects, notices silence, waits and tries again (machine: domain/link-machine.ts).
 * Knows nothing of what the frames mean; text goes out through `onText` as it came.
 */
import { backoffMs } from '#domain/backoff.ts';
import type { FaultCode, ReportFault } from '#domain/fault.ts';
import { linkMachine, type LinkInput, type LinkState } from '#domain/link-machine.ts';
import { step } from '#domain/machine.ts';
import { CLOSE } from '#wire/relay-frame.ts';
import type { Clock } from './clock.ts';

/** The part of WebSocket that is used; tests put their own behind it. */
export type SocketLike = Pick<WebSocket, 'close' | 'onopen' | 'onclose' | 'onmessage'>;

export interface SocketLinkOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly report: ReportFault;
  readonly openSocket: (url: string) => SocketLike;
  /** Asked anew for each attempt: the query says where to resume. */
  readonly url: () => string;
  /** A source that beats is dead after this long without a frame; null = silence is normal. */
  readonly silenceMs: number | null;
  readonly onText: (text: string, now: number) => void;
  readonly onOpen: () => void;
  readonly onLost: () => void;
  readonly onChange: () => void;
}

/** Why the last connection ended, for the screen. */
export interface LinkEnd {
  readonly code: FaultCode;
  readonly detail: string;
  readonly at: number;
}

export interface SocketLink {
  connect(): void;
  close(): void;
  retryNow(): void;
  state(): LinkState;
  retryAt(): number | null;
  lastFrameAt(): number | null;
  lastEnd(): LinkEnd | null;
}

function whyClosed(code: number): FaultCode {
  if (code === CLOSE.originRefused) return 'origin-refused';
  if (code === CLOSE.badRequest) return 'link-refused';
  return 'link-lost';
}

export function createSocketLink(options: SocketLinkOptions): SocketLink {
  const { clock, report } = options;
  let state: LinkState = 'closed';
  let socket: SocketLike | null = null;
  let attempt = 0;
  let retryAt: number | null = null;
  let lastFrameAt: number | null = null;
  let lastEnd: LinkEnd | null = null;
  let cancelRetry = (): void => undefined;
  let cancelSilence = (): void => undefined;

  function go(input: LinkInput): boolean {
    const next = step(linkMachine, state, input);
    if (next === null) {
      report('machine-refused', `link: ${input} in ${state}`);
      return false;
    }
    state = next;
    return true;
  }

  /** Lets go of the socket first: whatever it still says belongs to nobody. */
  function drop(): void {
    cancelSilence();
    if (!socket) return;
    socket.onopen = socket.onclose = socket.onmessage = null;
    socket.close();
    socket = null;
  }

  function lose(code: FaultCode, detail: string): void {
    drop();
    if (!go('lost')) return;
    const now = clock.now();
    lastEnd = { code, detail, at: now };
    report(code, detail);
    const wait = backoffMs(attempt++, options.random());
    retryAt = now + wait;
    cancelRetry = clock.after(wait, () => open('retry'));
    options.onLost();
    options.onChange();
  }

  /** Frames do not each restart a timer: under load that would cost more than the frames. */
  function watchSilence(since: number): void {
    const { silenceMs } = options;
    if (silenceMs === null) return;
    cancelSilence();
    cancelSilence = clock.after(since + silenceMs - clock.now(), () => {
      const latest = Math.max(since, lastFrameAt ?? 0);
      if (latest > since) watchSilence(latest);
      else lose('link-silent', `${Math.round((clock.now() - latest) / 1000)} s`);
    });
  }

  function open(input: 'connect' | 'retry'): void {
    cancelRetry();
    retryAt = null;
    if (!go(input)) return;
    options.onChange();
    let opened: SocketLike;
    try {
      opened = options.openSocket(options.url());
    } catch (error) {
      lose('link-refused', String(error).slice(0, 200));
      return;
    }
    socket = opened;
    opened.onopen = () => {
      go('opened');
      lastFrameAt = clock.now();
      options.onOpen();
      options.onChange();
    };
    opened.onmessage = (message) => {
      const now = clock.now();
      lastFrameAt = now;
      // Only a frame proves the link: a relay that accepts and closes at once must not reset the backoff.
      attempt = 0;
      if (typeof message.data === 'string') options.onText(message.data, now);
      else report('frame-not-json', 'binary frame');
    };
    opened.onclose = (close) => {
      socket = null;
      lose(whyClosed(close.code), close.reason.slice(0, 200) || `code ${close.code}`);
    };
    watchSilence(clock.now());
  }

  return {
    connect() {
      if (state === 'closed') open('connect');
    },
    close() {
      drop();
      cancelRetry();
      retryAt = null;
      attempt = 0;
      lastEnd = null;
      go('close');
      options.onChange();
    },
    retryNow() {
      if (state === 'waiting') open('retry');
    },
    state: () => state,
    retryAt: () => retryAt,
    lastFrameAt: () => lastFrameAt,
    lastEnd: () => lastEnd,
  };
}
