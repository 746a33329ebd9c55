/** Boards by number: whose runs are whose when a number changes, and when further ports are asked for theirs. */
import { expect, test, vi } from 'vitest';
import type { Command } from '#domain/command.ts';
import { newRule } from '#domain/rule-defaults.ts';
import { boardsBed, GREETED, uno } from './boards-bed.ts';

const PULSE: Command = { verb: 'PULSE', pin: 13, ms: 200 };
const pulses = (port: { written: Uint8Array[] }) =>
  new TextDecoder().decode(Buffer.concat(port.written)).split('PULSE').length - 1;

test('a board that is given another number runs nothing more of the old one’s, and nothing is run twice', async () => {
  const bed = boardsBed([7]);
  const [port] = await bed.open(uno(7));
  const paid = bed.fire(PULSE, 7, { coins: 5, runs: 6, longestQueue: 2 });
  const free = bed.fire(PULSE, 7, { runs: 2 });
  expect([paid.unstarted, free.unstarted]).toEqual([{ waiting: 2, owed: 3 }, { waiting: 2 }]);
  bed.boards.setId(8);
  await bed.pass(3_000);
  expect(bed.ids()).toEqual([8]);
  expect(pulses(port)).toBe(1);
  expect(paid).toMatchObject({ unstarted: { owed: 5 }, owedReason: 'board-away' });
  expect(free.unstarted).toEqual({ dropped: 2 });
  bed.boards.setId(7);
  await bed.pass(6_000);
  expect(paid.results.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 6 }, () => 'acked'));
  expect([paid.unstarted, pulses(port)]).toEqual([{}, 6]);
  await bed.close();
});

test('what no rule names is asked once, however often the profile is saved, until a rule names another number', async () => {
  const bed = boardsBed([7, 9]);
  const [, unnamed] = await bed.open(uno(7), uno(5));
  await bed.pass(2_000);
  expect(unnamed.readable).toBeNull();
  const opened = vi.spyOn(unnamed, 'open');
  const save = async (changes: Partial<typeof bed.profile>) => {
    bed.boards.setProfile({ ...bed.profile, ...changes });
    await bed.pass(2 * GREETED);
  };
  await save({ name: 'another' });
  await save({ rules: bed.profile.rules.toReversed() });
  await save({ rules: bed.profile.rules.slice(1) });
  expect(opened).not.toHaveBeenCalled();
  await save({ rules: [...bed.profile.rules, { ...newRule('r5', ''), board: 5 }] });
  expect(opened).toHaveBeenCalledOnce();
  expect(bed.ids()).toEqual([7, 5]);
  await bed.close();
});

test('boards with somebody’s own sketch have no numbers, so no further port is opened', async () => {
  const bed = boardsBed([7]);
  bed.boards.setProfile({ ...bed.profile, dialect: 'text' });
  const [, opened] = [uno(), uno(7)].map((device) => vi.spyOn(bed.usb.plug(device), 'open'));
  await bed.open();
  await bed.pass(3 * GREETED);
  expect(bed.boards.view().state).toBe('ready');
  bed.boards.portGranted();
  await bed.pass(GREETED);
  expect(opened).not.toHaveBeenCalled();
  bed.boards.setProfile(bed.profile);
  await bed.pass(3 * GREETED);
  expect(bed.ids()).toEqual([null, 7]);
  await bed.close();
});
