/** Import of profiles: a bad file names its field and changes nothing, a good one can be taken back. */
import { configure, fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { starterProfile } from '#domain/starter-profile.ts';
import { settings } from '#store/settings.svelte.ts';
import Rules from '#ui/rules/Rules.svelte';

configure({ defaultHidden: true, asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  settings.profile = starterProfile();
});

async function choose(content: string, name = 'profile.json') {
  const { container } = render(Rules);
  const input = container.querySelector('input[type=file]');
  if (!input) throw new Error('no file input');
  // jsdom's File lacks text() where a page has it.
  const file = Object.assign(new File([content], name), { text: () => Promise.resolve(content) });
  await fireEvent.change(input, { target: { files: [file] } });
}

function broken(): string {
  return JSON.stringify(starterProfile()).replace('"pin":7,"ms":200', '"pin":7,"ms":-5');
}

test.each([
  ['a value out of range', broken, 'rule “5”, step 1, Milliseconds: must be a whole number from 1 to 60000.'],
  ['no JSON', () => '{"rules": [', 'not'],
  ['something else', () => '[1, 2]', 'It is not a Giftwire profile.'],
])('%s: names it and changes nothing', async (_what, content, words) => {
  const before = settings.profile;
  await choose(content());
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('“profile.json” was not imported; nothing has changed.');
  expect(alert.textContent).toContain(words);
  expect(settings.profile).toBe(before);
});

test('a film dropped by mistake is not read', async () => {
  const { container } = render(Rules);
  const file = new File(['x'], 'film.mp4');
  Object.defineProperty(file, 'size', { value: 5_000_000 });
  const input = container.querySelector('input[type=file]');
  if (input) await fireEvent.change(input, { target: { files: [file] } });
  expect((await screen.findByRole('alert')).textContent).toContain('4,000 kB');
});

test('an older system’s map is taken over, told of, and taken back', async () => {
  const before = settings.profile;
  await choose('{"Rose": "LED1", "default": "LED2"}', 'gifts.json');
  await screen.findByText(/“gifts.json”/);
  expect(settings.profile.rules.some((rule) => rule.trigger.on === 'default-gift')).toBe(true);
  expect(settings.profile).not.toBe(before);
  await fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(settings.profile).toBe(before);
});
