/** The page's own keys. Knows no screen: it is told what each key does. They reach us only while the page has the focus. */
import { ROUTES, type Route } from '#store/route.svelte.ts';

export interface KeyActions {
  readonly stop: () => void;
  readonly go: (route: Route) => void;
  readonly help: () => void;
}

/** Two Esc within this stop everything; slower ones are two ordinary Esc. */
const TWICE_MS = 600;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Returns how to stop listening. */
export function listenKeys(actions: KeyActions): () => void {
  let lastEscape = -Infinity;

  function press(event: KeyboardEvent): void {
    if (event.repeat) return;
    if (event.ctrlKey && event.shiftKey && event.code === 'KeyX') {
      event.preventDefault();
      return actions.stop();
    }
    if (event.key === 'Escape') {
      const twice = event.timeStamp - lastEscape <= TWICE_MS;
      lastEscape = twice ? -Infinity : event.timeStamp;
      if (twice) actions.stop();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    if (event.key === '?') return actions.help();
    const route = /^[1-9]$/.test(event.key) ? ROUTES[Number(event.key) - 1] : undefined;
    if (route) actions.go(route);
  }

  // Captured at the window, so that nothing on the page can keep an emergency key from us.
  addEventListener('keydown', press, { capture: true });
  return () => removeEventListener('keydown', press, { capture: true });
}
