/** Replies of wire protocol v1, whole, damaged and cut. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checksum } from '#wire/board-frame.ts';
import { bannerFields, lineSplitter, parseReply } from '#wire/board-reply.ts';

const sealed = (content: string) => `${content}*${checksum(content)}`;
const bytes = (text: string) => new TextEncoder().encode(text);

describe('replies', () => {
  test.each([
    ['ok 7', { type: 'ok', seq: 7, data: '' }],
    ['ok 0 fw=giftwire/1.0 proto=1', { type: 'ok', seq: 0, data: 'fw=giftwire/1.0 proto=1' }],
    ['err 255 4', { type: 'err', seq: 255, code: 4 }],
    ['nak 0 10', { type: 'nak', next: 0, code: 10 }],
    ['ev off', { type: 'ev', name: 'off', data: '' }],
    ['ev lim 13', { type: 'ev', name: 'lim', data: '13' }],
    ['ev plain? LED0 what', { type: 'ev', name: 'plain?', data: 'LED0 what' }],
    ['ok 256', null],
    ['ok', null],
    ['ok -1', null],
    ['err 3', null],
    ['err 3 x', null],
    ['nak x 1', null],
    ['', null],
    ['hello', null],
  ])('%j', (content, reply) => expect(parseReply(sealed(content))).toEqual(reply));

  test('a CR is ignored, a wrong or missing checksum is not', () => {
    expect(parseReply(sealed('ok 1') + '\r')).toMatchObject({ seq: 1 });
    expect(parseReply('ok 1*00')).toBeNull();
    expect(parseReply('ok 1')).toBeNull();
  });
  test('one changed character is always noticed', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.nat(), fc.integer({ min: 1, max: 127 }), (seq, where, flip) => {
        const line = sealed(`ok ${seq}`);
        const at = where % line.length;
        const changed = line.slice(0, at) + String.fromCharCode(line.charCodeAt(at) ^ flip) + line.slice(at + 1);
        // Checksum digits may change their case without changing their meaning; a CR at the end is no part of the line.
        fc.pre(changed.toLowerCase() !== line && !changed.endsWith('\r'));
        return parseReply(changed) === null;
      }),
    );
  });
  test('any line at all is answered with a reply or null', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (line) => void parseReply(line)));
  });
  test('the banner tells its fields', () => {
    expect([...bannerFields('fw=giftwire/1.0 proto=1 x id=3 =4')]).toEqual([
      ['fw', 'giftwire/1.0'],
      ['proto', '1'],
      ['id', '3'],
    ]);
  });
});

describe('lines out of a byte stream', () => {
  test('however the bytes are cut, the lines are the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[ -~]{0,20}$/)),
        fc.array(fc.integer({ min: 1, max: 9 })),
        (lines, cuts) => {
          const stream = bytes(lines.map((line) => line + '\n').join(''));
          const splitter = lineSplitter();
          const found: (string | null)[] = [];
          let at = 0;
          for (let i = 0; at < stream.length; i++) {
            const next = at + (cuts[i % (cuts.length || 1)] ?? 5);
            found.push(...splitter.push(stream.subarray(at, next)));
            at = next;
          }
          expect(found).toEqual(lines);
        },
      ),
    );
  });
  test('a line without end is bounded and told once', () => {
    const splitter = lineSplitter(10);
    expect(splitter.push(bytes('x'.repeat(100_000)))).toEqual([]);
    expect(splitter.push(bytes('\nok\n'))).toEqual([null, 'ok']);
  });
  test('a half line can be forgotten', () => {
    const splitter = lineSplitter();
    splitter.push(bytes('half'));
    splitter.clear();
    expect(splitter.push(bytes('whole\n'))).toEqual(['whole']);
  });
});
