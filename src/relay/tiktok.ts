/**
 * A LIVE from TikTok itself, by tiktok-live-connector 2.4.0, and the only file that names it: connects, hands on what
 * comes in the flat shape, tries again as the other side bears it. Knows neither clients nor numbering.
 * SIGN_API_KEY and SIGN_API_URL are read from the environment by the library and appear in no line of ours.
 *
 * Put right here: it would call www.tiktok.com by plain http; it loses a sign server's Retry-After; it does not
 * say which messages are TikTok's replay; it neither reconnects nor notices a connection gone silent.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { RouteConfig, TikTokLiveConnection, WebcastDeserializeConfig } from 'tiktok-live-connector';
import type { SourceSink, StartSource } from './source.ts';
import { retryMs, SignRefusal, tiktokFault } from './tiktok-faults.ts';
import { MAPPED_EVENTS, toFlat } from './tiktok-map.ts';
import { object, text } from './tiktok-read.ts';

export interface TikTokTimings {
  /** Between two questions whether somebody is live; TikTok bears no more. */
  readonly pollMs: number;
  /** A LIVE says something every 2 s; after so long without a byte the connection is dead. */
  readonly silenceMs: number;
  /** ms to wait after failed attempt number `attempt` (0, 1 …). */
  readonly retryMs: (attempt: number, random: number, fault: { readonly retryAfterMs: number }) => number;
}
const TIMINGS: TikTokTimings = { pollMs: 30_000, silenceMs: 60_000, retryMs };

/** The library would put whole messages, viewers' names included, into its error texts. */
WebcastDeserializeConfig.showBase64OnDecodeError = false;

/** What of the library is used beyond its types: they lose their event maps where typed-emitter is not installed. */
interface Emitter {
  on(event: string, listener: (value: never) => void): void;
  prependListener(event: string, listener: (value: never) => void): void;
}
interface FetchResult {
  readonly messages: readonly { isHistory?: boolean; decodedData?: { data: object }; decodeError?: unknown }[];
}

/** Not an error of theirs: the connection was there and went away. */
const LOST = new Error('connection lost');
const LOST_WORDS = 'TikTok closed the connection or fell silent; connecting again';

/**
 * Asks the sign server as the library would, but remembers how it refused: the library's own error for that loses
 * the Retry-After, and trips over short or missing messages.
 */
const askSignServer = RouteConfig.fetchSignedWebSocketFromProvider;
RouteConfig.fetchSignedWebSocketFromProvider = async (args) => {
  const { apiClient } = args;
  let refusal: SignRefusal | null = null;
  const fetchWebcastURL: typeof apiClient.rooms.fetchWebcastURL = async (...parts) => {
    const response = await apiClient.rooms.fetchWebcastURL(...parts);
    const retryAfter: unknown = response.headers['retry-after'];
    if (SignRefusal.STATUSES.includes(response.status))
      refusal = new SignRefusal(response.status, retryAfter, Date.now());
    return response;
  };
  const rooms = Object.create(apiClient.rooms, {
    fetchWebcastURL: { value: fetchWebcastURL },
  }) as typeof apiClient.rooms;
  try {
    return await askSignServer({
      ...args,
      apiClient: Object.create(apiClient, { rooms: { value: rooms } }) as typeof apiClient,
    });
  } catch (error) {
    throw refusal ?? error;
  }
};

function createConnection(uniqueId: string): TikTokLiveConnection {
  const connection = new TikTokLiveConnection(uniqueId, { processInitialData: true, fetchRoomInfoOnConnect: true });
  Object.assign(connection.webClient, { getBaseUrl: (host: string) => `https://${host}` });
  return connection;
}

/** Only where TikTok gives it as text: as a number it has lost its last digits. */
function hostUserIdOf(roomInfo: unknown): string | null {
  const data = object(object(roomInfo)['data']);
  return (
    text(object(data['owner'])['id_str']) || text(data['owner_user_id_str']) || text(data['owner_user_id']) || null
  );
}

