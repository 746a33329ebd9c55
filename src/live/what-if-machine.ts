/**
 * The live worker's own lanes and acknowledged link above the timing model of a board, on a virtual clock.
 * Puts them together as board.ts does with a real port; knows no rules and no record.
 */
import type { Action } from '#domain/action.ts';
import type { BoardModel } from '#domain/board-model.ts';
import { pinOf } from '#domain/command.ts';
import type { ReportFault } from '#domain/fault.ts';
import { DEFAULT_GAP_MS, DEFAULT_LIMIT_MS, type PinSettings, type Profile } from '#domain/rule.ts';
import { giftwireLink } from './giftwire-link.ts';
import { createLanes, type Availability } from './lanes.ts';
import type { Link, LinkHost } from './link.ts';
import { textLink } from './text-link.ts';
import { modelBoard } from './what-if-board.ts';
import type { VirtualClock } from './what-if-clock.ts';
import type { PinTimes } from './what-if-pins.ts';

export interface MachineOptions {
  readonly clock: VirtualClock;
  readonly profile: Profile;
  readonly report: ReportFault;
  onAction(action: Action): void;
  /** The board carried a command out on this pin. */
  onCommand(pin: number, at: number): void;
}

export interface Machine {
  enqueue(action: Action, now: number): void;
  flushWrites(): void;
  /** Session end: lanes emptied, all off. What is in flight is answered a moment later. */
  end(): void;
  /** What each pin did up to `at`, ms. */
  close(at: number): ReadonlyMap<number, PinTimes>;
}

/** The smallest board that has the pins: an Uno has 20. */
export function modelFor(profile: Profile): BoardModel {
  const pins = profile.rules.flatMap(({ effect, fallback }) =>
    [...effect.steps, ...(fallback?.steps ?? [])].map((step) =>
      step.do === 'command' ? (pinOf(step.command) ?? 0) : 0,
    ),
  );
  return Math.max(0, ...pins) >= 20 ? 'mega' : 'uno';
}

export function createMachine({ clock, profile, report, onAction, onCommand }: MachineOptions): Machine {
  let available: Availability = 'soon';
  const { baudRate } = profile;
  const acknowledged = profile.dialect === 'giftwire';
  const board = modelBoard({
    clock,
    model: modelFor(profile),
    baudRate,
    send: (bytes) => acknowledged && link.receive(bytes),
    onCommand,
  });
  const settingsOf = (pin: number): PinSettings =>
    profile.pins.find((settings) => settings.pin === pin) ?? {
      pin,
      name: '',
      inverted: false,
      limitMs: DEFAULT_LIMIT_MS,
      gapMs: DEFAULT_GAP_MS,
    };
  const nothing = (): void => undefined;
  const host: LinkHost = {
    clock,
    report,
    write: (bytes) => board.receive(bytes),
    greeted() {
      available = 'ready';
      lanes.boardBack();
    },
    unanswered: nothing,
    reset: nothing,
    resent: nothing,
    room: () => lanes.pump(),
    wentOff: () => lanes.freePins(),
    stopPin: nothing,
    limitCut: (pin) => lanes.cutPin(pin),
    heard: nothing,
  };
  const link: Link = acknowledged
    ? giftwireLink(host, () => profile.pins)
    : textLink(host, () => ({ dialect: profile.text, baudRate, nameOf: (pin) => settingsOf(pin).name }));
  const lanes = createLanes({
    clock,
    report,
    availability: () => available,
    link: () => link,
    pin: settingsOf,
    onAction,
    onCommand(command, outcome, now) {
      // Lines of somebody's own sketch say nothing to the model: it is told what was meant.
      if (!acknowledged && outcome === 'sent' && command.verb !== 'TEXT') board.obey(command, now);
    },
    onDropped: nothing,
  });
  link.start();
  board.boot();

  return {
    enqueue: (action, now) => lanes.enqueue(action, now),
    flushWrites: () => link.flush(),
    end() {
      link.flush();
      lanes.empty('ended');
      link.allOff();
    },
    close(at) {
      const times = board.close(at);
      link.close();
      return times;
    },
  };
}
