/** The Board screen: each state has its own sentence and advice; which board is driven, and what a sketch of one's own lacks. */
import { configure, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FaultCode } from '#domain/fault.ts';
import type { PortState } from '#domain/port-machine.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import type { BoardView } from '#rpc/board-view.ts';
import type { Snapshot } from '#rpc/live.ts';
import { showSnapshot } from '#store/live.svelte.ts';
import { settings } from '#store/settings.svelte.ts';
import { en } from '#text/en.ts';
import { id } from '#text/id.ts';
import Board from '#ui/board/Board.svelte';
import { boardSentence } from '#ui/board/board-state.ts';
import { boardView } from './board-view.ts';

configure({ defaultHidden: true, asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 60_000 });

vi.mock('#store/workers.ts', () => ({ workers: () => ({ live: {} }) }));

const view = (state: PortState, part: Partial<BoardView> = {}): BoardView => ({ ...boardView(state), ...part });
const withFault = (code: FaultCode): Partial<BoardView> => ({ fault: { code, detail: '', at: 0 } });

const STATES: PortState[] = ['absent', 'closed', 'opening', 'busy', 'greeting', 'silent', 'ready', 'lost', 'lent'];

describe.each([
  ['English', en],
  ['Indonesian', id],
])('%s', (_name, words) => {
  test('every state has a sentence and a next step of its own', () => {
    const said = STATES.map((state) => boardSentence(view(state), true, words));
    expect(new Set(said.map((one) => one.says)).size).toBe(STATES.length);
    expect(new Set(said.map((one) => one.next)).size).toBe(STATES.length);
  });
});

test.each<[string, BoardView | null, string, string | null]>([
  ['nothing yet', null, en.board.next.none, 'choose'],
  ['virtual', view('ready', { kind: 'virtual' }), en.board.next.virtual, 'choose'],
  ['virtual, its cable pulled', view('lost', { kind: 'virtual' }), en.board.next.virtualUnplugged, null],
  [
    'a clone without a serial number',
    view('absent', withFault('port-needs-choosing')),
    en.board.next.choosing,
    'choose',
  ],
  ['a board that cannot run it', view('silent', withFault('board-unsuitable')), en.board.next.unsuitable, 'text'],
  [
    'the same, told to use text',
    view('ready', { dialect: 'text', ...withFault('board-unsuitable') }),
    en.board.next.readyText,
    null,
  ],
  ['silence', view('silent'), en.board.next.silent, 'text'],
  ['busy', view('busy'), en.board.next.busy, 'open'],
])('%s', (_name, board, next, offer) => {
  expect(boardSentence(board, true, en)).toMatchObject({ next, offer });
});

test('a browser without Web Serial is told so', () => {
  expect(boardSentence(view('absent'), false, en)).toMatchObject({ next: en.board.next.unsupported, offer: null });
});

describe('the screen', () => {
  beforeEach(() => {
    settings.profile = starterProfile();
    settings.board = { kind: 'auto' };
    showSnapshot({ board: view('ready', { kind: 'virtual' }), muted: false, session: null } as unknown as Snapshot);
  });

  test('names the virtual board and takes another', async () => {
    render(Board);
    expect(screen.getByText('Virtual Uno is running.')).toBeTruthy();
    await fireEvent.click(screen.getByRole('radio', { name: /^Virtual Mega 2560/ }));
    expect(settings.board).toEqual({ kind: 'virtual', model: 'mega' });
    expect(await screen.findByText('Virtual Mega 2560 is running.')).toBeTruthy();
  });

  test('says plainly what a sketch of one’s own lacks', async () => {
    render(Board);
    await fireEvent.change(screen.getByLabelText(/^What runs on it/), { target: { value: 'text' } });
    expect(screen.getByText(/no answers and no watchdog/)).toBeTruthy();
    await fireEvent.input(screen.getByLabelText(/^Stop lines/), { target: { value: 'HALT\nOFF' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(settings.profile).toMatchObject({ dialect: 'text', text: { stopLines: ['HALT', 'OFF'] } }),
    );
  });
});
