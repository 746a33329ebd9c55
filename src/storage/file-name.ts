/** The name of a downloaded workbook: what every operating system accepts as a file name. */
import type { Session } from '#domain/session.ts';
import type { Zone } from './zone.ts';

/** Leaves room for the rest below the 255 bytes of most file systems, four bytes a letter. */
const LONGEST_ROOM = 40;

/** `giftwire_<room>_<yyyy-mm-dd>_<HHmm>.xlsx`, by the session's start on the zone's wall. */
export function fileName(session: Session, zone: Zone): string {
  const safe = (text: string): string =>
    [...text.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')]
      .slice(0, LONGEST_ROOM)
      .join('')
      .replace(/^[.-]+|[.-]+$/g, '');
  const [date, time] = zone.wall(session.startedAt).split('T');
  return `giftwire_${safe(session.uniqueId) || session.source}_${date}_${time?.slice(0, 5).replace(':', '')}.xlsx`;
}
