/** Single hostile fields: numbers, ids, texts. */
import { describe, expect, it } from 'vitest';
import type { FaultCode } from '#domain/fault.ts';
import { bench, common, giftData } from './frames.ts';

describe('numbers', () => {
  it.each<[string, unknown, number | null, FaultCode[]]>([
    ['nothing', undefined, null, ['event-malformed']],
    ['null', null, null, ['event-malformed']],
    ['digits', '12', 12, []],
    ['a fraction', 12.9, 12, []],
    ['minus nothing', -0, 0, []],
    ['negative', -1, null, ['number-implausible', 'event-malformed']],
    ['negative digits', '-1', null, ['number-implausible', 'event-malformed']],
    ['NaN', NaN, null, ['number-implausible', 'event-malformed']],
    ['infinite', Infinity, null, ['number-implausible', 'event-malformed']],
    ['huge', 1e300, null, ['number-implausible', 'event-malformed']],
    ['words', 'many', null, ['event-malformed', 'event-malformed']],
    ['true', true, null, ['event-malformed', 'event-malformed']],
    ['an object', { valueOf: 3 }, null, ['event-malformed', 'event-malformed']],
  ])('viewers: %s', (_name, viewerCount, expected, faults) => {
    const { read, codes } = bench();
    const event = read('roomUser', { viewerCount });
    expect(event?.kind === 'roomUser' ? event.viewerCount : event).toBe(expected);
    expect(codes).toEqual(faults);
  });

  it('likes that make no sense are none', () => {
    const { read, codes } = bench();
    expect(read('like', common({ likeCount: -5, totalLikeCount: 1e15 }))).toMatchObject({
      likeCount: 0,
      totalLikeCount: 0,
    });
    expect(codes).toEqual(['number-implausible', 'number-implausible']);
  });
});

describe('text', () => {
  it.each<[string, unknown, string, FaultCode[]]>([
    ['emoji and other scripts stay', '👩‍👩‍👧 สวัสดี', '👩‍👩‍👧 สวัสดี', []],
    ['markup is text', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>', []],
    ['control characters go', 'a\u0000b\u001b[31mc\u009f', 'ab[31mc', []],
    ['lines become spaces', 'a\r\nb\tc', 'a b c', []],
    ['lone surrogates are replaced', '\ud800a\udc00', '\ufffda\ufffd', []],
    ['whole pairs are not', '\ud83d\ude00', '😀', []],
    ['a number is its digits', 777, '777', []],
    ['nothing is empty', undefined, '', []],
    ['null is empty', null, '', []],
    ['an object is no text', { toString: 'x' }, '', ['event-malformed']],
    ['a list is no text', ['x'], '', ['event-malformed']],
    ['1,000 characters fit', 'x'.repeat(1000), 'x'.repeat(1000), []],
    ['1 MB does not', 'x'.repeat(1 << 20), 'x'.repeat(1000), ['text-truncated']],
    ['a pair is not cut in two', 'x'.repeat(999) + '😀', 'x'.repeat(999), ['text-truncated']],
  ])('%s', (_name, comment, expected, faults) => {
    const { read, codes } = bench();
    expect(read('chat', common({ comment }))).toMatchObject({ comment: expected });
    expect(codes).toEqual(faults);
  });

  it.each([
    ['nickname', 100],
    ['uniqueId', 100],
  ])('%s has at most %i', (field, cap) => {
    const { read, codes } = bench();
    const event = read('follow', common({ [field]: 'y'.repeat(500) }));
    expect(event?.viewer).toMatchObject({ [field]: 'y'.repeat(cap) });
    expect(codes).toEqual(['text-truncated']);
  });

  it.each([
    ['https://example.com/x.webp', 'https://example.com/x.webp'],
    ['http://example.com/x.webp', ''],
    ['javascript:alert(1)', ''],
    ['data:image/gif;base64,R0lGODlhAQABAAAAACw=', ''],
  ])('picture %s', (profilePictureUrl, expected) => {
    expect(bench().read('follow', common({ profilePictureUrl }))?.viewer?.profilePictureUrl).toBe(expected);
  });
});

describe('viewers', () => {
  it.each([
    ['follower by role', { followRole: 1 }, { isFollower: true }],
    ['friend', { followRole: 2 }, { isFollower: true }],
    ['follower by status', { followRole: undefined, followInfo: { followStatus: 1 } }, { isFollower: true }],
    ['follower by neither', { followRole: 0, followInfo: null }, { isFollower: false }],
    ['follow info that is text', { followInfo: 'yes' }, { isFollower: false }],
    ['moderator', { isModerator: true }, { isModerator: true }],
    ['moderator only by true', { isModerator: 'false' }, { isModerator: false }],
    ['subscriber', { isSubscriber: true }, { isSubscriber: true }],
    ['top gifter', { topGifterRank: 1 }, { topGifterRank: 1 }],
    ['rank 0 is none', { topGifterRank: 0 }, { topGifterRank: null }],
    ['userId as a number', { userId: 12345 }, { userId: '12345' }],
  ])('%s', (_name, more, expected) => {
    expect(bench().read('follow', common(more))?.viewer).toMatchObject(expected);
  });

  it.each(['gift', 'chat', 'like', 'follow', 'share', 'subscribe', 'member'])('%s without one is recorded', (name) => {
    for (const userId of [undefined, null, '', '0', 0, {}]) {
      const { read, codes } = bench();
      expect(read(name, giftData({ userId, comment: 'x', likeCount: 1, actionId: 1 }))).toMatchObject({
        kind: name,
        viewer: null,
      });
      expect(codes).toContain('event-malformed');
    }
  });

  it('hidden in __proto__ are not believed', () => {
    const data = JSON.parse('{"__proto__":{"userId":"1","isModerator":true},"comment":"x"}');
    expect(bench().read('chat', data)).toMatchObject({ viewer: null });
    expect(({} as Record<string, unknown>)['isModerator']).toBeUndefined();
  });
});
