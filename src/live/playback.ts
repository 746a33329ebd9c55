/**
 * A recording played live: by rules of its own, on a board of its own. That board is made without any serial port, so
 * nothing it is told can reach a real one; the port of the board in use is closed meanwhile, with its outputs off.
 * What a person has chosen (board, source, profile) is not touched, so there is nothing to put back.
 */
import { compileRules, type CompiledRules } from '#domain/compile-rules.ts';
import { lastsMs } from '#domain/estimate.ts';
import type { Fault, FaultCode, ReportFault } from '#domain/fault.ts';
import { modelFor } from '#domain/model-for.ts';
import { onOneBoard } from '#domain/pin-settings.ts';
import type { Profile } from '#domain/rule.ts';
import type { SourceConfig } from '#rpc/live.ts';
import type { Restored } from '#rpc/storage.ts';
import type { RecordingInput } from '#rpc/what-if.ts';
import type { Board } from './board-types.ts';
import type { Clock } from './clock.ts';
import { openRecording, recordingFault } from './open-recording.ts';
import type { Recording } from './recording.ts';
import { roomKey } from './session-control.ts';

/** From the last event to the end at least, ms, and at most: what an effect that has begun may take. */
const LINGER_MS = { least: 2_000, most: 60_000 } as const;
const LOOK_MS = 500;
const SPEED = { least: 1, most: 20 } as const;
const LONGEST_NAME = 100;

export interface PlaybackHost {
  readonly clock: Clock;
  readonly report: ReportFault;
  /** A board that knows no real port. */
  newBoard(): Board;
  /** The board in use. */
  readonly main: Pick<Board, 'lendPort' | 'reclaimPort'>;
  isSessionRunning(): boolean;
  restore(room: string): Promise<Restored | null>;
  start(config: SourceConfig, last: Restored | null): void;
  /** Ends the session; must come back as `over`. */
  end(): void;
  /** What the playback still owes is nobody's due. */
  dropOwed(board: Board): void;
}

interface Playing {
  readonly board: Board;
  readonly rules: CompiledRules;
  readonly profile: Profile;
  readonly recording: Recording;
}

export function createPlayback(host: PlaybackHost) {
  const { clock, report, main } = host;
  let playing: Playing | null = null;
  let preparing = false;
  /** The page itself has asked for the port, to flash the board. */
  let lentToPage = false;

  const refused = (detail: string): Fault => ({
    code: 'playback-refused' satisfies FaultCode,
    detail,
    at: clock.now(),
  });

  function begin(recording: Recording, profile: Profile): void {
    const board = host.newBoard();
    board.setProfile(profile);
    board.choose({ kind: 'virtual', model: modelFor(profile) });
    playing = { board, rules: compileRules(profile.rules), profile, recording };
  }
  async function prepare(input: RecordingInput, from: Profile, speed: number): Promise<Fault | null> {
    const recording = await openRecording(input, report);
    const config: SourceConfig = {
      ...{ kind: 'replay', room: recording.name.slice(0, LONGEST_NAME), relayUrl: null },
      speed: Math.min(SPEED.most, Math.max(SPEED.least, speed)) || 1,
    };
    const last = await host.restore(roomKey(config));
    if (!lentToPage) await main.lendPort();
    // Somebody may have pressed START meanwhile.
    if (host.isSessionRunning() || lentToPage) {
      recording.close();
      if (!lentToPage) main.reclaimPort();
      return refused('');
    }
    // The virtual board runs our firmware, whatever the profile's own board understands.
    begin(recording, { ...onOneBoard(from), dialect: 'giftwire', baudRate: 115_200 });
    host.start(config, last);
    return null;
  }
  /** The last event was told: the session ends when nothing waits any more and what runs has had its time. */
  function runOut(mine: Playing): void {
    if (playing !== mine) return;
    if (mine.board.view().waiting > 0) return void clock.after(LOOK_MS, () => runOut(mine));
    const { rules, pins } = mine.profile;
    const lasts = Math.max(LINGER_MS.least, ...rules.map(({ effect }) => lastsMs(effect, 1, pins)));
    clock.after(Math.min(LINGER_MS.most, lasts), () => playing === mine && host.end());
  }

  return {
    /** The board that a playback has to itself; null while nothing is played. */
    board: (): Board | null => playing?.board ?? null,
    rules: (): CompiledRules | null => playing?.rules ?? null,
    /** For the source, which says when it is over. */
    source() {
      const mine = playing;
      if (!mine) return null;
      return {
        recording: mine.recording,
        onOver(error: unknown): void {
          if (error !== null) {
            const { code, detail } = recordingFault(error);
            report(code, detail);
          }
          runOut(mine);
        },
      };
    },
    /** See LiveApi. */
    async play(input: RecordingInput, profile: Profile, speed: number): Promise<Fault | null> {
      if (playing || preparing || lentToPage || host.isSessionRunning()) return refused('');
      preparing = true;
      try {
        return await prepare(input, profile, speed);
      } catch (error) {
        return recordingFault(error);
      } finally {
        preparing = false;
      }
    },
    /** The session has ended, however that came. */
    over(): void {
      const ended = playing;
      if (!ended) return;
      playing = null;
      ended.recording.close();
      host.dropOwed(ended.board);
      void ended.board.lendPort().then(() => {
        if (!lentToPage && !playing && !preparing) main.reclaimPort();
      });
    },
    /** The page wants the port, or gives it back; a playback's own claim on it stands. */
    lendPort(): Promise<void> {
      lentToPage = true;
      return main.lendPort();
    },
    reclaimPort(): void {
      lentToPage = false;
      if (!playing && !preparing) main.reclaimPort();
    },
  };
}
