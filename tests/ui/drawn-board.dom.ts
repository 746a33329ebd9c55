/** The drawn board shows each state truly, by shape and words as well as colour, and is handled by keyboard alone. */
import { fireEvent, render, screen } from '@testing-library/svelte';
import { flushSync, tick, type ComponentProps } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import type { PinShown } from '#domain/pin-shown.ts';
import { startTicking } from '#store/now.svelte.ts';
import { en } from '#text/en.ts';
import DrawnBoard from '#ui/drawn-board/DrawnBoard.svelte';

type Props = ComponentProps<typeof DrawnBoard>;
const words = en.drawnBoard;
const ON: PinShown = { does: 'on' };

const uno: Props = { model: 'uno', pins: {}, names: { 9: 'claw', 13: 'lamp' }, power: 'running' };
const show = (part: Partial<Props> = {}) => render(DrawnBoard, { ...uno, ...part });
const texts = (root: Element): string[] => [...root.querySelectorAll('text')].map((text) => text.firstChild?.textContent?.trim() ?? ''); // prettier-ignore
const pad = (root: Element, title: string): Element => {
  const group = [...root.querySelectorAll('title')].find(({ textContent }) => textContent === title)?.parentElement;
  if (!group) throw new Error(`no pin “${title}”`);
  return group;
};

describe('a pin', () => {
  it.each<[string, PinShown, string]>([
    ['off', { does: 'off' }, '.pad.off'],
    ['on', ON, '.pad.on'],
    ['dimmed', { does: 'pwm', duty: 0.5 }, '.pad.pwm'],
    ['a servo', { does: 'servo', us: 1472 }, '.pad.servo'],
    ['a tone', { does: 'tone', hz: 440 }, '.pad.tone'],
  ])('has a shape of its own when it is %s', (_name, shown, selector) => {
    const { container } = show({ pins: { 9: shown } });
    expect(pad(container, 'Pin 9 · claw').querySelector(selector)).not.toBeNull();
    expect(pad(container, 'Pin 8').querySelector('.pad.off')).not.toBeNull();
  });

  it('tells how much of the time it is on: by the height of its fill and in words', () => {
    const { container } = show({ pins: { 9: { does: 'pwm', duty: 0.25 } } });
    const pin = pad(container, 'Pin 9 · claw');
    const ink = Number(pin.querySelector('.ink')?.getAttribute('height'));
    expect(ink / (Number(pin.querySelector('.pad')?.getAttribute('height')) - 2)).toBeCloseTo(0.25);
    expect(texts(container)).toContain('25%');
  });

  it('turns its needles to the angle', async () => {
    const { container, rerender } = show({ pins: { 9: { does: 'servo', us: 2400 } } });
    const turns = () => [...container.querySelectorAll<SVGElement>('.needle')].map(({ style }) => style.transform);
    expect(turns()).toEqual(['rotate(180deg)', 'rotate(180deg)']);
    expect(texts(container)).toContain('180°');
    await rerender({ pins: { 9: { does: 'servo', us: 544 } } });
    expect(turns()).toEqual(['rotate(0deg)', 'rotate(0deg)']);
    expect(texts(container)).toContain('0°');
  });

  it('keeps its gauge when it rests, and the angle a servo was left at', async () => {
    const { container, rerender } = show({ pins: { 9: { does: 'servo', us: 2400 } } });
    await rerender({ pins: {} });
    const needle = container.querySelector<SVGElement>('.needle');
    expect(needle?.style.transform).toBe('rotate(180deg)');
    expect(texts(container)).toContain(words.off);
  });

  it('says what waits for it, as far as there is room', () => {
    const { container } = show({ waiting: { 9: 3, 8: 123_456 } });
    expect(texts(container)).toContain('3');
    expect(texts(container)).toContain('999+');
  });

  it('is marked with an overline when it is active-low', () => {
    const { container } = show({ inverted: new Set([9]) });
    const lined = [...container.querySelectorAll('[text-decoration=overline]')].map(({ textContent }) => textContent);
    expect(lined).toEqual(['9']);
  });
});

