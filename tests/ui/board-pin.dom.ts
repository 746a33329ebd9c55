/** One pin in hand: tried within ranges, its settings kept only when they are sound. */
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { newRule } from '#domain/rule-defaults.ts';
import { starterProfile } from '#domain/starter-profile.ts';
import type { Snapshot } from '#rpc/live.ts';
import { showSnapshot } from '#store/live.svelte.ts';
import { settings } from '#store/settings.svelte.ts';
import { en } from '#text/en.ts';
import Board from '#ui/board/Board.svelte';
import { pinsDraft } from '#ui/board/draft-profile.svelte.ts';
import { boardView } from './board-view.ts';

configure({ defaultHidden: true, asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 60_000 });

const calls = vi.hoisted(() => ({ tryCommand: vi.fn(), holdPin: vi.fn(), allOff: vi.fn() }));
vi.mock('#store/workers.ts', () => ({
  workers: () => ({
    live: {
      tryCommand: (...args: unknown[]) => Promise.resolve(calls.tryCommand(...args)),
      holdPin: (...args: unknown[]) => Promise.resolve(calls.holdPin(...args)),
      allOff: () => Promise.resolve(calls.allOff()),
    },
  }),
}));
const { tryCommand, holdPin } = calls;

const show = (part: object = {}) =>
  showSnapshot({ board: boardView('ready'), muted: false, session: null, ...part } as unknown as Snapshot);
const type = (label: RegExp, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const choose = (pin: number) =>
  fireEvent.change(screen.getByLabelText('Choose a pin'), { target: { value: String(pin) } });

beforeEach(() => {
  // jsdom captures no pointers.
  Element.prototype.setPointerCapture = () => undefined;
  const starter = starterProfile();
  // Pin 5 is the first, and so the one in hand.
  settings.profile = { ...starter, pins: starter.pins.filter(({ pin }) => pin >= 5) };
  pinsDraft.discard();
  tryCommand.mockClear();
  holdPin.mockClear();
  show();
});

test('a pulse of the length typed', async () => {
  render(Board);
  await type(/^Pulse \(ms\)/, '300');
  await fireEvent.click(button('Pulse'));
  await waitFor(() => expect(tryCommand).toHaveBeenCalledWith({ verb: 'PULSE', pin: 5, ms: 300 }));
});

test('refuses a value the board would refuse', async () => {
  render(Board);
  await type(/^Pulse \(ms\)/, '0');
  await fireEvent.click(button('Pulse'));
  expect((await screen.findByRole('alert')).textContent).toContain('must be a whole number from 1 to 60000.');
  expect(tryCommand).not.toHaveBeenCalled();
});

test('dims and turns while a slider moves; only pins with a timer dim', async () => {
  render(Board);
  await fireEvent.input(screen.getByRole('slider', { name: /Dim/ }), { target: { value: '128' } });
  await fireEvent.input(screen.getByRole('slider', { name: /Servo/ }), { target: { value: '140' } });
  expect(tryCommand.mock.calls).toEqual([
    [{ verb: 'PWM', pin: 5, value: 128 }],
    [{ verb: 'SERVO', pin: 5, position: 140 }],
  ]);
  await choose(7);
  expect(screen.queryByRole('slider', { name: /Dim/ })).toBeNull();
});

test.each([
  ['paused', { session: { state: 'paused' } }, en.board.try.paused],
  ['muted', { muted: true }, en.board.try.muted],
  ['silent', { board: boardView('silent') }, en.board.try.notReady],
])('refuses a try while %s', async (_name, part, why) => {
  show(part);
  render(Board);
  expect(screen.getByText(why)).toBeTruthy();
  const pulse = button('Pulse') as HTMLButtonElement;
  expect(pulse.disabled).toBe(true);
  if (pulse.form) await fireEvent.submit(pulse.form);
  await fireEvent.pointerDown(button('Hold to switch on'), { button: 0 });
  expect(holdPin).not.toHaveBeenCalled();
  expect(tryCommand).not.toHaveBeenCalled();
});

test('the serial line is no pin to try or to set up', async () => {
  render(Board);
  await choose(1);
  expect(screen.getByText(en.board.can.serial)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Hold to switch on' })).toBeNull();
  expect(screen.queryByLabelText(/^Longest on/)).toBeNull();
});

test('lists its rules as links and says which cannot both work', async () => {
  const servo = newRule('s', 'Claw turns');
  const lamp = newRule('l', 'Lamp glows');
  settings.profile = {
    ...starterProfile(),
    rules: [
      {
        ...servo,
        effect: { ...servo.effect, steps: [{ do: 'command', command: { verb: 'SERVO', pin: 6, position: 90 } }] },
      },
      {
        ...lamp,
        effect: { ...lamp.effect, steps: [{ do: 'command', command: { verb: 'PWM', pin: 9, value: 20 } }] },
      },
    ],
  };
  render(Board);
  await choose(9);
  expect(screen.getByRole('link', { name: 'Lamp glows' }).getAttribute('href')).toBe('#/rules/l');
  expect(screen.getByRole('note').textContent).toContain('“Lamp glows” and “Claw turns” cannot work at the same time.');
});

describe('settings', () => {
  const save = () => fireEvent.click(button('Save'));

  test('are kept only when they are sound', async () => {
    render(Board);
    await type(/^Longest on/, '90');
    await save();
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Pin 5, Longest on (s): must be a whole number from 0 to 65.');
    expect(settings.profile.pins[0]?.limitMs).toBe(10_000);
    await type(/^Longest on/, '2.5');
    await type(/^Duty cycle/, '25');
    await type(/^Servo at rest/, '90');
    await save();
    await waitFor(() =>
      expect(settings.profile.pins[0]).toMatchObject({ limitMs: 2_500, dutyPercent: 25, restDegrees: 90 }),
    );
    await type(/^Duty cycle/, '');
    await save();
    await waitFor(() => expect(settings.profile.pins[0]).not.toHaveProperty('dutyPercent'));
  });

  test('outlive a look at another screen; meanwhile the table shows what is saved', async () => {
    const { unmount } = render(Board);
    await choose(4);
    await type(/^Name\b/, 'horn');
    expect(within(screen.getByRole('table')).queryByText('horn')).toBeNull();
    unmount();
    render(Board);
    expect((screen.getByLabelText(/^Name\b/) as HTMLInputElement).value).toBe('horn');
    expect(within(screen.getByRole('table')).queryByText('horn')).toBeNull();
    await save();
    expect(await within(screen.getByRole('table')).findByText('horn')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  });

  test('of several pins are saved together, of a pin without any too', async () => {
    render(Board);
    await type(/^Name\b/, 'pump');
    await choose(4);
    await type(/^Name\b/, 'horn');
    await save();
    await waitFor(() =>
      expect(settings.profile.pins.slice(0, 2)).toMatchObject([
        { pin: 4, name: 'horn' },
        { pin: 5, name: 'pump' },
      ]),
    );
  });

  test('are for one board where several are known', async () => {
    show({ board: { ...boardView('ready'), firmware: { name: 'giftwire', version: '1.0.0', board: 'm328p', id: 2 } } });
    settings.profile = { ...settings.profile, rules: [{ ...newRule('a', 'A'), board: 1 }] };
    render(Board);
    await fireEvent.change(screen.getByLabelText('These settings are for'), { target: { value: '2' } });
    await type(/^Name\b/, 'left pump');
    await save();
    await waitFor(() =>
      expect(settings.profile.pins.filter(({ pin }) => pin === 5)).toMatchObject([
        { name: 'TikTok' },
        { name: 'left pump', board: 2 },
      ]),
    );
  });
});
