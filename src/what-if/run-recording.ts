/**
 * Reckons a whole recording, page by page, so that memory stays flat. Knows neither files nor the record: a recording
 * is handed in.
 */
import { isSettled, type Action } from '#domain/action.ts';
import type { Profile } from '#domain/rule.ts';
import type { Happened, WhatIfProgress, WhatIfResult } from '#rpc/what-if.ts';
import { createFaults, type Faults } from '#live/faults.ts';
import type { Recorded, Recording } from '#live/recording.ts';
import { createFigures } from './figures.ts';
import { createWhatIf, type WhatIf } from './reckon.ts';

/** After the last event, minutes that what waits may take: no lane may keep a reader waiting for ever. */
const LONGEST_AFTER_MINUTES = 24 * 60;

/** Actions kept until they are surely over: one that is settled and not owed is, once so many newer ones are recorded. */
const MOST_OPEN = 20_000;

/** What the session's own rules did, from the record. */
function happenedFrom() {
  const figures = createFigures();
  /** By id: each is recorded again as it goes on, and what is owed may yet be fired by hand. */
  const open = new Map<string, Action>();

  function closeOldest(): void {
    let left = MOST_OPEN / 2;
    for (const [id, action] of open) {
      if (left-- <= 0) return;
      if (!isSettled(action) || action.unstarted.owed) continue;
      open.delete(id);
      figures.add(action);
    }
  }
  return {
    add(action: Action): void {
      open.set(action.id, action);
      if (open.size > MOST_OPEN) closeOldest();
    },
    close(): Happened {
      for (const action of open.values()) figures.add(action);
      return { totals: figures.totals(), rules: [...figures.rules().values()] };
    },
  };
}

/** `faults` counts what is wrong with the recording by its own time; hand its `report` to whoever reads it. */
export function recordingFaults(): { readonly faults: Faults; readonly at: (ms: number) => void } {
  let now = 0;
  const faults = createFaults({ now: () => now }, () => undefined);
  return { faults, at: (ms) => void (now = ms) };
}

export interface RunOptions {
  readonly recording: Recording;
  readonly profile: Profile;
  readonly counted: ReturnType<typeof recordingFaults>;
  progress(progress: WhatIfProgress): void;
}

/** Null when the recording holds not one event. */
export async function reckon({ recording, profile, counted, progress }: RunOptions): Promise<WhatIfResult | null> {
  const happened = happenedFrom();
  let engine: WhatIf | null = null;

  function take(item: Recorded): void {
    if (item.type === 'action') return happened.add(item.action);
    counted.at(item.at);
    engine ??= createWhatIf(profile, Math.min(recording.startedAt ?? item.at, item.at), counted.faults.report);
    engine.take(item);
  }
  for await (const { items, done } of recording.pages()) {
    for (const item of items) take(item);
    progress({ done });
  }
  // Assigned in a function, which the compiler does not follow.
  const reckoned = engine as WhatIf | null;
  if (!reckoned) return null;
  // A session that was ended ended its lanes; a file's last event is not its end.
  if (recording.endedAt === null) for (let minute = 0; minute < LONGEST_AFTER_MINUTES && reckoned.goOn();) minute++;
  return {
    ...reckoned.end(recording.endedAt),
    // A file holds events alone.
    happened: recording.startedAt === null ? null : happened.close(),
    faults: counted.faults.counts(),
  };
}