describe('the lamps', () => {
  const led = (root: Element) => Number(root.querySelector('.led')?.getAttribute('opacity'));
  it.each<[string, Partial<Props>, number]>([
    ['dark at first', {}, 0],
    ['lit with pin 13', { pins: { 13: ON } }, 1],
    ['as bright as pin 13 is dimmed', { pins: { 13: { does: 'pwm', duty: 0.3 } } }, 0.3],
    ['by level: an active-low pin that is on is low', { pins: { 13: ON }, inverted: new Set([13]) }, 0],
    ['by level: an active-low pin that is off is high', { pins: { 13: { does: 'off' } }, inverted: new Set([13]) }, 1],
    ['dark when an active-low pin was never driven', { inverted: new Set([13]) }, 0],
    ['dark without power', { pins: { 13: ON }, power: 'unplugged' }, 0],
  ])('L is %s', (_name, part, brightness) => expect(led(show(part).container)).toBeCloseTo(brightness));

  it('ON is lit while the board runs, and a board that does not says so', () => {
    expect(show().container.querySelector('.lamp.lit')).not.toBeNull();
    for (const power of ['idle', 'unplugged'] as const) {
      const { container } = show({ power });
      expect(container.querySelector('.lamp.lit')).toBeNull();
      expect(texts(container)).toContain(words.power[power]);
    }
  });
});

describe('the text alternative', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const said = (): string => screen.getByRole('img').getAttribute('aria-label') ?? '';

  it('sums up what is on, pin by pin', () => {
    show({ pins: { 9: { does: 'servo', us: 1992 }, 13: ON, 3: { does: 'off' } }, waiting: { 13: 2 } });
    expect(said()).toBe(
      'Arduino Uno, running. Pin 9, claw, servo 140°; Pin 13, lamp, on, 2 waiting. All other pins are off.',
    );
  });

  it('says that nothing is on, and that the board is unplugged', () => {
    show({ power: 'unplugged' });
    expect(said()).toBe('Arduino Uno, unplugged. All pins are off.');
  });

  it('follows once a second, not with every frame', async () => {
    const stop = startTicking();
    const { rerender } = show();
    await rerender({ pins: { 13: ON } });
    expect(said()).toContain(words.nothingOn);
    vi.advanceTimersByTime(1_000);
    flushSync();
    expect(said()).toContain('lamp, on');
    stop();
  });
});

describe('with onselect', () => {
  const onselect = vi.fn();
  const button = (name: RegExp | string) => screen.getByRole('button', { name });
  beforeEach(() => void onselect.mockClear());

  it('has one button per pin, with what it is and does', () => {
    show({ onselect, pins: { 9: { does: 'servo', us: 1992 } }, selected: 9, inverted: new Set([8]) });
    expect(screen.getAllByRole('button')).toHaveLength(20);
    expect(button('Pin 9, claw, servo 140°').getAttribute('aria-pressed')).toBe('true');
    expect(button('Pin 8, off, active-low').getAttribute('aria-pressed')).toBe('false');
    expect(button(`Pin 0, ${words.serial}`)).toBeTruthy();
    expect(button('Pin A5, off')).toBeTruthy();
  });

  it('puts only the selected pin into the tab order, and arrow keys go on from there', async () => {
    show({ onselect, selected: 9 });
    const tabbable = () => screen.getAllByRole('button').filter((each) => each.getAttribute('tabindex') === '0');
    expect(tabbable()).toEqual([button(/^Pin 9/)]);
    button(/^Pin 9/).focus();
    await fireEvent.keyDown(button(/^Pin 9/), { key: 'ArrowRight' });
    expect(document.activeElement).toBe(button(/^Pin 8/));
    await tick();
    expect(tabbable()).toEqual([button(/^Pin 8/)]);
    await fireEvent.keyDown(button(/^Pin 8/), { key: 'End' });
    expect(document.activeElement).toBe(button(/^Pin A5/));
    expect(onselect).not.toHaveBeenCalled();
  });

  it.each(['Enter', ' '])('selects with the key “%s” and with a click', async (key) => {
    show({ onselect });
    await fireEvent.keyDown(button(/^Pin 12/), { key });
    await fireEvent.click(button(/^Pin A0/));
    expect(onselect.mock.calls).toEqual([[12], [14]]);
  });
});

test.each(['uno', 'nano', 'mega'] as const)('%s is drawn with all its pins', (model) => {
  const { container } = show({ model });
  expect(container.querySelectorAll('.pad')).toHaveLength(model === 'mega' ? 70 : 20);
});

test('a long name is cut on screen and whole in its title', () => {
  const long = 'a pump with a name that is much too long for any column';
  const { container } = show({ names: { 9: long, 8: long, 7: long } });
  expect(texts(container).some((text) => text.endsWith('…'))).toBe(true);
  expect([...container.querySelectorAll('text title')].map(({ textContent }) => textContent)).toContain(long);
});
