/** What a session is called and how long it lasted, for lists and headings. Knows no component and no clock. */
import type { Session } from '#domain/session.ts';
import type { Formatters } from '#store/format.ts';
import type { Words } from '#text/en.ts';

/** A recording by its file or its room; one of a room without a name by the kind of source it was made from. */
export function recordingText(name: string, words: Words): string {
  const { source } = words.common;
  // The first recordings of a demo were named by its room's key, `demo:`.
  const kind = name.replace(/:$/, '');
  return Object.hasOwn(source, kind) ? source[kind as Session['source']] : name;
}

/** "@warung_robot", a recording's name, or the kind of source where there is no name. */
export function roomText({ source, uniqueId }: Session, words: Words): string {
  if (!uniqueId) return words.common.source[source];
  return source === 'replay' ? recordingText(uniqueId, words) : `@${uniqueId}`;
}

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
