/**
 * The boards beside the main one: asks every further granted port for its number, keeps those that rules name and gives
 * the others back. Knows no action: whoever has the seat of a number carries out what is meant for it.
 */
import type { Action } from '#domain/action.ts';
import type { Board, BoardOptions } from './board-types.ts';
import { createBoard } from './board.ts';
import { onlyPort, type SerialPorts } from './one-port.ts';
import { isTaken, mayBeBoard } from './port-pick.ts';

/** A board that is plugged in may be the main one's: that one looks at once, and this much sooner. */
const LOOK_AFTER_MS = 500;

/** One further port and the board at its end. */
interface Other {
  readonly port: SerialPort;
  readonly board: Board;
  /** The number under which it has a seat; null while it is being asked. */
  number: number | null;
}

export interface OthersHost extends Omit<BoardOptions, 'onHardwareStop'> {
  readonly main: Board;
  onHardwareStop(pressed: Board): void;
  /** A new board is as the others are: its profile, and whether lanes are held. */
  prepare(board: Board): void;
}

/** Main ones that look for a port, or greet one, may yet turn out to be the board that is missing. */
const isSettled = (board: Board): boolean => !['closed', 'opening', 'greeting'].includes(board.portState());
const isThere = (board: Board): boolean => !['absent', 'lost', 'lent'].includes(board.portState());

export function otherBoards(host: OthersHost) {
  const { clock, serial, main } = host;
  const others = new Set<Other>();
  /** Who acts for a number. Without a board it is one that is away, which owes what is paid for. */
  const seats = new Map<number, Board>();
  let named: ReadonlySet<number> = new Set();
  /** Ports of which nothing is wanted, until something changes. */
  let unwanted = new WeakSet<SerialPort>();
  let cancelLook: (() => void) | null = null;
  let lent = false;
  /** All of them, for those who ask with every frame. */
  let all: readonly Board[] = [];

  function countUp(): void {
    all = [...new Set([...seats.values(), ...[...others].map(({ board }) => board)])];
  }
  function newBoard(changes: Pick<BoardOptions, 'serial' | 'onChange' | 'report'>): Board {
    const board: Board = createBoard({ ...host, ...changes, onHardwareStop: () => host.onHardwareStop(board) });
    host.prepare(board);
    return board;
  }
  function seatOf(number: number): Board {
    let board = seats.get(number);
    if (!board) {
      board = newBoard({ serial: null, onChange: host.onChange, report: host.report });
      seats.set(number, board);
      countUp();
    }
    return board;
  }
  /** Another board acts for these from now on: it takes over what is owed for want of one, and what was still to come. */
  function handOver(from: Board | undefined, to: (action: Action) => Board): void {
    const now = clock.now();
    for (const runs of from?.giveOver((action) => to(action) !== from) ?? []) {
      const board = to(runs.action);
      board.takeOver(runs, now);
      board.flushWrites();
    }
  }

  function isWanted(number: number): boolean {
    return named.has(number) && main.id() !== number && !isThere(seatOf(number));
  }
  function lookSoon(): void {
    cancelLook?.();
    if (!named.size) return;
    cancelLook = clock.after(LOOK_AFTER_MS, () => void look());
  }
  async function look(): Promise<void> {
    if (!serial || lent || !isSettled(main) || ![...named].some(isWanted)) return;
    for (const port of await serial.getPorts()) {
      const known = isTaken(port) || unwanted.has(port) || [...others].some((other) => other.port === port);
      if (!known && !lent && mayBeBoard(port)) ask(serial, port);
    }
  }
  function ask(ports: SerialPorts, port: SerialPort): void {
    const board = newBoard({
      serial: onlyPort(ports, port),
      report(code, detail) {
        // Whoever is asked need not be a board at all.
        if (other.number !== null || code !== 'board-silent') host.report(code, detail);
      },
      onChange() {
        check(other);
        host.onChange();
      },
    });
    const other: Other = { port, number: null, board };
    others.add(other);
    countUp();
    other.board.choose({ kind: 'serial', usbVendorId: null, usbProductId: null });
  }
  /** What it says of itself, or that it says nothing, may decide. */
  function check(other: Other): void {
    if (!others.has(other)) return;
    const { board, number } = other;
    const state = board.portState();
    if (state === 'ready') {
      const id = board.id();
      if (id === number && number !== null) return;
      if (number === null && id !== null && isWanted(id)) seat(other, id);
      else void giveBack(other);
      // One that another program holds is tried again.
    } else if (number === null && (state === 'silent' || state === 'lost')) void giveBack(other);
  }
  function seat(other: Other, number: number): void {
    const before = seats.get(number);
    seats.set(number, other.board);
    other.number = number;
    countUp();
    for (const old of others) if (old.board === before) void giveBack(old);
    handOver(before, () => other.board);
  }
  function giveBack(other: Other): Promise<void> {
    others.delete(other);
    unwanted.add(other.port);
    countUp();
    // It keeps its seat, as one that is away, until another board has its number: what waits there is owed.
    return other.board.lendPort();
  }
  async function giveUp(): Promise<void> {
    await Promise.all([...others].map(giveBack));
  }
  function lookAfresh(): void {
    unwanted = new WeakSet();
    lookSoon();
  }
  serial?.addEventListener('connect', lookSoon);

  return {
    seatOf,
    all: (): readonly Board[] => all,
    there: (): Board[] =>
      [...others].filter(({ number, board }) => number !== null && board.id() !== null).map(({ board }) => board),
    lookAfresh,
    giveUp,
    hasPorts: (): boolean => others.size > 0,
    /** Numbers that enabled rules name. To look is to reset what hangs on other ports, so only a new number is a reason. */
    name(numbers: ReadonlySet<number>): void {
      const isNew = [...numbers].some((number) => !named.has(number));
      named = numbers;
      for (const other of others) if (other.number !== null && !named.has(other.number)) void giveBack(other);
      if (isNew) lookAfresh();
    },
    lookSoon,
    /** The main board is another one, or is there now: it has precedence over a seat of its number. */
    mainRenumbered(): void {
      const id = main.id();
      for (const other of others) if (id !== null && other.number === id) void giveBack(other);
      if (id !== null) handOver(seats.get(id), () => main);
      // What was meant for the board that stood here before is not meant for this one.
      handOver(main, ({ board }) => (board === undefined || board === id ? main : seatOf(board)));
    },
    /** Gives up every port, outputs off first. */
    lend(): Promise<void> {
      lent = true;
      return giveUp();
    },
    reclaim(): void {
      lent = false;
      lookAfresh();
    },
  };
}
