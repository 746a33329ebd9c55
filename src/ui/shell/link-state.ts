/** A link's state as one line of words and a tone. Knows no component. */
import type { Words } from '#text/en.ts';
import type { Formatters } from '#store/format.ts';
import type { LinkView, SourceConfig } from '#rpc/live.ts';

export interface StateWords {
  readonly value: string;
  readonly tone: 'ok' | 'warn' | 'bad' | 'off';
}

/** TikFinity sends no heartbeat: silence is normal, but after this long it is worth saying. */
const QUIET_AFTER_MS = 30_000;

function openState(link: LinkView, source: SourceConfig, now: number, words: Words, fmt: Formatters): StateWords {
  const { links, ms } = words.common;
  if (source.kind === 'replay' && source.relayUrl === null) {
    if (link.room === 'ended') return { value: links.recordingEnded, tone: 'off' };
    return { value: links.fromRecording, tone: 'ok' };
  }
  if (link.room === 'offline') return { value: links.offline, tone: 'warn' };
  if (link.room === 'ended') return { value: links.ended, tone: 'off' };
  if (link.room === 'failed') return { value: links.failed, tone: 'bad' };
  if (link.room === 'connecting') return { value: links.lookingForRoom, tone: 'warn' };
  const quietMs = link.lastFrameAt === null ? 0 : now - link.lastFrameAt;
  if (source.kind === 'tikfinity' && quietMs > QUIET_AFTER_MS)
    return { value: links.quietSince(fmt.age(quietMs)), tone: 'ok' };
  if (source.relayUrl === null && source.kind === 'demo') return { value: links.inPage, tone: 'ok' };
  return { value: link.latencyMs === null ? links.open : ms(fmt.latency(link.latencyMs)), tone: 'ok' };
}

export function linkState(
  link: LinkView | null,
  source: SourceConfig,
  now: number,
  words: Words,
  fmt: Formatters,
): StateWords {
  const { links } = words.common;
  switch (link?.state) {
    case 'connecting':
      return { value: links.connecting, tone: 'warn' };
    case 'open':
      return openState(link, source, now, words, fmt);
    case 'waiting': {
      const ms = (link.retryAt ?? 0) - now;
      return { value: ms > 0 ? links.retryIn(fmt.age(ms + 999)) : links.retrying, tone: 'bad' };
    }
    default:
      return { value: links.closed, tone: 'off' };
  }
}
