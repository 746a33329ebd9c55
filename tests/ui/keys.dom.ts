/** The keys that stop everything, and those that must not. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listenKeys } from '#ui/shell/keys.ts';

const actions = { stop: vi.fn(), go: vi.fn(), help: vi.fn() };
let stopListening: () => void;

beforeEach(() => {
  vi.clearAllMocks();
  stopListening = listenKeys(actions);
});
afterEach(() => {
  stopListening();
  document.body.replaceChildren();
});

function press(key: string, at: number, init: KeyboardEventInit = {}, target: EventTarget = document.body): void {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, ...init });
  Object.defineProperty(event, 'timeStamp', { value: at });
  target.dispatchEvent(event);
}

it('stops at Ctrl+Shift+X, also from within a field', () => {
  const field = document.body.appendChild(document.createElement('input'));
  press('X', 0, { code: 'KeyX', ctrlKey: true, shiftKey: true }, field);
  expect(actions.stop).toHaveBeenCalledOnce();
});

it.each([
  [[0, 600], 1],
  [[0, 601], 0],
  [[0, 700, 1_200], 1],
  [[0, 300, 500], 1],
  [[0, 300, 500, 700], 2],
])('Esc at %j ms stops %i times', (times, stops) => {
  for (const at of times) press('Escape', at);
  expect(actions.stop).toHaveBeenCalledTimes(stops);
});

it('does not take a held Esc for two', () => {
  press('Escape', 0);
  press('Escape', 30, { repeat: true });
  expect(actions.stop).not.toHaveBeenCalled();
});

const ALT_2 = { code: 'Digit2', altKey: true };
const ALT_HELP = { code: 'Slash', altKey: true, shiftKey: true };

it.each(['input', 'textarea', 'select'])(
  'goes to a screen by Alt and its digit, but not within a field (%s)',
  (tag) => {
    const field = document.body.appendChild(document.createElement(tag));
    press('2', 0, ALT_2, field);
    expect(actions.go).not.toHaveBeenCalled();
    press('2', 1, ALT_2);
    expect(actions.go).toHaveBeenCalledExactlyOnceWith('rules');
  },
);

it('knows the digit by its place, where Alt spells something else', () => {
  press('™', 0, ALT_2);
  expect(actions.go).toHaveBeenCalledExactlyOnceWith('rules');
});

it.each<[string, KeyboardEventInit]>([
  ['2', { code: 'Digit2' }],
  ['2', { ...ALT_2, ctrlKey: true }],
  ['2', { ...ALT_2, metaKey: true }],
  ['@', { ...ALT_2, shiftKey: true }],
  ['9', { code: 'Digit9', altKey: true }],
  ['?', { code: 'Slash', shiftKey: true }],
])('does nothing at %s with %o', (key, init) => {
  press(key, 0, init);
  expect(actions.go).not.toHaveBeenCalled();
  expect(actions.help).not.toHaveBeenCalled();
});

it.each(['?', '¿'])('shows the keys at Alt and ? (%s)', (key) => {
  press(key, 0, ALT_HELP);
  expect(actions.help).toHaveBeenCalledOnce();
});
