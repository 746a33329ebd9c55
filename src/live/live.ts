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
import { isPlayback, PLAYBACK_ID } from '#domain/session.ts';
import { isRunning } from '#domain/session-machine.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import type { LiveApi, Snapshot, SourceConfig } from '#rpc/live.ts';
import { createNormaliser } from '#wire/normalise.ts';
import { actingBoard } from './acting-board.ts';
import { createActionLog } from './action-log.ts';
import { createBoard } from './board.ts';
import { createBoards } from './boards.ts';
import { createFaults } from './faults.ts';
import { createFeed } from './feed.ts';
import { createHandFiring } from './hand-firing.ts';
import { createJournal, type Journal } from './journal.ts';
import { createOnAir } from './on-air.ts';
import type { SourceWorld } from './open-source.ts';
import type { PipelineParts } from './pipeline.ts';
import { createPlayback } from './playback.ts';
import { createPublisher } from './publisher.ts';
import { settleAfterCrash } from './restore-actions.ts';
import { createSessionControl, roomKey } from './session-control.ts';
import { takeSnapshot, type SnapshotParts } from './snapshot.ts';
import { virtualCable } from './virtual-port.ts';

export interface LiveWorld extends Omit<SourceWorld, 'report' | 'playback'> {
  readonly serial: Serial | null;
  readonly newId: () => string;
}

