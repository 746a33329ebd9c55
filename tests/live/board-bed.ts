/** A board on a fake clock, with actions and a profile to order. */
import { vi } from 'vitest';
import type { Action } from '#domain/action.ts';
import type { Command } from '#domain/command.ts';
import type { FaultCode } from '#domain/fault.ts';
import type { Effect, Profile, Step } from '#domain/rule.ts';
import { createBoard } from '#live/board.ts';
import { switchOff } from '#live/switch-off.ts';
import { virtualCable } from '#live/virtual-port.ts';
import { fakeVirtualBoard } from '../fakes/board.ts';
import { fakeCable } from '../fakes/cable.ts';
import { fakeClock, type FakeClock } from '../fakes/clock.ts';

export const profileOf = (changes: Partial<Profile> = {}): Profile => ({
  format: 'giftwire-profile',
  version: 1,
  name: 'test',
  rules: [],
  pins: [],
  dialect: 'giftwire',
  baudRate: 115_200,
  text: { newline: 'lf', template: '', stopLines: ['STOP', 'OFF'] },
  ...changes,
});

export const effectOf = (steps: (Step | Command)[], whenBusy: Effect['whenBusy'] = 'queue'): Effect => ({
  steps: steps.map((step): Step => {
    if ('do' in step) return step;
    return step.verb === 'TEXT' ? { do: 'text', line: step.line } : { do: 'command', command: step };
  }),
  times: { per: 'unit' },
  whenBusy,
});

let made = 0;
export function actionOf(effect: Effect, now: number, changes: Partial<Action> = {}): Action {
  const runs = changes.runs ?? 1;
  return {
    id: `s#${++made}`,
    sessionId: 's',
    at: now,
    eventId: null,
    ruleId: 'rule',
    ruleName: 'Rule',
    cause: { kind: 'gift', userId: '1', uniqueId: 'ann', what: 'Rose', count: runs, comment: '' },
    effect,
    fallbackEffect: null,
    priority: 0,
    longestQueue: 10_000,
    expiresAt: now + 300_000,
    coins: 0,
    runs,
    fallback: false,
    results: [],
    unstarted: { waiting: runs },
    owedReason: null,
    ...changes,
  };
}

export function boardBed(profile: Profile = profileOf(), serialOn: (clock: FakeClock) => Serial | null = () => null) {
  const clock = fakeClock();
  const serial = serialOn(clock);
  const report = vi.fn<(code: FaultCode, detail?: string) => void>();
  const onAction = vi.fn();
  const onHardwareStop = vi.fn();
  const cable = fakeCable(clock);
  const virtualUno = fakeVirtualBoard(clock, cable.board);
  const virtual = virtualCable();
  virtual.attach(cable.live);
  const board = createBoard({ clock, report, onAction, onChange: () => undefined, onHardwareStop, serial, virtual });
  board.setProfile(profile);
  return {
    clock,
    board: { ...board, ...switchOff(() => [board], report) },
    virtualUno,
    onHardwareStop,
    onAction,
    faults: () => report.mock.calls.map(([code]) => code),
    /** Enqueues as the pipeline does, one frame per call. */
    fire(effect: Effect, changes: Partial<Action> = {}): Action {
      const action = actionOf(effect, clock.now(), changes);
      board.enqueue(action, clock.now());
      board.flushWrites();
      return action;
    },
  };
}
