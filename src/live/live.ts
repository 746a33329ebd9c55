/**
 * The live worker's composition: makes every part, ties them together and answers the page's calls.
 * Knows no globals: clock, chance, sockets and serial ports are handed in (worker.ts), so tests run it whole.
 */
import type { Action } from '#domain/action.ts';
import { mayContinue } from '#domain/continuation.ts';
import { createLimits } from '#domain/cooldown.ts';
import { compileRules } from '#domain/compile-rules.ts';
import { createCatalogue } from '#domain/gift-catalogue.ts';
import { giftNames } from '#domain/gift-table.ts';
import { previewEvent } from '#domain/preview.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import { isRunning } from '#domain/session-machine.ts';
import type { Session } from '#domain/session.ts';
import type { LiveApi, Snapshot, SourceConfig } from '#rpc/live.ts';
import type { Restored } from '#rpc/storage.ts';
import { createNormaliser } from '#wire/normalise.ts';
import { createActionLog } from './action-log.ts';
import { createBoard } from './board.ts';
import { createFaults } from './faults.ts';
import { createFeed } from './feed.ts';
import { createHandFiring } from './hand-firing.ts';
import { createJournal, type BatchState, type Journal } from './journal.ts';
import { openSource, type SourceWorld } from './open-source.ts';
import { handleFrame, type PipelineParts } from './pipeline.ts';
import { createPublisher } from './publisher.ts';
import { settleAfterCrash } from './restore-actions.ts';
import { createSessionControl, roomKey } from './session-control.ts';
import { takeSnapshot, type SnapshotParts } from './snapshot.ts';
import type { Source } from './source.ts';

/** The clock on screen and the rate move on by themselves this often. */
const TICK_MS = 1_000;
/** While nothing happens, the session row says this often that we are still here. */
const SIGN_OF_LIFE_MS = 15_000;

export interface LiveWorld extends Omit<SourceWorld, 'report'> {
  readonly serial: Serial | null;
  readonly newId: () => string;
}

