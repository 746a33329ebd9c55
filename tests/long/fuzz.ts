/** Hostile frames by the thousand through the whole hot path: nothing throws, nothing non-finite is counted, nothing fires twice. */
import fc from 'fast-check';
import { compileRules } from '#domain/compile-rules.ts';
import { createCatalogue } from '#domain/gift-catalogue.ts';
import { giftNames } from '#domain/gift-table.ts';
import { newTotals, type Session } from '#domain/session.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import { createFeed } from '#live/feed.ts';
import { handleFrame, type PipelineParts } from '#live/pipeline.ts';
import { createRun } from '#live/run.ts';
import { createNormaliser } from '#wire/normalise.ts';
import { parseFrames } from '#wire/relay-frame.ts';
import type { Figure } from '../bench/figure.ts';

const FIELDS = [
  ...['userId', 'uniqueId', 'nickname', 'msgId', 'createTime', 'giftId', 'giftName', 'diamondCount', 'giftType'],
  ...['repeatCount', 'repeatEnd', 'groupId', 'comment', 'likeCount', 'totalLikeCount', 'viewerCount', 'actionId'],
  ...['__proto__', 'constructor', 'toString'],
];
const EVENTS = ['gift', 'chat', 'like', 'member', 'follow', 'share', 'subscribe', 'roomUser', 'streamEnd', 'nonsense'];
const odd = fc.constantFrom(
  0,
  -1,
  1,
  5655,
  1e308,
  -1e308,
  2 ** 53,
  1e-9,
  '',
  '7',
  '-3',
  '9'.repeat(400),
  '\ud800',
  null,
  true,
);
const field = fc.oneof({ weight: 3, arbitrary: odd }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) });
const data = fc.dictionary(fc.constantFrom(...FIELDS), field, { maxKeys: 12, noNullPrototype: true });
const envelope = fc.record(
  {
    event: fc.oneof(fc.constantFrom(...EVENTS), fc.string()),
    data: fc.oneof(data, fc.jsonValue()),
    seq: field,
    at: field,
    history: field,
    resumed: field,
  },
  { requiredKeys: [] },
);
/** Mostly frames that are nearly right; sometimes any text at all. */
const frame = fc.oneof(
  { weight: 6, arbitrary: envelope.map((one) => JSON.stringify(one)) },
  { weight: 3, arbitrary: fc.array(envelope, { maxLength: 8 }).map((many) => JSON.stringify(many)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

function createPath(): { handle: (text: string, now: number) => void; session: Session } {
  const report = (): void => undefined;
  const session: Session = {
    ...{
      id: 'fuzz',
      room: 'tiktok:fuzz',
      source: 'tiktok',
      uniqueId: 'fuzz',
      roomId: null,
      hostUserId: null,
      number: 1,
    },
    ...{ startedBy: 'hand', startedAt: 0, endedAt: null, stoppedByHand: false, state: 'live', lastSignAt: 0 },
    totals: newTotals(),
  };
  const run = createRun(session, report, null);
  const rules = compileRules(starterProfile().rules);
  const ids = new Set<string>();
  const normaliser = createNormaliser({ report, prices: createCatalogue(giftNames()) });
  const parts: PipelineParts = {
    normaliser: () => normaliser,
    report,
    run: () => run,
    rules: () => rules,
    isMuted: () => false,
    board: {
      enqueue(action) {
        if (!Number.isInteger(action.runs) || action.runs < 1 || action.runs > 10_000)
          throw new Error(`${action.runs} runs`);
        if (ids.has(action.id)) throw new Error(`Action ${action.id} came twice.`);
        ids.add(action.id);
      },
      flushWrites: () => undefined,
    },
    actions: { add: () => undefined },
    feed: createFeed(),
    journal: { append: (entry) => void JSON.stringify(entry), action: () => undefined },
    publisher: { markDirty: () => undefined },
  };
  return { handle: (text, now) => handleFrame(parts, parseFrames(text, report), now), session };
}

export async function fuzz(runs: number): Promise<Figure[]> {
  const path = createPath();
  let now = 1_700_000_000_000;
  fc.assert(
    fc.property(frame, (text) => {
      path.handle(text, (now += 7));
      const wrong = Object.entries(path.session.totals).filter(([, value]) => !Number.isFinite(value) || value < 0);
      if (wrong.length > 0) throw new Error(`Totals went wrong: ${JSON.stringify(wrong)}`);
      if (Object.hasOwn(Object.prototype, 'comment')) throw new Error('Object.prototype was touched.');
    }),
    { numRuns: runs },
  );
  return [];
}
