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

it('goes to a screen by its digit, but not while somebody types', () => {
  const field = document.body.appendChild(document.createElement('textarea'));
  press('2', 0, {}, field);
  expect(actions.go).not.toHaveBeenCalled();
  press('2', 1);
  expect(actions.go).toHaveBeenCalledExactlyOnceWith('rules');
});

it('leaves digits beyond the screens alone', () => {
  press('9', 0);
  expect(actions.go).not.toHaveBeenCalled();
});

it('shows the keys at ?', () => {
  press('?', 0, { shiftKey: true });
  expect(actions.help).toHaveBeenCalledOnce();
});
