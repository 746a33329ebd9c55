/** Which screen is shown, kept in the address as #/name so that Back works. Knows no component. */
export const ROUTES = ['live', 'rules', 'history', 'board', 'settings'] as const;
export type Route = (typeof ROUTES)[number];

/** '#/rules' → 'rules'; anything else is Live. */
export function parseRoute(hash: string): Route {
  const name = hash.replace(/^#\/?/, '').split(/[/?]/)[0];
  return ROUTES.find((route) => route === name) ?? 'live';
}

let current = $state<Route>(parseRoute(globalThis.location?.hash ?? ''));

export const route = (): Route => current;
export const hrefOf = (name: Route): string => `#/${name}`;
export const goTo = (name: Route): void => void (location.hash = hrefOf(name));

/** Follows the address. Returns how to stop. */
export function followAddress(): () => void {
  const follow = () => void (current = parseRoute(location.hash));
  follow();
  addEventListener('hashchange', follow);
  return () => removeEventListener('hashchange', follow);
}
