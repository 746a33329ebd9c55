/**
 * What a person fires by hand: a rule's test or manual button, and what is owed. Never while muted.
 * Knows the board and the action log; knows no source.
 */
import type { Action } from '#domain/action.ts';
import { manualFiring } from '#domain/evaluate.ts';
import type { ReportFault } from '#domain/fault.ts';
import type { Rule } from '#domain/rule.ts';
import type { ActionLog } from './action-log.ts';
import type { Board } from './board-types.ts';
import type { Clock } from './clock.ts';
import { makeAction } from './make-action.ts';
import type { Run } from './run.ts';

export interface HandFiringParts {
  readonly clock: Clock;
  readonly report: ReportFault;
  readonly board: Pick<Board, 'enqueue' | 'flushWrites' | 'fireOwed' | 'dismissOwed'>;
  /** Whether this action is one of the board that acts now: a playback's never fires on a real one, nor the reverse. */
  readonly isActing: (action: Action) => boolean;
  readonly actions: ActionLog;
  readonly record: (action: Action) => void;
  readonly run: () => Run | null;
  readonly isMuted: () => boolean;
}

export interface HandFiring {
  fireRule(rule: Rule, cause: 'manual' | 'test'): void;
  fireOwed(actionId: string): void;
  dismissOwed(actionId: string): void;
}

export function createHandFiring(parts: HandFiringParts): HandFiring {
  let tries = 0;
  return {
    fireRule(rule, cause) {
      const now = parts.clock.now();
      const run = parts.run();
      const origin = {
        id: run ? run.nextActionId() : `try#${++tries}`,
        sessionId: run?.live.session.id ?? '',
        at: now,
        eventId: null,
      };
      const action = makeAction(manualFiring(rule, cause), origin, parts.isMuted() ? 'muted' : null);
      if (action.unstarted.waiting) parts.board.enqueue(action, now);
      parts.board.flushWrites();
      parts.actions.add(action);
      parts.record(action);
    },
    fireOwed(actionId) {
      const action = parts.actions.find(actionId);
      if (!action || parts.isMuted()) return;
      if (!parts.isActing(action)) return parts.report('playback-refused', action.ruleName.slice(0, 64));
      parts.board.fireOwed(action, parts.clock.now());
      parts.board.flushWrites();
    },
    dismissOwed(actionId) {
      const action = parts.actions.find(actionId);
      if (action) parts.board.dismissOwed(action);
    },
  };
}
