/** The whole board above the virtual Uno: stops, session end, tries, pauses, and a noisy cable. */
import { describe, expect, test } from 'vitest';
import { actionOf, boardBed, effectOf, profileOf } from './board-bed.ts';
import { cableBed } from './cable-bed.ts';

const PULSE = effectOf([{ verb: 'PULSE', pin: 13, ms: 200 }]);
const SET = effectOf([{ verb: 'SET', pin: 13, on: true }]);
const PAID = { coins: 1 };
const outcomes = (action: { results: { outcome: string }[] }) => action.results.map((result) => result.outcome);

function virtualBed(...args: Parameters<typeof boardBed>) {
  const bed = boardBed(...args);
  bed.board.choose({ kind: 'virtual', model: 'uno' });
  bed.clock.advance(3_000);
  return bed;
}

describe('emergency stop', () => {
  test('in flight unknown, waiting owed or muted, pins off; afterwards the board acts again', () => {
    const { board, clock, fire, faults } = virtualBed();
    const paid = fire(PULSE, { runs: 3, ...PAID });
    const free = fire(PULSE, { runs: 3 });
    board.emergencyStop();
    expect(outcomes(paid)).toEqual(['unknown']);
    expect(paid).toMatchObject({ unstarted: { owed: 2 }, owedReason: 'stopped' });
    expect(free.unstarted).toEqual({ muted: 3 });
    expect(board.view()).toMatchObject({ waiting: 0, pins: [] });
    clock.advance(100);
    expect(board.view().state).toBe('ready');
    expect(paid.results).toHaveLength(1);
    board.fireOwed(paid, clock.now());
    clock.advance(1_000);
    expect(outcomes(paid)).toEqual(['unknown', 'acked', 'acked']);
    expect(faults()).toEqual([]);
  });
  test('in the text dialect its lines go out and lanes are emptied likewise', () => {
    const { board, fire } = virtualBed(
      profileOf({ dialect: 'text', text: { newline: 'lf', template: '{device}', stopLines: ['STOP'] } }),
    );
    const paid = fire(PULSE, { runs: 3, ...PAID });
    board.emergencyStop();
    expect(outcomes(paid)).toEqual(['sent']);
    expect(paid).toMatchObject({ unstarted: { owed: 2 }, owedReason: 'stopped' });
  });
});

describe('a session', () => {
  test('at its end lanes are empty and everything is off', () => {
    const { board, clock, fire } = virtualBed();
    const on = fire(SET);
    const paid = fire(PULSE, { runs: 2, ...PAID });
    const free = fire(PULSE, { runs: 2 });
    clock.advance(50);
    board.allOff();
    clock.advance(50);
    expect(outcomes(on)).toEqual(['acked']);
    expect(paid).toMatchObject({ unstarted: { owed: 1 }, owedReason: 'stopped' });
    expect(free.unstarted).toEqual({ dropped: 2 });
    expect(board.view().pins).toEqual([]);
  });
  test('paused, nothing starts; resumed, it goes on', () => {
    const { board, clock, fire } = virtualBed();
    board.hold();
    const action = fire(PULSE);
    clock.advance(1_000);
    expect(action.unstarted).toEqual({ waiting: 1 });
    board.resume();
    clock.advance(50);
    expect(outcomes(action)).toEqual(['acked']);
  });
});

test('a try goes through the lanes and leaves no record', () => {
  const { board, clock, onAction } = virtualBed();
  board.try({ verb: 'PULSE', pin: 13, ms: 200 });
  expect(board.view().pins).toMatchObject([{ pin: 13, shows: { does: 'on' } }]);
  expect(board.view().ackP50Ms).toBeNull();
  clock.advance(100);
  expect(board.view().ackP50Ms).toBeGreaterThan(0);
  expect(onAction).not.toHaveBeenCalled();
});

