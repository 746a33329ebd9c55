/**
 * Brings a session and its source together: opens the source where the session left off, hands its frames to the
 * pipeline, and says what a batch of the record must hold to go on after a crash. Knows no board and no screen.
 */
import { mayContinue } from '#domain/continuation.ts';
import type { Fault } from '#domain/fault.ts';
import { isRunning } from '#domain/session-machine.ts';
import type { Session } from '#domain/session.ts';
import type { LinkView, SourceConfig } from '#rpc/live.ts';
import type { Restored } from '#rpc/storage.ts';
import type { BatchState } from './journal.ts';
import { openSource, type SourceWorld } from './open-source.ts';
import { handleFrame, handleRecorded, type PipelineParts } from './pipeline.ts';
import type { SessionControl } from './session-control.ts';
import type { Source } from './source.ts';

/** The clock on screen and the rate move on by themselves this often. */
const TICK_MS = 1_000;
/** While nothing happens, the session row says this often that we are still here. */
const SIGN_OF_LIFE_MS = 15_000;

export interface OnAirParts {
  readonly world: SourceWorld;
  readonly control: SessionControl;
  readonly pipeline: PipelineParts;
  /** Another source begins: forget what the last one's frames taught. */
  readonly freshNormaliser: () => void;
  /** The session row is to be stored again. */
  readonly touch: () => void;
}

export interface OnAir {
  start(config: SourceConfig, by: Session['startedBy'], last: Restored | null): void;
  /** Ends what runs; nothing happens when nothing does. */
  end(byHand: boolean): void;
  retryNow(): void;
  link(): LinkView | null;
  /** Why START found no source to open; null when it did. */
  refused(): Fault | null;
  /** What the record needs with the entries of this moment; null without a session. */
  takeState(): BatchState | null;
}

export function createOnAir({ world, control, pipeline, freshNormaliser, touch }: OnAirParts): OnAir {
  const { clock, report } = world;
  const { normaliser, publisher } = pipeline;
  let source: Source | null = null;
  /** Why there is no source at all. */
  let refused: Fault | null = null;
  let signAt = 0;

  function tick(): void {
    const session = control.run()?.live.session;
    if (session && isRunning(session.state)) {
      const now = clock.now();
      if (source?.view().state === 'open') session.lastSignAt = now;
      if (now - signAt >= SIGN_OF_LIFE_MS) {
        signAt = now;
        touch();
      }
      publisher.markDirty();
    }
    clock.after(TICK_MS, tick);
  }
  clock.after(TICK_MS, tick);

  function end(byHand: boolean): void {
    control.stop(byHand);
    source?.close();
    source = null;
    publisher.markDirty();
  }

  return {
    start(config, by, last) {
      end(false);
      freshNormaliser();
      const continues = by === 'auto' && last !== null && mayContinue(last.session, clock.now());
      source = openSource(config, continues ? last.checkpoint : null, world, {
        onEnvelopes: (envelopes, now) => handleFrame(pipeline, envelopes, now),
        onRecorded: (event, now) => handleRecorded(pipeline, event, now),
        onFound(room) {
          normaliser().setHost(room.hostUserId);
          control.found(room.roomId, room.hostUserId);
          publisher.markDirty();
        },
        onName: control.named,
        onLost: control.lost,
        onClock: (relayNow, now) => normaliser().setRelayClock(relayNow, now),
        onGap: control.gap,
        onChange: publisher.markDirty,
      });
      refused = source ? null : { code: 'link-refused', detail: config.kind, at: clock.now() };
      if (!source) {
        report('link-refused', config.kind);
        return publisher.markDirty();
      }
      control.start(config, by, last);
      source.connect();
      publisher.markDirty();
    },
    end,
    retryNow: () => source?.retryNow(),
    link: () => source?.view() ?? null,
    refused: () => refused,
    takeState() {
      const run = control.run();
      if (!run) return null;
      const { session, contributions, dirty } = run.live;
      // Copies: a batch that must be sent again has to say what was true when it was made.
      const rows = [...dirty].flatMap((userId) => {
        const row = contributions.get(userId);
        return row ? { ...row } : [];
      });
      dirty.clear();
      const { epoch, seq } = source?.position() ?? { epoch: null, seq: 0 };
      return {
        session: { ...session, totals: { ...session.totals } },
        contributions: rows,
        checkpoint: { sessionId: session.id, room: session.room, epoch, seq, at: clock.now(), state: run.save() },
      };
    },
  };
}
