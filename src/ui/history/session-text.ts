/** What a session is called and how long it lasted, for lists and headings. Knows no component and no clock. */
import type { Session } from '#domain/session.ts';
import type { Formatters } from '#store/format.ts';
import type { Words } from '#text/en.ts';

/** "@warung_robot", or the kind of source where there is no name. */
export const roomText = (session: Session, words: Words): string =>
  session.uniqueId ? `@${session.uniqueId}` : words.common.source[session.source];

/** "TikTok LIVE · session 12" */
export const sourceText = (session: Session, words: Words, fmt: Formatters): string =>
  words.common.sessionName(words.common.source[session.source], fmt.number(session.number));

/** ms from its start to its end, to `now` while it runs, to its last sign of life where nobody closed it. */
export function durationMs(session: Session, running: boolean, now: number): number {
  const end = running ? now : (session.endedAt ?? session.lastSignAt);
  return Math.max(0, end - session.startedAt);
}

/** Coins, marked as an estimate where part of them is one. */
export const coinsText = ({ totals }: Session, words: Words, fmt: Formatters): string =>
  totals.estimatedCoins > 0 ? words.history.about(fmt.number(totals.coins)) : fmt.number(totals.coins);