export function createLive(world: LiveWorld): LiveApi {
  const { clock } = world;
  let push: ((snapshot: Snapshot) => void) | null = null;
  let journal: Journal | null = null;
  let source: Source | null = null;
  let config: SourceConfig | null = null;
  let profile = starterProfile();
  let rules = compileRules(profile.rules);
  let muted = false;

  const publisher = createPublisher(
    clock,
    async () => push?.(takeSnapshot(shown(), clock.now())),
    (error) => faults.report('worker-failed', String(error)),
  );
  const faults = createFaults(clock, publisher.markDirty);
  const { report } = faults;
  const feed = createFeed();
  const actions = createActionLog();
  const record = {
    append: (entry: Parameters<Journal['append']>[0]) => journal?.append(entry),
    touch: () => journal?.touch(),
    seal: () => journal?.seal(),
    action: (action: Action) => {
      // A try outside any session has no place in the record.
      if (action.sessionId) journal?.action(action);
    },
  };

  function actionChanged(action: Action): void {
    actions.changed(action);
    record.action(action);
    publisher.markDirty();
  }
  const board = createBoard({
    clock,
    report,
    serial: world.serial,
    onAction: actionChanged,
    onChange: publisher.markDirty,
  });

  const control = createSessionControl({
    clock,
    report,
    journal: record,
    newId: world.newId,
    onHold: (held) => (held ? board.hold() : board.resume()),
    onEnd: board.allOff,
    onRun(_run, restored) {
      for (const action of restored?.openActions ?? []) {
        const settled = settleAfterCrash(action);
        actions.add(settled);
        record.action(settled);
      }
    },
  });

  const normaliser = createNormaliser({ report, prices: createCatalogue(giftNames()) });
  const parts: PipelineParts = {
    normaliser,
    report,
    run: control.run,
    rules: () => rules,
    isMuted: () => muted,
    board,
    actions,
    feed,
    journal: record,
    publisher,
  };
  const hand = createHandFiring({
    clock,
    board,
    actions,
    record: record.action,
    run: control.run,
    isMuted: () => muted,
  });

  const shown = (): SnapshotParts => ({
    ...{ run: control.run(), link: source?.view() ?? null, source: config },
    ...{ board, journal, actions, feed, faults, muted },
  });

  function takeState(): BatchState | null {
    const run = control.run();
    if (!run) return null;
    const { session, contributions, dirty } = run.live;
    const rows = [...dirty].flatMap((userId) => contributions.get(userId) ?? []);
    dirty.clear();
    const { epoch, seq } = source?.position() ?? { epoch: null, seq: 0 };
    return {
      session,
      contributions: rows,
      checkpoint: { sessionId: session.id, room: session.room, epoch, seq, at: clock.now(), state: run.save() },
    };
  }

  function startSession(by: Session['startedBy'], last: Restored | null): void {
    if (!config) return;
    source?.close();
    const continues = by === 'auto' && last && mayContinue(last.session, clock.now());
    source = openSource(
      config,
      continues ? last.checkpoint : null,
      { ...world, report },
      {
        onEnvelopes: (envelopes, now) => handleFrame(parts, envelopes, now),
        onFound(room) {
          normaliser.setHost(room.hostUserId);
          control.found(room.roomId, room.hostUserId);
          publisher.markDirty();
        },
        onLost: control.lost,
        onClock: normaliser.setRelayClock,
        onGap: control.gap,
        onChange: publisher.markDirty,
      },
    );
    if (!source) return report('link-refused', 'no relay address');
    control.start(config, by, last);
    source.connect();
    publisher.markDirty();
  }

  function endSession(byHand: boolean): void {
    control.stop(byHand);
    source?.close();
    source = null;
    publisher.markDirty();
  }

  let signAt = 0;
  function tick(): void {
    const session = control.run()?.live.session;
    if (session && isRunning(session.state)) {
      const now = clock.now();
      if (source?.view().state === 'open') session.lastSignAt = now;
      if (now - signAt >= SIGN_OF_LIFE_MS) {
        signAt = now;
        record.touch();
      }
      publisher.markDirty();
    }
    clock.after(TICK_MS, tick);
  }

  return {
    async setUp(setup, storage) {
      profile = setup.profile;
      rules = compileRules(profile.rules);
      board.setProfile(profile);
      config = setup.source;
      journal = createJournal({ clock, report, port: storage, takeState, onChange: publisher.markDirty });
      const last = await journal.restore(config ? roomKey(config) : '');
      // Muted before anything can fire: EMERGENCY STOP holds across reloads.
      muted = last.muted;
      board.choose(setup.board);
      const left = last.restored?.session;
      const wasRunning = left && left.endedAt === null && mayContinue(left, clock.now());
      if (setup.autoStart || wasRunning) startSession('auto', last.restored);
      tick();
    },
    async subscribe(callback) {
      push = callback;
      publisher.markDirty();
    },
    setSource(next) {
      if (control.run() && source) endSession(true);
      config = next;
      publisher.markDirty();
    },
    setProfile(next) {
      profile = next;
      rules = compileRules(profile.rules);
      board.setProfile(profile);
    },
    chooseBoard: board.choose,
    portGranted: board.portGranted,
    async start() {
      if (!config || !journal) return;
      const { restored } = await journal.restore(roomKey(config));
      startSession('hand', restored);
    },
    stop: () => endSession(true),
    pause: control.pause,
    resume: control.resume,
    emergencyStop() {
      muted = true;
      board.emergencyStop();
      journal?.saveMuted(true);
      record.append({ type: 'note', at: clock.now(), what: 'emergency-stop', detail: '' });
      publisher.markDirty();
    },
    release() {
      muted = false;
      journal?.saveMuted(false);
      record.append({ type: 'note', at: clock.now(), what: 'emergency-released', detail: '' });
      publisher.markDirty();
    },
    retryNow: () => source?.retryNow(),
    tryCommand: (command) => (muted ? undefined : board.try(command)),
    allOff: board.allOff,
    fireRule(ruleId, cause) {
      const rule = profile.rules.find(({ id }) => id === ruleId);
      if (rule) hand.fireRule(rule, cause);
      publisher.markDirty();
    },
    preview: async (event) =>
      previewEvent(rules, event, control.run()?.limits ?? createLimits(), clock.now(), profile.pins),
    fireOwed: hand.fireOwed,
    dismissOwed: hand.dismissOwed,
    flush: async () => (journal ? journal.flush() : null),
  };
}