export function createLive(world: LiveWorld): LiveApi {
  const { clock } = world;
  let push: ((snapshot: Snapshot) => void) | null = null;
  let journal: Journal | null = null;
  let config: SourceConfig | null = null;
  let profile = starterProfile();
  let rules = compileRules(profile.rules);
  let muted = false;
  let closing = false;
  let unstoredUntil: number | null = null;
  /** Actions of earlier sessions and workers, closed as far as anyone can tell. */
  let leftOpen: readonly Action[] = [];

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

  function mute(what: 'emergency-stop' | 'stop-pin'): void {
    muted = true;
    journal?.saveMuted(true);
    record.append({ type: 'note', at: clock.now(), what, detail: '' });
    publisher.markDirty();
  }
  function actionChanged(action: Action): void {
    actions.changed(action);
    record.action(action);
    publisher.markDirty();
  }
  const cable = virtualCable();
  const boardHost = {
    ...{ clock, report, virtual: cable, onAction: actionChanged, onChange: publisher.markDirty },
    onHardwareStop: () => mute('stop-pin'),
  };
  const board = createBoards({ ...boardHost, serial: world.serial });
  const playback = createPlayback({
    ...{ clock, report, main: board },
    newBoard: () => createBoard({ ...boardHost, serial: null }),
    isSessionRunning: () => isRunning(control.run()?.live.session.state ?? 'idle'),
    restore: async (room) => (await journal?.restore(room))?.restored ?? null,
    start: (source, last) => onAir.start(source, 'hand', last),
    end: () => end(false),
    dropOwed: (by) => actions.owedOf(control.run()?.live.session.id ?? '').forEach(by.dismissOwed),
  });
  const outputs = actingBoard(board, playback.board, report);
  function end(byHand: boolean): void {
    onAir.end(byHand);
    playback.over();
  }

  const control = createSessionControl({
    clock,
    report,
    journal: record,
    newId: () => (playback.board() ? PLAYBACK_ID : '') + world.newId(),
    unstoredUntil: () => unstoredUntil,
    onHold: outputs.hold,
    // While muted nothing moves, not even to its place of rest.
    onEnd: () => (muted ? outputs.allOff() : outputs.sessionEnds()),
    onRun(run, restored) {
      // Nothing moves a board unasked: a session that starts or goes on by itself leaves servos where they are.
      outputs.sessionStarts(!restored && run.live.session.startedBy === 'hand' && !muted);
      if (restored) for (const action of leftOpen) if (action.sessionId === run.live.session.id) record.action(action);
    },
  });

  const prices = createCatalogue(giftNames());
  const newNormaliser = () => createNormaliser({ report, prices });
  let normaliser = newNormaliser();
  const parts: PipelineParts = {
    normaliser: () => normaliser,
    report,
    run: control.run,
    rules: () => playback.rules() ?? rules,
    isMuted: () => muted || closing,
    board: outputs,
    actions,
    feed,
    journal: record,
    publisher,
  };
  const hand = createHandFiring({
    ...{ clock, report },
    board: outputs,
    isActing: (action) => isPlayback(action.sessionId) === (playback.board() !== null),
    actions,
    record: record.action,
    run: control.run,
    isMuted: () => muted,
  });

  // The parts exist before anything can ask for a snapshot: the publisher only ever asks later, from a timer.
  const shown = (): SnapshotParts => ({
    ...{ run: control.run(), link: onAir.link(), refused: onAir.refused(), source: config },
    ...{ board: outputs, journal, actions, feed, faults, muted },
  });

  const onAir = createOnAir({
    world: { ...world, report, playback: playback.source },
    control,
    pipeline: parts,
    freshNormaliser: () => (normaliser = newNormaliser()),
    touch: record.touch,
  });

  return {
    async setUp(setup, storage, virtual) {
      cable.attach(virtual);
      profile = setup.profile;
      rules = compileRules(profile.rules);
      board.setProfile(profile);
      config = setup.source;
      unstoredUntil = setup.unstoredUntil;
      journal = createJournal({
        clock,
        report,
        port: storage,
        takeState: onAir.takeState,
        onChange: publisher.markDirty,
      });
      const last = await journal.restore(config ? roomKey(config) : '');
      // Muted before anything can fire: EMERGENCY STOP holds across reloads.
      // One pressed while the page was still loading counts as well.
      if (muted) journal.saveMuted(true);
      else muted = last.muted;
      leftOpen = last.openActions.map(settleAfterCrash);
      leftOpen.forEach(actions.add);
      board.choose(setup.board);
      const left = last.restored?.session;
      const wasRunning = left && left.endedAt === null && mayContinue(left, clock.now());
      if (config && setup.alone && (setup.autoStart || wasRunning)) onAir.start(config, 'auto', last.restored);
    },
    async subscribe(callback) {
      push = callback;
      publisher.markDirty();
    },
    setSource(next) {
      end(true);
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
    releasePort: playback.lendPort,
    reclaimPort: playback.reclaimPort,
    replaceVirtual: cable.attach,
    async start() {
      if (!config || !journal) return;
      const { restored } = await journal.restore(roomKey(config));
      if (playback.board()) end(true);
      onAir.start(config, 'hand', restored);
    },
    play: playback.play,
    stop: () => end(true),
    pause: control.pause,
    resume: control.resume,
    emergencyStop() {
      outputs.emergencyStop();
      mute('emergency-stop');
    },
    release() {
      if ([board.view(), ...board.others()].some(({ stopHeld }) => stopHeld)) return;
      muted = false;
      journal?.saveMuted(false);
      record.append({ type: 'note', at: clock.now(), what: 'emergency-released', detail: '' });
      publisher.markDirty();
    },
    pageClosing() {
      // Nothing may switch a pin on again in the moments this worker still has.
      closing = true;
      outputs.allOff();
    },
    retryNow: onAir.retryNow,
    tryCommand: (command) => (muted ? undefined : outputs.try(command)),
    holdPin: async (pin, on) => !(on && muted) && outputs.holdPin(pin, on),
    setBoardId: board.setId,
    allOff: outputs.allOff,
    fireRule(ruleId, cause) {
      const rule = profile.rules.find(({ id }) => id === ruleId);
      if (rule) hand.fireRule(rule, cause);
      publisher.markDirty();
    },
    preview: async (event) =>
      previewEvent(rules, event, control.run()?.limits ?? createLimits(), clock.now(), profile.pins, board.id()),
    fireOwed: hand.fireOwed,
    dismissOwed: hand.dismissOwed,
    flush: async () => (journal ? journal.flush() : null),
  };
}
