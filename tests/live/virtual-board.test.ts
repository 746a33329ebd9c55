/** The built-in virtual Uno behind the whole board: what a first visitor sees. */
import { describe, expect, test } from 'vitest';
import { boardBed, effectOf } from './board-bed.ts';

describe('the virtual Uno', () => {
  test('answers a pulse', () => {
    const { board, clock, fire } = boardBed();
    board.choose({ kind: 'virtual', model: 'uno' });
    clock.advance(1_000);
    expect(board.view()).toMatchObject({
      kind: 'virtual',
      state: 'ready',
      firmware: { name: 'giftwire' },
      fault: null,
    });
    const action = fire(effectOf([{ verb: 'PULSE', pin: 13, ms: 200 }]));
    expect(action.results).toMatchObject([{ outcome: 'waiting', sentMs: 0 }]);
    clock.advance(20);
    expect(action.results).toMatchObject([{ outcome: 'acked', code: null }]);
    expect(action.results[0]?.ackMs).toBeGreaterThan(0);
    expect(action.unstarted).toEqual({});
    expect(board.view().pins).toEqual([{ pin: 13, name: '', on: true, detail: 'PULSE 200', waiting: 0 }]);
    clock.advance(200);
    expect(board.view().pins[0]?.on).toBe(false);
  });

  test('what comes while it boots waits and then goes out', () => {
    const { board, clock, fire } = boardBed();
    board.choose({ kind: 'auto' });
    const action = fire(effectOf([{ verb: 'PULSE', pin: 13, ms: 200 }]), { runs: 10 });
    expect(action.unstarted).toEqual({ waiting: 10 });
    clock.advance(1_000);
    clock.advance(10 * 270);
    expect(action.results.map((result) => result.outcome)).toEqual(Array(10).fill('acked'));
  });
});
