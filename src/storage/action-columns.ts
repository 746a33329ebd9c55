/**
 * The sheet Actions: a row for each command that was started, and one for each fate of the runs that were not.
 * Latencies count from the event's arrival.
 */
import type { Action, CommandResult } from '#domain/action.ts';
import { commandText } from '#domain/command-text.ts';
import type { Outcome } from '#domain/command.ts';
import { dateCell, numberCell, textCell, utcCell, wordCells } from './cells.ts';
import type { Column } from './table.ts';
import type { WorkbookWords } from './words.ts';
import type { Zone } from './zone.ts';

interface ActionRow {
  readonly action: Action;
  /** The action's first row: what it cost stands there alone, so that the column can be summed. */
  readonly first: boolean;
  readonly outcome: Outcome;
  /** Runs that were not started; null for a command. */
  readonly runs: number | null;
  readonly result: CommandResult | null;
}

export function actionRows(action: Action): ActionRow[] {
  const started = action.results.map((result) => ({ outcome: result.outcome, runs: null, result }));
  const unstarted = Object.entries(action.unstarted)
    .filter(([, runs]) => runs > 0)
    .map(([outcome, runs]) => ({ outcome: outcome as Outcome, runs, result: null }));
  return [...started, ...unstarted].map((row, index) => ({ action, first: index === 0, ...row }));
}

const rounded = (ms: number | null | undefined): number | null => (ms == null ? null : Math.round(ms * 100) / 100);

export function actionColumns(words: WorkbookWords, zone: Zone): readonly Column<ActionRow>[] {
  const { actions: heading } = words;
  const causes = wordCells(words.causes);
  const outcomes = wordCells(words.outcomes);
  const owed = wordCells(words.owed);
  return [
    { heading: heading.time, width: 19, cell: ({ action }) => dateCell(action.at, zone) },
    { heading: heading.utc, width: 24, cell: ({ action }) => utcCell(action.at) },
    { heading: heading.rule, width: 22, cell: ({ action }) => textCell(action.ruleName) },
    { heading: heading.cause, width: 12, cell: ({ action }) => causes[action.cause.kind] },
    { heading: heading.username, width: 22, cell: ({ action }) => textCell(action.cause.uniqueId) },
    { heading: heading.what, width: 26, cell: ({ action: { cause } }) => textCell(cause.comment || cause.what) },
    { heading: heading.count, width: 9, cell: ({ action, first }) => numberCell(first ? action.cause.count : null) },
    { heading: heading.coins, width: 9, cell: ({ action, first }) => numberCell(first ? action.coins : null) },
    { heading: heading.command, width: 20, cell: ({ result }) => textCell(result && commandText(result.command)) },
    { heading: heading.runs, width: 7, cell: ({ runs }) => numberCell(runs) },
    { heading: heading.sentMs, width: 15, cell: ({ result }) => numberCell(rounded(result?.sentMs)) },
    { heading: heading.ackMs, width: 19, cell: ({ result }) => numberCell(rounded(result?.ackMs)) },
    { heading: heading.outcome, width: 20, cell: ({ outcome }) => outcomes[outcome] },
    { heading: heading.code, width: 11, cell: ({ result }) => numberCell(result?.code ?? null) },
    {
      heading: heading.reason,
      width: 20,
      cell: ({ action, outcome }) => (outcome === 'owed' && action.owedReason ? owed[action.owedReason] : undefined),
    },
    { heading: heading.fallback, width: 10, cell: ({ action }) => textCell(action.fallback ? words.yes : null) },
    { heading: heading.id, width: 30, cell: ({ action }) => textCell(action.id) },
  ];
}
