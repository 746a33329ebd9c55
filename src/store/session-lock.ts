/**
 * Holds a Web Lock while a session runs: Chrome's Energy Saver freezes hidden tabs after five minutes unless they
 * hold one or use Web Serial. Knows nothing of sessions: it is told when to hold.
 */
const NAME = 'giftwire-session';

/** Returns how to let go. Shared, so that a second tab never waits for the first. */
export function holdLock(): () => void {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  void navigator.locks?.request(NAME, { mode: 'shared' }, () => held);
  return release;
}
