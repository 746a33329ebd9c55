/**
 * What the page may ask of the live worker, and the one snapshot it pushes back. Types only.
 * Every call is small; none is on the hot path. Times are ms of this machine's clock unless a field says otherwise.
 */
import type { Cause, OwedReason } from '#domain/action.ts';
import type { BoardModel } from '#domain/board-model.ts';
import type { BoardCommand, Outcome } from '#domain/command.ts';
import type { EventKind, PriceSource } from '#domain/event.ts';
import type { Fault, FaultCount } from '#domain/fault.ts';
import type { LeaderRow } from '#domain/leaderboard.ts';
import type { LinkState } from '#domain/link-machine.ts';
import type { Profile } from '#domain/rule.ts';
import type { Session, SourceKind } from '#domain/session.ts';
import type { PlaybackApi } from './what-if.ts';
import type { BoardView } from './board-view.ts';

/** Where events come from. `relayUrl` null: no relay is known; the demo then runs in the page. */
export interface SourceConfig {
  readonly kind: SourceKind;
  /** uniqueId of the room, without @; for replay the recording's name stands in. '' for tikfinity and demo. */
  readonly room: string;
  /** ws:// or wss:// address of a relay, without query. */
  readonly relayUrl: string | null;
  /** Replay only. */
  readonly file?: string;
  readonly speed?: number;
  readonly loop?: boolean;
}

/** Which board to drive. 'auto': a granted real one if it is plugged in, else the virtual Uno. */
export type BoardChoice =
  | { readonly kind: 'auto' }
  | { readonly kind: 'virtual'; readonly model: BoardModel }
  | { readonly kind: 'serial'; readonly usbVendorId: number | null; readonly usbProductId: number | null };

export interface EventView {
  /** Grows by one per event: a stable key for a list. */
  readonly key: number;
  readonly kind: EventKind;
  readonly at: number;
  readonly uniqueId: string;
  readonly nickname: string;
  /** Comment, gift name, or for `other` the event's name. */
  readonly text: string;
  /** Units of a gift, likes of a like frame, viewers of roomUser. */
  readonly count: number;
  readonly coins: number;
  readonly priceSource: PriceSource | null;
  readonly history: boolean;
  readonly forGuest: boolean;
}

export interface ActionView {
  readonly id: string;
  readonly at: number;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly cause: Cause;
  /** The first thing it sends, as one would read it: `PULSE 13 200`; and how many things it sends. */
  readonly command: string;
  readonly steps: number;
  readonly runs: number;
  readonly coins: number;
  /** First command's latency from the event's arrival to the port, and to the board's answer; ms. */
  readonly sentMs: number | null;
  readonly ackMs: number | null;
  /** The first command had to wait for its pin or the board: its latencies say how long. */
  readonly queued: boolean;
  readonly counts: Partial<Record<Outcome, number>>;
  readonly owedReason: OwedReason | null;
  readonly expiresAt: number;
}

export interface LinkView {
  readonly state: LinkState;
  readonly source: SourceConfig | null;
  /** What the source says of the room itself. */
  readonly room: 'unknown' | 'connecting' | 'live' | 'offline' | 'ended' | 'failed';
  /** The relay's reason in words, when it gave one. */
  readonly reason: string;
  /** When the next attempt will be made, while waiting. */
  readonly retryAt: number | null;
  readonly lastFrameAt: number | null;
  /** Age of the last heartbeat's round, ms; null where the source has none. */
  readonly latencyMs: number | null;
  readonly fault: Fault | null;
}

export interface RecordView {
  /** Entries not yet acknowledged by storage. */
  readonly waiting: number;
  readonly savedAt: number | null;
  /** Since when something waits for storage's answer; null when nothing does. */
  readonly unansweredSince: number | null;
  readonly fault: Fault | null;
}

export interface RuleHits {
  readonly fired: number;
  readonly lastAt: number | null;
}

