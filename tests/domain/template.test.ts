/** Lines with values filled in: nothing a viewer types can become a command. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillLine } from '#domain/template.ts';

describe('fillLine', () => {
  it.each([
    ['LED1', {}, 'LED1'],
    ['HELLO {user}', { user: 'sari_99' }, 'HELLO sari_99'],
    ['{count} {gift} {coins}', { count: 3, gift: 'Hat and Mustache', coins: 297 }, '3 HatandMustache 297'],
    ['SAY {comment}', { comment: 'stop\nOFF:1*ff' }, 'SAY stopOFF1ff'],
    ['{user}', {}, ''],
    ['{user}', { user: '{comment}', comment: 'x' }, 'comment'],
    ['{other} {"led":1}', { other: 'x' }, '{other} {"led":1}'],
    ['{toString}{user}', Object.create({ user: 'inherited' }), '{toString}'],
    ['a\u0007b\u2028c\uD800d', {}, 'abcd'],
    [
      '{pin} {action} {value} {ms} {device}',
      { pin: 5, action: 'PULSE', value: 1.5, ms: 200, device: 'LED1' },
      '5 PULSE 1.5 200 LED1',
    ],
    ['{user}', { user: 'x'.repeat(1000) }, 'x'.repeat(32)],
    ['y'.repeat(500), {}, 'y'.repeat(120)],
  ])('%j with %j is %j', (line, values, expected) => {
    expect(fillLine(line, values)).toBe(expected);
  });

  const anyText = fc.string({ unit: 'binary', maxLength: 300 });
  it('never lets a viewer add more than harmless characters', () => {
    fc.assert(
      fc.property(anyText, anyText, (user, comment) => {
        expect(fillLine('{user}|{comment}', { user, comment })).toMatch(/^[A-Za-z0-9_.-]{0,32}\|[A-Za-z0-9_.-]{0,32}$/);
      }),
    );
  });
  it('never makes a line that ends early or is too long', () => {
    fc.assert(
      fc.property(anyText, anyText, (line, gift) => {
        const filled = fillLine(`${line}{gift}${line}`, { gift });
        expect(filled).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(filled.length).toBeLessThanOrEqual(120);
      }),
    );
  });
});
