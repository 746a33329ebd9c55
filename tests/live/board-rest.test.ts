/** Servos at a session's ends, seen at the emulated board's pins: rest first, then nothing; everything else off at once. */
import { expect, test } from 'vitest';
import { newPin } from '#domain/rule-defaults.ts';
import { boardBed, effectOf, profileOf } from './board-bed.ts';

const SERVO = 9;
const REST_US = 544 + Math.floor((30 * 1856) / 180);
const to = (position: number) => effectOf([{ verb: 'SERVO', pin: SERVO, position }]);
const PULSE = effectOf([{ verb: 'PULSE', pin: 13, ms: 5_000 }]);

function bed() {
  const pins = [{ ...newPin(SERVO, 'flag'), restDegrees: 30 }, newPin(10, 'a servo that stays where it is')];
  const made = boardBed(profileOf({ pins }));
  made.board.choose({ kind: 'virtual', model: 'uno' });
  made.clock.advance(3_000);
  const { edges } = made.virtualUno;
  return {
    ...made,
    edges,
    /** Servo pulses on a pin since `from` (an index of edges): widths, µs. */
    widths(pin: number, from = 0): number[] {
      const own = edges.slice(from).filter((edge) => edge.pin === pin);
      return own.flatMap((edge, i) => (edge.on && own[i + 1] ? [(own[i + 1].ms - edge.ms) * 1_000] : []));
    },
  };
}
const about = (us: number, widths: number[]) => widths.every((width) => Math.abs(width - us) < 8);

test('a greeted board and a session that starts by itself move nothing', () => {
  const { board, clock, edges } = bed();
  board.sessionStarts(false);
  clock.advance(1_000);
  expect(edges).toEqual([]);
});

test('at a start by hand the servo takes its rest position', () => {
  const { board, clock, widths } = bed();
  board.sessionStarts(true);
  clock.advance(200);
  expect(widths(SERVO).length).toBeGreaterThan(5);
  expect(about(REST_US, widths(SERVO))).toBe(true);
  expect(widths(10)).toEqual([]);
});

test('at the end: other pins off at once, the servo driven to rest for 600 ms, then let go', () => {
  const { board, clock, edges, fire, widths } = bed();
  fire(to(120));
  fire(PULSE);
  clock.advance(300);
  const end = edges.length;
  board.sessionEnds();
  clock.advance(50);
  expect(edges.slice(end).filter(({ pin, on }) => pin === 13 && !on)).toHaveLength(1);
  expect(board.view().pins.find(({ pin }) => pin === SERVO)?.shows).toEqual({ does: 'servo', us: REST_US });
  clock.advance(600);
  // The pulse that was up when it ended aside, all are of the rest position.
  const driven = widths(SERVO, end).slice(1);
  expect(driven.length).toBeGreaterThan(25);
  expect(about(REST_US, driven)).toBe(true);
  const gone = edges.length;
  clock.advance(1_000);
  expect(edges.slice(gone)).toEqual([]);
  expect(board.view().pins.every(({ shows }) => shows.does === 'off')).toBe(true);
});

test('a servo that nobody moved stays where it is', () => {
  const { board, clock, edges } = bed();
  board.sessionEnds();
  clock.advance(1_000);
  expect(edges).toEqual([]);
});

test.each([
  ['EMERGENCY STOP', (board: ReturnType<typeof bed>['board']) => board.emergencyStop()],
  ['all off, as when the page closes', (board: ReturnType<typeof bed>['board']) => board.allOff()],
])('%s waits for no servo, and cuts short one that is on its way to rest', (_, stop) => {
  const { board, clock, edges, fire } = bed();
  fire(to(120));
  clock.advance(300);
  board.sessionEnds();
  clock.advance(100);
  stop(board);
  clock.advance(50);
  const stopped = edges.length;
  clock.advance(1_000);
  expect(edges.slice(stopped)).toEqual([]);
});

test.each([true, false])('a session that starts meanwhile (by hand: %j) is not cut off', (byHand) => {
  const { board, clock, edges, fire } = bed();
  fire(to(120));
  clock.advance(300);
  board.sessionEnds();
  clock.advance(100);
  board.sessionStarts(byHand);
  fire(PULSE);
  clock.advance(2_000);
  expect(edges.findLast(({ pin }) => pin === 13)?.on).toBe(true);
});
