/** A whole live worker in a test's hands: clock, sockets and record are the test's, everything between is the real thing. */
import type { Action } from '#domain/action.ts';
import type { Profile } from '#domain/rule.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import { createLive } from '#live/live.ts';
import type { LiveApi, LiveSetup, Snapshot, SourceConfig } from '#rpc/live.ts';
import type { JournalBatch, JournalMessage, JournalReply, LogEntry, Restored } from '#rpc/storage.ts';
import { fakeClock, type FakeClock } from './clock.ts';
import { fakeVirtualBoard, type FakeVirtualBoard } from './board.ts';
import { fakeCable } from './cable.ts';
import { fakeSockets } from './socket.ts';

export const ROOM: SourceConfig = { kind: 'tiktok', room: 'warung', relayUrl: 'ws://127.0.0.1:8787/ws' };

/** By then the virtual board has booted and greeted. */
export const BOOTED = 600;

export interface WorldOptions {
  readonly profile?: Profile;
  readonly source?: SourceConfig | null;
  readonly restored?: (clock: FakeClock) => Restored;
  readonly muted?: boolean;
  readonly openActions?: readonly Action[];
  /** EMERGENCY STOP before the record has answered. */
  readonly pressedEarly?: boolean;
  readonly serial?: (clock: FakeClock) => Serial;
  readonly autoStart?: boolean;
  readonly unstoredUntil?: (clock: FakeClock) => number;
  readonly board?: LiveSetup['board'];
  /** False: the virtual board's cable is pulled, where a test has nothing to do with it. */
  readonly plugged?: boolean;
}

export interface World {
  readonly clock: FakeClock;
  readonly live: LiveApi;
  readonly virtual: FakeVirtualBoard;
  readonly sockets: ReturnType<typeof fakeSockets>;
  readonly batches: JournalBatch[];
  entries(): LogEntry[];
  /** Lets promises run and `ms` pass, then tells what the page would see. */
  after(ms: number): Promise<Snapshot>;
  /** Starts by hand, opens the socket and makes the room live. */
  goLive(): Promise<void>;
  say(event: string, data: Record<string, unknown>, more?: Record<string, unknown>): void;
}

/** Lets every promise that is due run, macrotasks included: comlink is not in play, but async functions are. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const clock = fakeClock();
  const sockets = fakeSockets();
  const batches: JournalBatch[] = [];
  let seq = 0;
  const port = {
    onmessage: null as ((message: { data: JournalReply }) => void) | null,
    postMessage(message: JournalMessage) {
      // Storage answers later and from its own copy, as a message channel does.
      const copy = structuredClone(message);
      clock.after(1, () => answer(copy));
    },
  };
  function answer(message: JournalMessage): void {
    if (message.type === 'batch') {
      batches.push(message.batch);
      port.onmessage?.({ data: { type: 'stored', number: message.batch.number } });
    } else if (message.type === 'restore') {
      const restored = options.restored?.(clock) ?? null;
      const { openActions = [], muted = false } = options;
      const reply = { type: 'restored', room: message.room, restored, muted, openActions, nextNumber: 1 } as const;
      port.onmessage?.({ data: reply });
    }
  }
  const cable = fakeCable(clock);
  const virtual = fakeVirtualBoard(clock, cable.board);
  if (options.plugged === false) virtual.unplug();
  const live = createLive({
    clock,
    random: () => 0.5,
    openSocket: sockets.open,
    serial: options.serial?.(clock) ?? null,
    newId: () => 'session-new',
  });
  let snapshot: Snapshot | null = null;
  const ready = live.setUp(
    {
      profile: options.profile ?? starterProfile(),
      source: options.source === undefined ? ROOM : options.source,
      board: options.board ?? { kind: 'virtual', model: 'uno' },
      autoStart: options.autoStart ?? false,
      alone: true,
      unstoredUntil: options.unstoredUntil?.(clock) ?? null,
    },
    port as never,
    cable.live as never,
  );
  if (options.pressedEarly) live.emergencyStop();
  clock.advance(1);
  await ready;
  await live.subscribe((next) => void (snapshot = structuredClone(next)));

  const world: World = {
    clock,
    live,
    virtual,
    sockets,
    batches,
    entries: () => batches.flatMap((batch) => [...batch.entries]),
    async after(ms) {
      await settle();
      // In steps, so that promises between timers get their turn.
      for (let left = ms; left > 0; left -= 50) {
        clock.advance(Math.min(50, left));
        await settle();
      }
      clock.advance(101);
      await settle();
      if (!snapshot) throw new Error('no snapshot yet');
      return snapshot;
    },
    async goLive() {
      live.start();
      clock.advance(1);
      await settle();
      sockets.last().open();
      const at = {
        version: '0',
        client: 'c',
        now: clock.now(),
        epoch: 'e1',
        room: 'warung',
        source: 'tiktok',
        head: 0,
        tail: 0,
      };
      sockets.last().say(JSON.stringify({ event: 'relay.hello', data: at }));
      const room = { state: 'live', roomId: '77', hostUserId: '5', code: '', reason: '', retryAt: null };
      sockets.last().say(JSON.stringify({ event: 'relay.room', data: room }));
    },
    say(event, data, more = {}) {
      sockets
        .last()
        .say(JSON.stringify({ event, data, seq: ++seq, epoch: 'e1', at: clock.now(), room: 'warung', ...more }));
    },
  };
  return world;
}

/** A viewer's common fields; `n` tells viewers apart. */
export const viewer = (n: number): Record<string, unknown> => ({
  userId: String(7_000_000_000_000_000_000n + BigInt(n)),
  uniqueId: `viewer_${n}`,
  nickname: `Viewer ${n}`,
  followRole: 0,
});
let messages = 0;
/** A gift as it travels: a Rose that streaks, unless told otherwise. */
export const gift = (n: number, repeatCount: number, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...viewer(n),
  ...{ giftId: 5655, giftName: 'Rose', diamondCount: 1, giftType: 1, groupId: 'g1', repeatCount, repeatEnd: false },
  msgId: `m${++messages}`,
  ...more,
});
