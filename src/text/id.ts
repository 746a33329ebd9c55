/** All words in Bahasa Indonesia, screen by screen. */
import type { Words } from './en.ts';
import { board } from './id/board.ts';
import { common } from './id/common.ts';
import { drawnBoard } from './id/drawn-board.ts';
import { faults } from './id/faults.ts';
import { firstRun } from './id/first-run.ts';
import { history } from './id/history.ts';
import { live } from './id/live.ts';
import { prepare } from './id/prepare.ts';
import { rules } from './id/rules.ts';
import { settings } from './id/settings.ts';
import { whatIf } from './id/what-if.ts';

export const id: Words = {
  common,
  live,
  rules,
  board,
  history,
  settings,
  firstRun,
  faults,
  drawnBoard,
  whatIf,
  prepare,
};
