/** Lanes above a link that notes what it is given and answers after a while. */
import { vi } from 'vitest';
import type { Action } from '#domain/action.ts';
import type { Command } from '#domain/command.ts';
import type { FaultCode } from '#domain/fault.ts';
import { newPin } from '#domain/rule-defaults.ts';
import type { Effect } from '#domain/rule.ts';
import { createLanes, type Availability } from '#live/lanes.ts';
import type { Delivery } from '#live/link.ts';
import { fakeClock } from '../fakes/clock.ts';
import { actionOf } from './board-bed.ts';

interface BedOptions {
  readonly gapMs?: number;
  readonly limitMs?: number;
  readonly dutyPercent?: number;
  readonly answerMs?: number;
  readonly availability?: Availability;
}

export function lanesBed({ answerMs = 5, availability = 'ready', ...pinOptions }: BedOptions = {}) {
  const clock = fakeClock();
  const start = clock.now();
  const sent: { command: Command; at: number }[] = [];
  const report = vi.fn<(code: FaultCode, detail?: string) => void>();
  const dropped = new Map<string, number>();
  let window = Infinity;
  let available = availability;
  let inFlight: { delivery: Delivery; cancel: () => void }[] = [];

  const lanes = createLanes({
    clock,
    report,
    availability: () => available,
    link: () => ({
      canSend: () => inFlight.length < window,
      refusal: (command) => (command.verb === 'TEXT' && command.line === 'refuse' ? 'refused' : null),
      flush: () => undefined,
      send(delivery) {
        sent.push({ command: delivery.command, at: clock.now() - start });
        delivery.written(clock.now());
        const item = { delivery, cancel: () => undefined as void };
        item.cancel = clock.after(answerMs, () => {
          inFlight = inFlight.filter((other) => other !== item);
          delivery.settled('acked', null, clock.now());
          lanes.pump();
        });
        inFlight.push(item);
      },
    }),
    pin: (pin) => ({ ...newPin(pin, ''), ...pinOptions }),
    onAction: () => undefined,
    onCommand: () => undefined,
    onDropped: (reason, count) => void dropped.set(reason, (dropped.get(reason) ?? 0) + count),
  });
  /** What a link does when its port goes or a stop is pressed. */
  function abandon(): void {
    for (const { delivery, cancel } of inFlight.splice(0)) {
      cancel();
      delivery.settled('unknown', null, clock.now());
    }
  }
  return {
    clock,
    lanes,
    abandon,
    dropped: () => Object.fromEntries([...dropped].filter(([, count]) => count)),
    faults: () => report.mock.calls.map(([code]) => code),
    sent: () => sent.map(({ command }) => command),
    /** ms since the start at which commands (of a verb) went out */
    times: (verb?: Command['verb']) => sent.filter((s) => !verb || s.command.verb === verb).map(({ at }) => at),
    /** How many commands the link takes before it wants answers. */
    setWindow: (size: number) => void (window = size),
    unplug(): void {
      if (available === 'away') return;
      available = 'away';
      abandon();
      lanes.empty('away');
    },
    plug(): void {
      if (available === 'ready') return;
      available = 'ready';
      lanes.boardBack();
    },
    stop(): void {
      abandon();
      lanes.empty('stopped');
    },
    fire(effect: Effect, changes: Partial<Action> = {}): Action {
      const action = actionOf(effect, clock.now(), changes);
      lanes.enqueue(action, clock.now());
      return action;
    },
  };
}
