/** The virtual Arduino from the outside: its cable's messages, its buttons, its views. */
import { describe, expect, it } from 'vitest';
import { createDesk } from './desk.ts';

const types = (desk: ReturnType<typeof createDesk>) => desk.messages.map(({ type }) => type);

describe('the cable', () => {
  it.each([
    ['uno', 'm328p'],
    ['nano', 'm328p'],
    ['mega', 'm2560'],
  ] as const)('opens a %s that boots, introduces itself and answers', (model, chip) => {
    const desk = createDesk();
    desk.open(model);
    expect(types(desk)).toEqual(['opened']);
    desk.clock.advance(600);
    expect(desk.heard()).toMatch(new RegExp(`^ev boot fw=giftwire/\\S+ proto=1 board=${chip} .*\\*[0-9a-f]{2}\\n$`));
    desk.command('HELLO 5000');
    expect(desk.heard()).toMatch(/^ok 0 fw=giftwire/);
    desk.command('PING');
    expect(desk.heard()).toMatch(/^ok 1\*/);
  });

  it('is silent at first, and what it is told meanwhile is lost, as in a bootloader', () => {
    const desk = createDesk();
    desk.open();
    desk.command('HELLO 0');
    desk.clock.advance(300);
    expect(desk.heard()).toBe('');
    desk.clock.advance(300);
    expect(desk.heard()).toMatch(/^ev boot [^\n]*\n$/);
  });

  it('opens anew with a reset: numbering and outputs begin again', () => {
    const desk = createDesk();
    desk.greet();
    desk.command('SET 13 1');
    expect(desk.pin(13)).toEqual({ does: 'on' });
    desk.open();
    desk.clock.advance(600);
    expect(desk.heard()).toContain('ev boot');
    expect(desk.pin(13)).toBeUndefined();
    desk.command('SET 13 1');
    expect(desk.heard()).toContain('nak 0 10');
  });

  it('ignores what belongs to an earlier opening', () => {
    const desk = createDesk();
    desk.greet();
    desk.board.receive({ type: 'close', opening: 0 });
    desk.heard();
    desk.command('PING');
    expect(desk.heard()).toMatch(/^ok 1\*/);
  });

  it('is off when closed: no pins, no time', () => {
    const desk = createDesk();
    desk.greet();
    desk.command('SET 13 1');
    desk.close();
    desk.clock.advance(20);
    expect(desk.views.at(-1)).toMatchObject({ running: false, pins: {} });
    const { length } = desk.messages;
    desk.clock.advance(10_000);
    expect(desk.messages).toHaveLength(length);
  });

  it('can be pulled out and plugged in again', () => {
    const desk = createDesk();
    desk.greet();
    desk.board.unplug();
    expect(desk.messages.at(-1)).toEqual({ type: 'unplugged', opening: 1, detail: '' });
    desk.open();
    expect(desk.messages.at(-1)).toEqual({ type: 'unplugged', opening: 2, detail: '' });
    desk.board.plug();
    expect(desk.messages.at(-1)).toEqual({ type: 'plugged' });
    desk.greet();
    expect(desk.heard()).toContain('ok 0');
  });

  it('says why when there is no firmware, and can be tried again', async () => {
    let missing = true;
    const desk = createDesk({
      firmware: () => Promise.reject(new Error(missing ? 'firmware/uno.hex: 404' : 'still')),
    });
    desk.open();
    await Promise.resolve().then(() => undefined);
    await Promise.resolve();
    expect(desk.messages).toEqual([{ type: 'unplugged', opening: 1, detail: 'firmware/uno.hex: 404' }]);
    missing = false;
    desk.board.plug();
    desk.open();
    await Promise.resolve().then(() => undefined);
    await Promise.resolve();
    expect(desk.messages.at(-1)).toEqual({ type: 'unplugged', opening: 2, detail: 'still' });
  });
});

describe('the buttons', () => {
  it('reset: the board starts anew', () => {
    const desk = createDesk();
    desk.greet();
    desk.command('SET 13 1');
    desk.heard();
    desk.board.pressReset();
    desk.clock.advance(20);
    expect(desk.pin(13)).toBeUndefined();
    desk.clock.advance(600);
    expect(desk.heard()).toMatch(/^ev boot /);
  });

  it('stop: all off, told to the host, and shown', () => {
    const desk = createDesk();
    desk.greet();
    desk.command('SET 13 1');
    desk.heard();
    desk.board.pressStop(true);
    desk.clock.advance(40);
    expect(desk.heard()).toContain('ev stop 1');
    expect(desk.views.at(-1)).toMatchObject({ stopPressed: true, pins: { 13: { does: 'off' } } });
    desk.command('SET 13 1');
    expect(desk.heard()).toMatch(/^err \d+ 11/);
    desk.board.pressStop(false);
    desk.clock.advance(100);
    expect(desk.heard()).toContain('ev stop 0');
  });

  it('stop holds through a reset, and through an opening', () => {
    const desk = createDesk();
    desk.board.pressStop(true);
    desk.greet();
    expect(desk.heard()).toContain('ev stop 1');
    desk.board.pressReset();
    desk.clock.advance(600);
    expect(desk.heard()).toContain('ev stop 1');
  });
});

describe('the EEPROM', () => {
  it('keeps its number through reset, closing and unplugging, each model its own', () => {
    const desk = createDesk();
    desk.greet();
    desk.command('ID 7');
    desk.clock.advance(50);
    desk.board.pressReset();
    desk.clock.advance(600);
    expect(desk.heard()).toContain(' id=7*');
    desk.board.unplug();
    desk.board.plug();
    desk.greet('mega');
    expect(desk.heard()).not.toContain('id=');
    desk.greet('uno');
    expect(desk.heard()).toContain(' id=7*');
  });
});
