/** The Board screen: each state has its own sentence and advice, and nothing out of range reaches the board or the profile. */
import { configure, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FaultCode } from '#domain/fault.ts';
import type { PortState } from '#domain/port-machine.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import type { BoardView, Snapshot } from '#rpc/live.ts';
import { showSnapshot } from '#store/live.svelte.ts';
import { settings } from '#store/settings.svelte.ts';
import { en } from '#text/en.ts';
import { id } from '#text/id.ts';
import Board from '#ui/board/Board.svelte';
import { boardSentence } from '#ui/board/board-state.ts';

configure({ defaultHidden: true, asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 60_000 });

const tryCommand = vi.hoisted(() => vi.fn(() => Promise.resolve()));
const allOff = vi.hoisted(() => vi.fn(() => Promise.resolve()));
vi.mock('#store/workers.ts', () => ({ workers: () => ({ live: { tryCommand, allOff } }) }));

const view = (state: PortState, part: Partial<BoardView> = {}): BoardView => ({
  ...{ kind: 'serial', state, dialect: 'giftwire', usbVendorId: 0x2341, usbProductId: 0x43, firmware: null },
  ...{ ackP50Ms: null, ackP99Ms: null, waiting: 0, pins: [], fault: null },
  ...part,
});
const withFault = (code: FaultCode): Partial<BoardView> => ({ fault: { code, detail: '', at: 0 } });

const STATES: PortState[] = ['absent', 'closed', 'opening', 'busy', 'greeting', 'silent', 'ready', 'lost'];

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
  ['practice', view('ready', { kind: 'practice' }), en.board.next.practice, 'choose'],
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
    tryCommand.mockClear();
    showSnapshot({ board: view('ready', { kind: 'practice' }), muted: false, session: null } as unknown as Snapshot);
  });
  const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });

  test('tries a pin', async () => {
    render(Board);
    await type('Milliseconds', '300');
    await fireEvent.click(screen.getByRole('button', { name: 'Try it' }));
    await waitFor(() => expect(tryCommand).toHaveBeenCalledWith({ verb: 'PULSE', pin: 5, ms: 300 }));
  });

  test.each([
    ['paused', { session: { state: 'paused' } }, en.board.paused],
    ['muted', { muted: true }, en.board.muted],
  ])('refuses a try while %s: it would move things later', async (_name, part, why) => {
    const ready = { board: view('ready', { kind: 'practice' }), muted: false, session: null };
    showSnapshot({ ...ready, ...part } as unknown as Snapshot);
    render(Board);
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Try it' });
    expect(button.disabled).toBe(true);
    expect(screen.getByText(why)).toBeTruthy();
    if (button.form) await fireEvent.submit(button.form);
    expect(tryCommand).not.toHaveBeenCalled();
  });

  test('refuses a value the board would refuse', async () => {
    render(Board);
    await type('Milliseconds', '0');
    await fireEvent.click(screen.getByRole('button', { name: 'Try it' }));
    expect((await screen.findByRole('alert')).textContent).toContain(
      'Milliseconds: must be a whole number from 1 to 60000.',
    );
    expect(tryCommand).not.toHaveBeenCalled();
  });

  test('keeps a pin’s settings only when they are sound', async () => {
    render(Board);
    await type('Pin 5: Longest on (s)', '90');
    await fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Pin 5, Longest on (s): must be a whole number from 0 to 65.');
    expect(settings.profile.pins[0]?.limitMs).toBe(10_000);
    await type('Pin 5: Longest on (s)', '2.5');
    await fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(settings.profile.pins[0]?.limitMs).toBe(2_500));
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
