/** Who may set off a rule: roles, allow list, block list. */
import { describe, expect, it } from 'vitest';
import { compileFilter } from '#domain/filter.ts';
import { viewer } from './rule-cases.ts';

describe('who passes a filter', () => {
  it.each([
    ['anybody, when nothing is asked', {}, viewer(), true],
    ['anybody, when the lists are empty', { roles: [], allow: [], block: [] }, viewer(), true],
    ['a follower', { roles: ['follower'] }, viewer({ isFollower: true }), true],
    ['no follower', { roles: ['follower'] }, viewer({ isModerator: true }), false],
    ['any one of the roles', { roles: ['follower', 'moderator'] }, viewer({ isModerator: true }), true],
    ['a subscriber', { roles: ['subscriber'] }, viewer({ isSubscriber: true }), true],
    ['the first gifter', { roles: ['top-gifter'] }, viewer({ topGifterRank: 1 }), true],
    ['the third', { roles: ['top-gifter'] }, viewer({ topGifterRank: 3 }), true],
    ['not the fourth', { roles: ['top-gifter'] }, viewer({ topGifterRank: 4 }), false],
    ['not rank 0, which some sources send for none', { roles: ['top-gifter'] }, viewer({ topGifterRank: 0 }), false],
    ['who is allowed, whatever the case', { allow: ['sari'] }, viewer({ uniqueId: 'SARI' }), true],
    ['not who is not', { allow: ['sari'] }, viewer({ uniqueId: 'ayu' }), false],
    ['not who is blocked', { block: ['sari'] }, viewer(), false],
    ['not who is blocked, though allowed', { allow: ['sari'], block: ['sari'] }, viewer(), false],
    ['not who is allowed without the role', { allow: ['sari'], roles: ['moderator'] }, viewer(), false],
    ['nobody in particular, when nothing is asked', {}, null, true],
    ['not nobody in particular otherwise', { block: ['sari'] }, null, false],
  ] as const)('%s', (_, filter, who, passes) => {
    expect(compileFilter(filter)(who)).toBe(passes);
  });
});
