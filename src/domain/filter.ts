/** Who may set a rule off. Knows neither triggers nor limits. */
import type { Viewer } from './event.ts';
import type { Filter, Role } from './rule.ts';

/** A top gifter is one of the first three of the room, as TikTok's own badge has it. */
const TOP_RANKS = 3;

const hasRole: Record<Role, (viewer: Viewer) => boolean> = {
  follower: (viewer) => viewer.isFollower,
  subscriber: (viewer) => viewer.isSubscriber,
  moderator: (viewer) => viewer.isModerator,
  'top-gifter': ({ topGifterRank: rank }) => rank !== null && rank >= 1 && rank <= TOP_RANKS,
};

/** A filter whose lists can be asked without walking through them. */
export type CompiledFilter = (viewer: Viewer | null) => boolean;

const anyone: CompiledFilter = () => true;

/**
 * Passes who has any of the roles, is on the allow list and is not on the block list; what is empty asks nothing.
 * Nobody in particular (null: a viewer count, a button) passes only a filter that asks nothing at all.
 */
export function compileFilter({ roles = [], allow = [], block = [] }: Filter): CompiledFilter {
  if (!roles.length && !allow.length && !block.length) return anyone;
  const allowed = new Set(allow);
  const blocked = new Set(block);
  return (viewer) => {
    if (!viewer) return false;
    const name = viewer.uniqueId.toLowerCase();
    if (blocked.has(name)) return false;
    if (allowed.size > 0 && !allowed.has(name)) return false;
    return roles.length === 0 || roles.some((role) => hasRole[role](viewer));
  };
}
