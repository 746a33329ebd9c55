/**
 * The engine alone: envelopes in, commands and numbers out, on one thread of Node. The board counts what it is given,
 * and the record throws it away; everything between is the product's own.
 */
import { compileRules } from '#domain/compile-rules.ts';
import { createCatalogue } from '#domain/gift-catalogue.ts';
import { giftNames } from '#domain/gift-table.ts';
import { newRule } from '#domain/rule-defaults.ts';
import type { Rule } from '#domain/rule.ts';
import { newTotals, type Session } from '#domain/session.ts';
import { createFeed } from '#live/feed.ts';
import { handleFrame, type PipelineParts } from '#live/pipeline.ts';
import { createRun } from '#live/run.ts';
import { createNormaliser } from '#wire/normalise.ts';
import { createBusyRoom } from './busy-room.ts';
import { figure, median, type Figure } from './figure.ts';

/** Small rounds: events made long before they are handled would charge the garbage collector's work to the engine. */
const ROUND = 2_000;
const ROUNDS = 300;
const WARM_UP = 50;
const FRAME = 20;

/** Half of them for gifts by name, half for words; every 20th for any gift, and one for the rest. */
function rules(count: number): Rule[] {
  return Array.from({ length: count }, (_, index): Rule => {
    const rule = newRule(`rule-${index}`, `Rule ${index}`);
    if (index === 0) return { ...rule, trigger: { on: 'default-gift' } };
    if (index === 1) return { ...rule, trigger: { on: 'chat', words: ['game', 'trigger'], match: 'word' } };
    if (index === 2) return { ...rule, trigger: { on: 'gift', giftName: 'Rose' } };
    if (index % 20 === 3) return { ...rule, trigger: { on: 'likes', every: 100 + index } };
    if (index % 2) return { ...rule, trigger: { on: 'gift', giftName: `Gift ${index}` } };
    return { ...rule, trigger: { on: 'chat', words: [`word${index}`], match: 'word' } };
  });
}

function createEngine(ruleCount: number): { parts: PipelineParts; commands: () => number; viewers: () => number } {
  const report = (): void => undefined;
  const session: Session = {
    id: 'bench',
    room: 'tiktok:bench',
    source: 'tiktok',
    uniqueId: 'bench',
    roomId: '7000',
    hostUserId: '1',
    number: 1,
    startedBy: 'hand',
    startedAt: 0,
    endedAt: null,
    stoppedByHand: false,
    state: 'live',
    lastSignAt: 0,
    totals: newTotals(),
  };
  const run = createRun(session, report, null);
  const compiled = compileRules(rules(ruleCount));
  let commands = 0;
  const normaliser = createNormaliser({ report, prices: createCatalogue(giftNames()) });
  const parts: PipelineParts = {
    normaliser: () => normaliser,
    report,
    run: () => run,
    rules: () => compiled,
    isMuted: () => false,
    board: { enqueue: (action) => void (commands += action.runs), flushWrites: () => undefined },
    actions: { add: () => undefined },
    feed: createFeed(),
    // The journal takes the changed rows with each batch; left alone they would only grow.
    journal: { append: () => run.live.dirty.clear(), action: () => undefined },
    publisher: { markDirty: () => undefined },
  };
  return { parts, commands: () => commands, viewers: () => run.live.contributions.size };
}

/** Events per second over a round of events made beforehand, in frames of 20. */
function rate(parts: PipelineParts, room: ReturnType<typeof createBusyRoom>): number {
  const frames = Array.from({ length: ROUND / FRAME }, () => room.next(FRAME));
  const start = performance.now();
  for (const frame of frames) handleFrame(parts, frame, frame[0]?.at ?? 0);
  return (ROUND / (performance.now() - start)) * 1_000;
}

function speed(ruleCount: number): number {
  const { parts, commands } = createEngine(ruleCount);
  const room = createBusyRoom(1_600);
  const rates = Array.from({ length: ROUNDS }, () => rate(parts, room));
  if (commands() === 0) throw new Error('No rule fired: this measured nothing.');
  return median(rates.slice(WARM_UP));
}

function heapMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

/** Heap after all viewers have come once, and after 5 million events of theirs. */
function memory(): Figure[] {
  const { parts, viewers } = createEngine(20);
  const room = createBusyRoom(200_000);
  const events = 5_000_000;
  let early = 0;
  for (let done = 0; done < events; done += FRAME) {
    const frame = room.next(FRAME);
    handleFrame(parts, frame, frame[0]?.at ?? 0);
    if (done === events / 2) early = heapMb();
  }
  const late = heapMb();
  const conditions = `${viewers()} viewers with a row; Node ${process.version}, after a full collection`;
  return [
    figure('engine: heap after 2.5M events', 'MB', early, conditions),
    figure('engine: heap after 5M events', 'MB', late, `${conditions}; baseline: after 2.5M`, early),
  ];
}

export function engine(): Figure[] {
  const few = speed(20);
  const many = speed(200);
  const conditions = `Node ${process.version}, one thread, median of ${ROUNDS - WARM_UP} rounds of ${ROUND} events`;
  return [
    figure('engine: events at 20 rules', '1/s', few, conditions),
    figure('engine: events at 200 rules', '1/s', many, `${conditions}; baseline: 20 rules`, few),
    ...memory(),
  ];
}