export interface Snapshot {
  readonly at: number;
  readonly session: Session | null;
  /** Viewers now less viewers five minutes ago; null without enough history. */
  readonly viewersChange: number | null;
  readonly link: LinkView;
  readonly board: BoardView;
  /** Those that rules name by their number and that are there, `board` apart; each has its number in `firmware.id`. */
  readonly otherBoards: readonly BoardView[];
  readonly record: RecordView;
  readonly muted: boolean;
  readonly eventsPerSecond: number;
  /** Newest first, at most 100. */
  readonly events: readonly EventView[];
  readonly actions: readonly ActionView[];
  readonly actionsTotal: number; // of the session, those of before a reload as well
  /** Oldest first, at most 50 of `owedTotal`. */
  readonly owed: readonly ActionView[];
  readonly owedTotal: number;
  readonly leaderboard: readonly LeaderRow[];
  readonly hits: Readonly<Record<string, RuleHits>>;
  readonly faults: readonly FaultCount[];
}

export interface LiveSetup {
  readonly profile: Profile;
  readonly source: SourceConfig | null;
  readonly board: BoardChoice;
  /** Start by itself: a deep link with start=1, or the demo on a first run. The continuation rule applies. */
  readonly autoStart: boolean;
  /** False: another tab carries the session on, so this one starts nothing by itself. */
  readonly alone: boolean;
  /** Up to when an earlier visit acted on events that storage never took, as far as the page could note; null: it took all. */
  readonly unstoredUntil: number | null;
}

/** What a given event would do, without doing it. */
export interface Preview {
  readonly ruleId: string;
  readonly ruleName: string;
  readonly runs: number;
  readonly commands: readonly string[];
  /** ms from the first command to the end of the last hold. */
  readonly lastsMs: number;
  readonly heldBack: 'cooldown' | 'limit' | null;
}
export interface PreviewInput {
  readonly kind: 'gift' | 'chat' | 'follow' | 'share' | 'subscribe' | 'join';
  readonly giftName: string;
  readonly giftId: number;
  readonly diamondCount: number;
  readonly count: number;
  readonly comment: string;
}

export interface LiveApi extends PlaybackApi {
  /**
   * Once, first. `storage` is one end of a channel whose other end the storage worker holds (rpc/storage.ts, JournalMessage);
   * `virtual` is the virtual board's cable (rpc/virtual-port.ts).
   */
  setUp(setup: LiveSetup, storage: MessagePort, virtual: MessagePort): Promise<void>;
  /** Pushes a snapshot on every change, at most 10 a second, never two in flight. */
  subscribe(push: (snapshot: Snapshot) => void): Promise<void>;
  setSource(source: SourceConfig | null): void;
  setProfile(profile: Profile): void;
  chooseBoard(choice: BoardChoice): void;
  /** A port was just granted in the page: look again. */
  portGranted(): void;
  /**
   * Gives the port up, outputs off first, and resolves when it is closed: somebody else may open it now. Until
   * `reclaimPort` the board's state is `lent`, nothing is opened, and what is paid for is owed.
   */
  releasePort(): Promise<void>;
  /** Looks for the board again and says HELLO. */
  reclaimPort(): void;
  /** The board worker died: the cable to the one that takes its place. A virtual board that was open is lost until `portGranted`. */
  replaceVirtual(virtual: MessagePort): void;
  start(): void;
  stop(): void;
  pause(): void;
  resume(): void;
  emergencyStop(): void;
  /** Does nothing while a board's own stop button is held down. */
  release(): void;
  /** The page is going away: outputs off now, without waiting for the board's watchdog. The session may be continued. */
  pageClosing(): void;
  retryNow(): void;
  /** A try from the Board screen; acts also outside a session, never while muted. */
  tryCommand(command: BoardCommand): void;
  /** On at once, off at once when let go or at the pin's longest on-time; nothing else has the pin. False: muted, busy, away. */
  holdPin(pin: number, on: boolean): Promise<boolean>;
  /** Gives the connected board its number, 0–255, which it keeps; it introduces itself again, so that the view shows it. */
  setBoardId(id: number): void;
  allOff(): void;
  /** Fires a rule as a manual or test event. */
  fireRule(ruleId: string, cause: 'manual' | 'test'): void;
  preview(event: PreviewInput): Promise<readonly Preview[]>;
  fireOwed(actionId: string): void;
  dismissOwed(actionId: string): void;
  /** Resolves when everything so far is in the record, or says why not. */
  flush(): Promise<Fault | null>;
}