/** One connection from its first word to its last. Resolves to how it ended; rejects when it never came about. */
async function watch(
  connection: TikTokLiveConnection,
  sink: SourceSink,
  timings: TikTokTimings,
  signal: AbortSignal,
): Promise<'ended' | 'lost'> {
  const history = new WeakSet<object>();
  let isOpen = false;
  let lastByteAt = Date.now();
  let unreadable = 0;
  let over = false;
  const emitter = connection as unknown as Emitter;
  const live = (more: { code?: string; reason?: string } = {}): void =>
    sink.room({
      state: 'live',
      roomId: connection.roomId || null,
      hostUserId: hostUserIdOf(connection.roomInfo),
      ...more,
    });

  function undecodable(): void {
    unreadable += 1;
    // The first, then every hundredth: a schema that changed would else fill the line with this.
    if (unreadable % 100 === 1)
      live({ code: 'source-undecodable', reason: `${unreadable} messages could not be read` });
  }

  for (const name of MAPPED_EVENTS)
    emitter.on(name, (message: object) => {
      if (name === 'streamEnd' && isOpen) over = true;
      const flat = signal.aborted ? null : toFlat(name, message);
      if (flat) sink.event(flat.event, flat.data, !isOpen || history.has(message));
    });
  emitter.on('websocketConnected', (ws: Emitter) => {
    isOpen = true;
    ws.prependListener('protoMessageFetchResult', (result: FetchResult) => {
      for (const { isHistory, decodedData, decodeError } of result.messages) {
        if (isHistory && decodedData) history.add(decodedData.data);
        if (decodeError) undecodable();
      }
    });
    ws.on('messageDecodingFailed', undecodable);
  });
  emitter.on('websocketData', () => void (lastByteAt = Date.now()));

  const closed = new Promise<void>((resolve) => emitter.on('disconnected', () => resolve()));
  const hangUp = (): void => void connection.disconnect();
  signal.addEventListener('abort', hangUp);
  const silence = setInterval(() => {
    if (isOpen && Date.now() - lastByteAt > timings.silenceMs) hangUp();
  }, timings.silenceMs / 4);
  try {
    await connection.connect();
    if (signal.aborted) await connection.disconnect();
    else live();
    await closed;
    return over ? 'ended' : 'lost';
  } finally {
    clearInterval(silence);
    signal.removeEventListener('abort', hangUp);
  }
}

/** `timings`: shorter ones for tests. */
export const tiktokWith =
  (timings: TikTokTimings): StartSource =>
  (query, sink) => {
    const stop = new AbortController();
    const { signal } = stop;
    const pause = (ms: number): Promise<void> => sleep(ms, undefined, { signal });

    /** Says why not, and waits as long as it takes to be welcome again. */
    async function waitAfter(error: unknown, attempt: number, atLeastMs = 0): Promise<void> {
      const fault = error === LOST ? { ...tiktokFault(error), reason: LOST_WORDS } : tiktokFault(error);
      const wait = Math.max(atLeastMs, timings.retryMs(attempt, Math.random(), fault));
      sink.room({ state: 'failed', code: fault.code, reason: fault.reason, retryAt: Date.now() + wait });
      await pause(wait);
    }

    async function waitUntilLive(say: (retryAt: number) => void): Promise<void> {
      for (let attempt = 0; ;) {
        say(Date.now() + timings.pollMs);
        await pause(timings.pollMs);
        try {
          if (await createConnection(query.room).fetchIsLive()) return;
          attempt = 0;
        } catch (error) {
          await waitAfter(error, attempt++, timings.pollMs);
        }
      }
    }

    async function run(): Promise<void> {
      for (let attempt = 0; !signal.aborted;) {
        sink.room({ state: 'connecting' });
        try {
          const connection = createConnection(query.room);
          const end = await watch(connection, sink, timings, signal);
          signal.throwIfAborted();
          attempt = 0;
          if (end === 'ended')
            await waitUntilLive((retryAt) => sink.room({ state: 'ended', reason: 'The LIVE is over', retryAt }));
          else await waitAfter(LOST, attempt++);
        } catch (error) {
          if (signal.aborted) return;
          const { code, reason } = tiktokFault(error);
          if (code === 'source-offline')
            await waitUntilLive((retryAt) => sink.room({ state: 'offline', code, reason, retryAt }));
          else await waitAfter(error, attempt++);
        }
      }
    }

    run().catch((error: unknown) => {
      if (!signal.aborted) sink.room({ state: 'failed', code: 'source-failed', reason: String(error).slice(0, 100) });
    });
    return { stop: () => stop.abort() };
  };

export const startTikTok: StartSource = tiktokWith(TIMINGS);