test('pins of the profile are shown by name, with what waits for them', () => {
  const pins = [{ pin: 13, name: 'lamp', inverted: true, limitMs: 3_000, gapMs: 60 }];
  const { board, fire } = virtualBed(profileOf({ pins }));
  expect(board.view().pins).toEqual([{ pin: 13, name: 'lamp', shows: { does: 'off' }, waiting: 0 }]);
  fire(PULSE, { runs: 4 });
  expect(board.view().pins).toEqual([{ pin: 13, name: 'lamp', shows: { does: 'on' }, waiting: 3 }]);
});

describe('over a cable', () => {
  test('commands of one frame go out in one write, in order', async () => {
    const bed = await cableBed();
    bed.port.written.length = 0;
    for (const pin of [5, 6, 7])
      bed.board.enqueue(actionOf(effectOf([{ verb: 'SET', pin, on: true }]), bed.clock.now()), bed.clock.now());
    bed.board.flushWrites();
    await bed.pass(1);
    expect(bed.port.written).toHaveLength(1);
    expect(new TextDecoder().decode(bed.port.written[0]).match(/SET \d/g)).toEqual(['SET 5', 'SET 6', 'SET 7']);
    await bed.close();
  });
  test('the stop bytes are the very next thing on the wire', async () => {
    const bed = await cableBed();
    for (let i = 0; i < 100; i++) bed.board.enqueue(actionOf(SET, bed.clock.now()), bed.clock.now());
    bed.board.flushWrites();
    await bed.pass(1);
    bed.port.written.length = 0;
    bed.board.emergencyStop();
    await bed.pass(1);
    expect([...(bed.port.written[0] ?? [])]).toEqual([0x18, 0x18]);
    await bed.pass(200);
    expect(bed.port.written.map((bytes) => new TextDecoder().decode(bytes)).join('')).not.toContain('SET');
    await bed.close();
  });
  test('the stop button on the board empties the lanes and says so', async () => {
    const bed = await cableBed();
    const action = actionOf(PULSE, bed.clock.now(), { runs: 3 });
    bed.board.enqueue(action, bed.clock.now());
    bed.board.flushWrites();
    await bed.pass(50);
    bed.port.board?.pressStop(true);
    await bed.pass(50);
    expect(bed.onHardwareStop).toHaveBeenCalledOnce();
    expect(action.unstarted).toEqual({ muted: 2 });
    await bed.close();
  });
  test('the reset button: in flight unknown, nothing replayed, then on as before', async () => {
    const bed = await cableBed();
    const action = actionOf(PULSE, bed.clock.now(), { runs: 2 });
    bed.board.enqueue(action, bed.clock.now());
    bed.board.flushWrites();
    bed.port.board?.reset();
    await bed.pass(2_000);
    expect(outcomes(action)).toEqual(['unknown', 'acked']);
    expect(bed.board.view()).toMatchObject({ state: 'ready', fault: { code: 'board-reset' } });
    await bed.close();
  });
  test.each([0.001, 0.01, 0.03])(
    'with %d of all bytes damaged every command is done once at most, and acked means done',
    async (rate) => {
      const bed = await cableBed(rate);
      const actions = Array.from({ length: 200 }, (_, i) =>
        actionOf(effectOf([{ verb: 'SET', pin: 13, on: i % 2 === 0 }]), bed.clock.now()),
      );
      for (const action of actions) bed.board.enqueue(action, bed.clock.now());
      bed.board.flushWrites();
      const open = () => actions.some(({ results: [result] }) => !result || result.outcome === 'waiting');
      for (let passed = 0; open() && passed < 8_000; passed += 100) await bed.pass(100);
      const all = actions.map((action) => action.results[0]?.outcome);
      const unknown = all.filter((outcome) => outcome === 'unknown').length;
      expect(all.filter((outcome) => outcome !== 'acked' && outcome !== 'unknown')).toEqual([]);
      expect(unknown).toBeLessThan(100);
      expect(bed.faults()).toContain('board-nak');
      // Each SET differs from the one before, so each that was carried out is an edge, and a second time would be none.
      // One that never happened takes two edges along: its own and that of the one behind it.
      expect(bed.edges()).toBeLessThanOrEqual(200);
      expect(bed.edges()).toBeGreaterThanOrEqual(200 - 2 * unknown);
      await bed.close();
    },
  );
});
