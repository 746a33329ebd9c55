/** What switches everything off reaches every board before anything else is done, whatever goes wrong with one of them. */
import { expect, test, vi } from 'vitest';
import type { Command } from '#domain/command.ts';
import { actingBoard } from '#live/acting-board.ts';
import { boardBed, effectOf } from './board-bed.ts';
import { boardsBed, uno } from './boards-bed.ts';

const ON: Command = { verb: 'SET', pin: 13, on: true };
const PULSE: Command = { verb: 'PULSE', pin: 6, ms: 200 };
const WAYS = [
  ['emergencyStop', '\u0018\u0018'],
  ['allOff', ' OFF*'],
  ['sessionEnds', ' OFF*'],
] as const;

/** Both are on, and runs wait for each. */
async function two() {
  const bed = boardsBed([2]);
  const ports = await bed.open(uno(1), uno(2));
  const actions = [undefined, 2].map((board) => {
    bed.fire(ON, board);
    return bed.fire(PULSE, board, { runs: 5 });
  });
  await bed.pass(50);
  return {
    ...bed,
    actions,
    isOn: () => ports.map((port) => port.board?.isOn(13)),
    said: (text: string) => ports.map(({ written }) => new TextDecoder().decode(Buffer.concat(written)).includes(text)),
    press: () => ports[1].board?.pressStop(true),
  };
}

test.each(WAYS)('%s is said to all boards before the lanes of any are emptied', async (way, bytes) => {
  const bed = await two();
  const seen: boolean[][] = [];
  bed.onAction.mockImplementation(() => void seen.push(bed.said(bytes)));
  bed.boards[way]();
  expect(seen.length).toBeGreaterThan(1);
  expect(seen.filter((each) => each.includes(false))).toEqual([]);
  await bed.close();
});

test.each(WAYS)('%s reaches the second board although something fails with the first', async (way) => {
  const bed = await two();
  bed.onAction.mockImplementation((action) => {
    if (action.board === undefined) throw new Error('broken');
  });
  bed.boards[way]();
  expect(bed.faults()).toContain('worker-failed');
  await bed.pass(50);
  expect(bed.isOn()).toEqual([false, false]);
  expect(bed.actions[1]?.unstarted.waiting).toBeUndefined();
  bed.onAction.mockReset();
  await bed.close();
});

test('the stop button on one stops the other before the lanes of either are emptied', async () => {
  const bed = await two();
  const stopped: boolean[] = [];
  bed.onAction.mockImplementation((action) => {
    if (action.unstarted.muted) stopped.push(bed.said('\u0018\u0018')[0] ?? false);
  });
  bed.press();
  await bed.pass(100);
  expect(stopped.length).toBeGreaterThan(1);
  expect(stopped).not.toContain(false);
  expect(bed.actions.map(({ unstarted }) => unstarted)).toEqual([{ muted: 4 }, { muted: 4 }]);
  expect(bed.isOn()).toEqual([false, false]);
  await bed.close();
});

test.each(['emergencyStop', 'allOff'] as const)(
  '%s reaches a playback’s board first, whatever fails elsewhere',
  async (way) => {
    const bed = await two();
    const { board, clock, fire, virtualUno } = boardBed();
    board.choose({ kind: 'virtual', model: 'uno' });
    clock.advance(3_000);
    fire(effectOf([ON]));
    clock.advance(50);
    const outputsOff = vi.fn(board.outputsOff);
    const toldBefore: number[] = [];
    bed.onAction.mockImplementation(() => {
      toldBefore.push(outputsOff.mock.calls.length);
      throw new Error('broken');
    });
    actingBoard(bed.boards, () => ({ ...board, outputsOff }), bed.report)[way]();
    expect(toldBefore).toEqual([1, 1]);
    clock.advance(50);
    expect(virtualUno.edges.map(({ on }) => on)).toEqual([true, false]);
    bed.onAction.mockReset();
    await bed.close();
  },
);
