/** The Rules screen as it is used: edit, add a step, refuse a bad value by its field's name, delete and take it back. */
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { starterProfile } from '#domain/starter-profile.ts';
import { showSnapshot } from '#store/live.svelte.ts';
import { endDraft } from '#store/profile-edit-draft.svelte.ts';
import { settings } from '#store/settings.svelte.ts';
import Rules from '#ui/rules/Rules.svelte';

// Looking for hidden ancestors is most of what a query by role costs, and nothing here is hidden.
configure({ defaultHidden: true, asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  endDraft();
  settings.profile = starterProfile();
});

const rose = () => settings.profile.rules.find((rule) => rule.name === 'Rose');
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
async function editRose() {
  render(Rules);
  await press('Edit “Rose”');
  return within(screen.getByRole('form', { name: 'Edit rule' }));
}

test('adds a step, and it counts only once it is saved', async () => {
  const form = await editRose();
  await press('Add a step');
  expect(form.getAllByLabelText('Milliseconds')).toHaveLength(2);
  expect(rose()?.effect.steps).toHaveLength(1);
  await press('Save');
  await waitFor(() => expect(rose()?.effect.steps.length).toBe(2));
  expect(screen.queryByRole('form')).toBeNull();
});

test('moves and removes steps', async () => {
  const form = await editRose();
  await press('Add a step');
  await fireEvent.change(form.getByLabelText('Step 2: Kind of step'), { target: { value: 'wait' } });
  await press('Move step 2 up');
  await press('Remove step 2');
  await press('Save');
  await waitFor(() => expect(rose()?.effect.steps).toEqual([{ do: 'wait', ms: 500 }]));
});

test.each([['0'], ['60001'], ['1.5'], ['']])('refuses %j ms and names the field', async (value) => {
  const before = settings.profile;
  const form = await editRose();
  await fireEvent.input(form.getByLabelText('Milliseconds'), { target: { value } });
  await press('Save');
  const alert = await form.findByRole('alert');
  expect(alert.textContent).toContain('rule “Rose”, step 1, Milliseconds: must be a whole number from 1 to 60000.');
  expect(settings.profile).toBe(before);
});

test('refuses a chat rule without words', async () => {
  const form = await editRose();
  await fireEvent.change(form.getByLabelText('What happens'), { target: { value: 'chat' } });
  await press('Save');
  expect((await form.findByRole('alert')).textContent).toContain('Words: must not be empty.');
});

test('the words of a chat rule are typed with commas', async () => {
  const form = await editRose();
  await fireEvent.change(form.getByLabelText('What happens'), { target: { value: 'chat' } });
  await fireEvent.input(form.getByLabelText(/^Words/), { target: { value: 'game, gas ,, gas' } });
  await press('Save');
  await waitFor(() => expect(rose()?.trigger).toEqual({ on: 'chat', words: ['game', 'gas'], match: 'word' }));
  expect(rose()?.expiryMs).toBe(10_000);
});

test('says how long 99 gifts would take', async () => {
  const form = await editRose();
  expect(form.getByText('99 × Rose → 99 pulses in 26 s')).toBeTruthy();
  await fireEvent.input(form.getByLabelText('How many'), { target: { value: '3' } });
  expect(form.getByText('3 × Rose → 3 pulses in 720 ms')).toBeTruthy();
});

test('opens the rule that a link names', async () => {
  const scrolled = vi.fn();
  Element.prototype.scrollIntoView = scrolled;
  location.hash = '#/rules/starter-ice-cream-cone';
  try {
    render(Rules);
    const form = within(screen.getByRole('form', { name: 'Edit rule' }));
    expect(form.getByLabelText<HTMLInputElement>('Name').value).toBe('Ice Cream Cone');
    expect(scrolled).toHaveBeenCalledOnce();
  } finally {
    location.hash = '';
  }
});

test('a pin is chosen by its name, or its number typed', async () => {
  const form = await editRose();
  const pin = form.getByLabelText('Pin');
  expect(within(pin).getByRole('option', { name: '13 · LED' })).toBeTruthy();
  expect(within(pin).queryByRole('option', { name: /^0\b/ })).toBeNull();
  await fireEvent.change(pin, { target: { value: '9' } });
  expect(form.getByText('Rosa')).toBeTruthy();
  await fireEvent.change(form.getByLabelText('Pin'), { target: { value: '-1' } });
  await fireEvent.input(form.getByLabelText('Pin number'), { target: { value: '44' } });
  await press('Save');
  await waitFor(() =>
    expect(rose()?.effect.steps).toEqual([{ do: 'command', command: { verb: 'PULSE', pin: 44, ms: 200 } }]),
  );
  await press('Edit “Rose”');
  expect(screen.getByRole('option', { name: '44 (not on this board)' })).toBeTruthy();
});

test('asks before changes are thrown away', async () => {
  const form = await editRose();
  await fireEvent.input(form.getByLabelText('Name'), { target: { value: 'Mawar' } });
  await press('Cancel');
  expect(form.getByRole('alertdialog')).toBeTruthy();
  await press('Discard');
  expect(rose()).toBeTruthy();
  expect(screen.queryByRole('form')).toBeNull();
});

test('a switch thrown while the editor is open survives saving', async () => {
  await editRose();
  await fireEvent.click(screen.getByRole('switch', { name: 'Switch “Rose” on or off' }));
  await press('Save');
  await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
  expect(rose()?.enabled).toBe(false);
});

test('deletes a rule and takes it back where it was', async () => {
  render(Rules);
  const before = settings.profile.rules.map((rule) => rule.id);
  await press('Delete “Rose”');
  expect(rose()).toBeUndefined();
  await press('Undo');
  expect(settings.profile.rules.map((rule) => rule.id)).toEqual(before);
});

test('a deleted rule says what of it still waits', async () => {
  const actions = [
    { ruleId: rose()?.id, counts: { waiting: 4, acked: 1 } },
    { ruleId: 'other', counts: { waiting: 9 } },
  ];
  showSnapshot({ actions, actionsTotal: 2, hits: {}, board: null } as never);
  render(Rules);
  await press('Delete “Rose”');
  expect(screen.getByText('Deleted “Rose”. 4 commands still waiting will still run.')).toBeTruthy();
});

test('a duplicate stands beside its original, switched off', async () => {
  render(Rules);
  await press('Duplicate “Rose”');
  expect(settings.profile.rules[1]).toMatchObject({ name: 'Rose (copy)', enabled: false });
});

test('moves a rule among rules of one priority', async () => {
  render(Rules);
  await press('Move “Heart Me” up');
  const names = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);
  expect(names.slice(0, 3)).toEqual(['Heart Me', 'Rose', 'TikTok']);
});

test('says so when a step is longer than its pin may stay on', async () => {
  settings.profile = { ...settings.profile, pins: settings.profile.pins.map((pin) => ({ ...pin, limitMs: 2_000 })) };
  const form = await editRose();
  const type = (label: string, value: string) => fireEvent.input(form.getByLabelText(label), { target: { value } });
  await type('Milliseconds', '2000');
  expect(form.queryByText(/^This pin is cut/)).toBeNull();
  await type('Milliseconds', '2001');
  expect(form.getByText(/^This pin is cut after 2 s/)).toBeTruthy();
  await fireEvent.change(form.getByLabelText('Step 1: Kind of step'), { target: { value: 'BLINK' } });
  expect(form.queryByText(/^This pin is cut/)).toBeNull();
  await type('On for (ms)', '2500');
  expect(form.getByText(/^This pin is cut after 2 s/)).toBeTruthy();
});
