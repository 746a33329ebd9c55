/** Which screen is shown, kept in the address as #/name so that Back works. Knows no component. */
export const ROUTES = ['live', 'rules', 'history', 'board', 'settings'] as const;
/** The what-if is reached from a session or from the rules, not from the rail. */
export type Route = (typeof ROUTES)[number] | 'what-if';

/** '#/rules' → 'rules'; anything else is Live. */
export function parseRoute(hash: string): Route {
  const name = hash.replace(/^#\/?/, '').split(/[/?]/)[0];
  return name === 'what-if' ? name : (ROUTES.find((route) => route === name) ?? 'live');
}

let current = $state<Route>(parseRoute(globalThis.location?.hash ?? ''));

export const route = (): Route => current;
export const hrefOf = (name: Route): string => `#/${name}`;
/** The Rules screen at one rule. */
export const hrefOfRule = (id: string): string => `${hrefOf('rules')}/${encodeURIComponent(id)}`;
/** The address names this rule: some screen linked to it. */
export const isRuleInAddress = (id: string): boolean => location.hash === hrefOfRule(id);
/** The Board screen with what prepares an Arduino at its top. */
const PREPARE = `${hrefOf('board')}/prepare`;
export const goToPrepare = (): void => void (location.hash = PREPARE);
export const isPrepareInAddress = (): boolean => location.hash === PREPARE;
export const goTo = (name: Route): void => void (location.hash = hrefOf(name));

/** Follows the address. Returns how to stop. */
export function followAddress(): () => void {
  const follow = () => void (current = parseRoute(location.hash));
  follow();
  addEventListener('hashchange', follow);
  return () => removeEventListener('hashchange', follow);
}
