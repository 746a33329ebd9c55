/** All English words, screen by screen. English is also the shape every other language must fill. */
import { board } from './en/board.ts';
import { common } from './en/common.ts';
import { drawnBoard } from './en/drawn-board.ts';
import { faults } from './en/faults.ts';
import { firstRun } from './en/first-run.ts';
import { history } from './en/history.ts';
import { live } from './en/live.ts';
import { prepare } from './en/prepare.ts';
import { rules } from './en/rules.ts';
import { settings } from './en/settings.ts';
import { whatIf } from './en/what-if.ts';

export const en = { common, live, rules, board, history, settings, firstRun, faults, drawnBoard, whatIf, prepare };

/** What a dictionary holds; a missing or surplus key does not compile. */
export type Words = typeof en;
