/**
 * All boards as one: the main one, and those that rules name by their number. What concerns outputs concerns all of them;
 * an action goes to the board it names. Knows no ports and no bytes.
 */
import type { Action } from '#domain/action.ts';
import type { Profile } from '#domain/rule.ts';
import type { BoardView } from '#rpc/board-view.ts';
import type { Board, BoardOptions } from './board-types.ts';
import { createBoard } from './board.ts';
import { otherBoards } from './boards-others.ts';
import { switchOff, withEach } from './switch-off.ts';

export interface Boards extends Omit<Board, 'portState' | 'giveOver' | 'takeOver'> {
  /** Those beside the main one that rules name and that are there. */
  others(): readonly BoardView[];
}

/** A board with a sketch of somebody's own has no number, so with the text dialect there is none to look for. */
const numbersIn = ({ rules, dialect }: Profile): Set<number> =>
  new Set(
    rules.flatMap(({ enabled, board }) => (enabled && board !== undefined && dialect === 'giftwire' ? [board] : [])),
  );

export function createBoards(options: BoardOptions): Boards {
  let profile: Profile | null = null;
  let held = false;
  let choices = 0;
  let mainId: number | null = null;
  let mainState: string | null = null;

  /** The button on one board stops them all. */
  function onHardwareStop(pressed: Board): void {
    switchOff(() => all().filter((board) => board !== pressed), options.report).emergencyStop();
    options.onHardwareStop?.();
  }
  const main: Board = createBoard({
    ...options,
    onHardwareStop: () => onHardwareStop(main),
    onChange() {
      const isRenumbered = main.id() !== mainId;
      if (isRenumbered || main.portState() !== mainState) {
        mainId = main.id();
        mainState = main.portState();
        // Not with each change of state: a stop is one, and the other boards' stop bytes are not to wait for queues.
        if (isRenumbered) others.mainRenumbered();
        others.lookSoon();
      }
      options.onChange();
    },
  });
  const others = otherBoards({
    ...options,
    main,
    onHardwareStop,
    prepare(board) {
      if (profile) board.setProfile(profile);
      if (held) board.hold();
    },
  });
  const all = (): readonly Board[] => [main, ...others.all()];
  const eachBoard = (task: (board: Board) => void): void => withEach(all(), options.report, task);
  const boardOf = ({ board }: Action): Board =>
    board === undefined || board === main.id() ? main : others.seatOf(board);

  return {
    setProfile(next) {
      profile = next;
      for (const board of all()) board.setProfile(next);
      others.name(numbersIn(next));
    },
    choose(choice) {
      const number = ++choices;
      const chosen = (): void => {
        if (number !== choices) return;
        main.choose(choice);
        others.lookAfresh();
      };
      // Another's port may be the very one that is chosen.
      if (others.hasPorts()) void others.giveUp().then(chosen);
      else chosen();
    },
    portGranted() {
      main.portGranted();
      others.lookAfresh();
    },
    async lendPort() {
      await Promise.all([main.lendPort(), others.lend()]);
    },
    reclaimPort() {
      main.reclaimPort();
      others.reclaim();
    },
    enqueue: (action, now) => boardOf(action).enqueue(action, now),
    fireOwed: (action, now) => boardOf(action).fireOwed(action, now),
    dismissOwed: (action) => boardOf(action).dismissOwed(action),
    hold() {
      held = true;
      for (const board of all()) board.hold();
    },
    resume() {
      held = false;
      for (const board of all()) board.resume();
    },
    sessionStarts: (toRest) => all().forEach((board) => board.sessionStarts(toRest)),
    outputsOff: (how) => eachBoard((board) => board.outputsOff(how)),
    empty: (why) => eachBoard((board) => board.empty(why)),
    emptyToRest: () => eachBoard((board) => board.emptyToRest()),
    try: main.try,
    holdPin: main.holdPin,
    setId: main.setId,
    flushWrites() {
      main.flushWrites();
      for (const board of others.all()) board.flushWrites();
    },
    id: main.id,
    view: main.view,
    others: () => others.there().map((board) => board.view()),
  };
}
