/** The sheet Session: key figures as label and value, and below them what was not recorded and other notes. */
import type { DenseWorkSheet } from 'xlsx';
import type { Session } from '#domain/session.ts';
import type { LogEntry } from '#rpc/storage.ts';
import { DURATION_FORMAT, dateCell, numberCell, textCell, type Cell } from './cells.ts';
import type { WorkbookWords } from './words.ts';
import type { Zone } from './zone.ts';

const DAY_MS = 86_400_000;

export type Remark = Extract<LogEntry, { type: 'gap' | 'note' }>;

export interface SessionFigures {
  readonly session: Session;
  readonly timeZone: string;
  readonly gifters: number;
  readonly viewers: number;
  readonly actions: number;
  readonly remarks: readonly Remark[];
}

function figureRows(figures: SessionFigures, words: WorkbookWords, zone: Zone): Cell[][] {
  const { session, remarks } = figures;
  const { totals } = session;
  const label = words.session;
  const gaps = remarks.filter(({ type }) => type === 'gap').length;
  // A session that nobody closed lasted until its last sign of life.
  const duration = ((session.endedAt ?? session.lastSignAt) - session.startedAt) / DAY_MS;
  const rows: [string, Cell][] = [
    [label.room, textCell(session.uniqueId)],
    [label.source, textCell(words.sources[session.source])],
    [label.number, numberCell(session.number)],
    [label.roomId, textCell(session.roomId)],
    [label.timeZone, textCell(figures.timeZone)],
    [label.started, dateCell(session.startedAt, zone)],
    [label.ended, dateCell(session.endedAt, zone)],
    [label.lastSign, dateCell(session.lastSignAt, zone)],
    [label.duration, numberCell(Math.max(0, duration), DURATION_FORMAT)],
    [label.startedBy, textCell(words.startedBy[session.startedBy])],
    [label.events, numberCell(totals.events)],
    [label.gifts, numberCell(totals.gifts)],
    [label.units, numberCell(totals.units)],
    [label.coins, numberCell(totals.coins)],
    [label.estimatedCoins, numberCell(totals.estimatedCoins)],
    [label.guestCoins, numberCell(totals.guestCoins)],
    [label.gifters, numberCell(figures.gifters)],
    [label.viewers, numberCell(figures.viewers)],
    [label.viewersPeak, numberCell(totals.viewersPeak)],
    [label.chats, numberCell(totals.chats)],
    [label.likes, numberCell(totals.likes)],
    [label.follows, numberCell(totals.follows)],
    [label.shares, numberCell(totals.shares)],
    [label.subscribes, numberCell(totals.subscribes)],
    [label.joins, numberCell(totals.joins)],
    [label.actions, numberCell(figures.actions)],
    [label.gaps, gaps ? numberCell(gaps) : textCell(label.noGaps)],
    [label.id, textCell(session.id)],
  ];
  return rows.map(([name, value]) => [textCell(name), value]);
}

function remarkRow(remark: Remark, words: WorkbookWords, zone: Zone): Cell[] {
  if (remark.type === 'note')
    return [dateCell(remark.at, zone), textCell(remark.what), undefined, undefined, textCell(remark.detail)];
  const { gap } = remark;
  const end = (value: number): Cell => (gap.by === 'time' ? dateCell(value, zone) : numberCell(value));
  return [
    dateCell(gap.at, zone),
    textCell(words.remarks.gap),
    end(gap.from),
    end(gap.to),
    textCell(words.gaps[gap.reason]),
  ];
}

export function sessionSheet(figures: SessionFigures, words: WorkbookWords, zone: Zone): DenseWorkSheet {
  const { time, what, from, to, detail } = words.remarks;
  const rows: Cell[][] = [
    [textCell(words.session.figure), textCell(words.session.value)],
    ...figureRows(figures, words, zone),
  ];
  if (figures.remarks.length)
    rows.push(
      [],
      [time, what, from, to, detail].map(textCell),
      ...figures.remarks.map((r) => remarkRow(r, words, zone)),
    );
  return {
    // SheetJS skips what is undefined; its type does not say so.
    '!data': rows as DenseWorkSheet['!data'],
    '!ref': `A1:E${rows.length}`,
    '!cols': [24, 26, 20, 20, 40].map((wch) => ({ wch })),
  };
}
