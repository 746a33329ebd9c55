/**
 * The small picture of everything that the page is shown. Assembles what the parts tell; keeps no state of its own.
 */
import type { Fault } from '#domain/fault.ts';
import { leaderRows } from '#domain/leaderboard.ts';
import type { LinkView, Snapshot, SourceConfig } from '#rpc/live.ts';
import type { ActionLog } from './action-log.ts';
import type { Boards } from './boards.ts';
import type { Faults } from './faults.ts';
import type { Feed } from './feed.ts';
import type { Journal } from './journal.ts';
import type { Run } from './run.ts';

/** Rows of the leaderboard on screen; History and reports have them all. */
const LEADERS_SHOWN = 50;

const NO_LINK: LinkView = {
  state: 'closed',
  source: null,
  room: 'unknown',
  reason: '',
  retryAt: null,
  lastFrameAt: null,
  latencyMs: null,
  fault: null,
};

export interface SnapshotParts {
  readonly run: Run | null;
  readonly link: LinkView | null;
  /** Chosen, whether or not it is open. */
  readonly source: SourceConfig | null;
  readonly refused: Fault | null;
  readonly board: Pick<Boards, 'view' | 'others'>;
  readonly journal: Journal | null;
  readonly actions: ActionLog;
  readonly feed: Feed;
  readonly faults: Faults;
  readonly muted: boolean;
}

export function takeSnapshot(parts: SnapshotParts, now: number): Snapshot {
  const { run, feed, actions } = parts;
  return {
    at: now,
    session: run?.live.session ?? null,
    viewersChange: feed.viewersChange(now),
    link: parts.link ?? { ...NO_LINK, source: parts.source, fault: parts.refused },
    board: parts.board.view(),
    otherBoards: parts.board.others(),
    record: parts.journal?.view() ?? { waiting: 0, savedAt: null, unansweredSince: null, fault: null },
    muted: parts.muted,
    eventsPerSecond: feed.perSecond(now),
    events: feed.events(),
    actions: actions.recent(),
    actionsTotal: run?.actionCount() ?? 0,
    owed: actions.owed(),
    owedTotal: actions.owedTotal(),
    leaderboard: run ? leaderRows(run.live, LEADERS_SHOWN) : [],
    hits: actions.hits(),
    faults: parts.faults.counts(),
  };
}
